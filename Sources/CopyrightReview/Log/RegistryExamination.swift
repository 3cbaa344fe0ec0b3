// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a check of a registry has found.
public struct RegistryExamination: Codable, Hashable, Sendable {
  /// How many designs the database has; `nil` where the log alone was examined.
  public internal(set) var designs: Int?
  /// How many entries the log has.
  public internal(set) var entries = 0
  /// How many files the store of originals has; `nil` where the log alone was examined.
  public internal(set) var originals: Int?
  /// The log's name, if there is a log and its key can be read.
  public internal(set) var log: String?
  /// The size of the checkpoint that was published last.
  public internal(set) var checkpointSize: Int?
  /// The root of the log, in hexadecimal.
  public internal(set) var root: String?
  /// Everything that is wrong, one line each.
  public internal(set) var problems: [String] = []
  /// What is worth knowing and not wrong, one line each.
  public internal(set) var notes: [String] = []

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }

  /// Names the rows between two that follow each other; whatever the numbers are, a damaged one ends nothing.
  ///
  /// - Parameters:
  ///   - what: What one of the rows holds.
  ///   - last: The number of the one row, 0 before the first.
  ///   - next: The number of the other.
  mutating func nameGap(_ what: String, after last: Int, before next: Int) {
    guard last < next else { return }
    nameGap(what, after: last, upTo: next - 1)
  }

  /// Names rows that are gone: one line, however many they are.
  ///
  /// - Parameters:
  ///   - what: What one of the rows holds.
  ///   - last: The number of the last row before them, 0 when there is none.
  ///   - highest: The highest of their numbers; at most `last` when none is gone.
  mutating func nameGap(_ what: String, after last: Int, upTo highest: Int) {
    guard last < highest else { return }
    problems.append(
      last + 1 == highest
        ? "registry.sqlite: the row of \(what) number \(highest) is gone"
        : "registry.sqlite: the rows of \(what)s number \(last + 1) to \(highest) are gone")
  }
}
