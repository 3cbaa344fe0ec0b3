// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What came of running a review again.
public struct Rerun: Codable, Hashable, Sendable {
  /// The report's id, if it was kept.
  public let review: String?
  /// The size of the log as of which was compared.
  public let logSize: Int
  /// The root of the log at that size, as the report has it.
  public let root: String
  /// How many designs were compared.
  public let compared: Int
  /// What does not hold, one line each; empty when the report is the same, byte for byte.
  public let differences: [String]

  /// Whether the report is the same.
  public var holds: Bool { differences.isEmpty }
}
