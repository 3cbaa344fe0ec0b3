// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where and when an evaluation took place, for the report's header.
public struct EvaluationSetting: Hashable, Sendable, Codable {
  /// The folder of designs, as it was named.
  public let designs: String
  /// The folder of distractors, if there was one.
  public let distractors: String?
  /// The folder of strangers, as it was named.
  public let strangers: String
  /// The day, ISO 8601: `2026-11-23`.
  public let date: String
  /// The processor and its number of cores, in words.
  public let machine: String

  /// Describes a setting.
  ///
  /// - Parameters:
  ///   - designs: The folder of designs.
  ///   - distractors: The folder of distractors, if there was one.
  ///   - strangers: The folder of strangers.
  ///   - date: The day, ISO 8601.
  ///   - machine: The processor and its number of cores.
  public init(
    designs: String, distractors: String?, strangers: String, date: String, machine: String
  ) {
    self.designs = designs
    self.distractors = distractors
    self.strangers = strangers
    self.date = date
    self.machine = machine
  }
}
