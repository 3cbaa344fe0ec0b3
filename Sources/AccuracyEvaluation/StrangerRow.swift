// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import AccuracyStatistics

/// What became of the strangers of one kind.
public struct StrangerRow: Hashable, Sendable, Codable {
  /// The kind, or `all`.
  public let name: String
  /// Strangers for which some design was flagged.
  public let accused: Rate
  /// The largest rate that one-sided 95 % confidence leaves open (Clopper and Pearson).
  public let accusedAtMost95: Double
  /// Strangers that the system declined to judge.
  public let unjudged: Int

  init(_ name: String, _ strangers: [QueryOutcome]) {
    let accused = Proportion(
      strangers.count { !$0.accusations.isEmpty }, of: strangers.count)
    self.name = name
    self.accused = Rate(accused)
    accusedAtMost95 = accused.upperBound95
    unjudged = strangers.count(where: \.isUnjudged)
  }
}
