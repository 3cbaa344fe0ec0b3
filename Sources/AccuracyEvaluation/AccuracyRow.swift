// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import AccuracyStatistics

/// How copies of one sort were found.
public struct AccuracyRow: Hashable, Sendable, Codable {
  /// What the sort is: an attack, a family, a kind of design, or `all`.
  public let name: String
  /// The family that an attack belongs to; `nil` for other sorts.
  public let family: String?
  /// Copies whose design is the strongest answer: recall at 1.
  public let foundFirst: Rate
  /// Copies whose design the system flags, at its own decision.
  public let flagged: Rate
  /// Copies beside or instead of whose design another one is flagged.
  public let otherFlagged: Rate
  /// Copies that the system declined to judge.
  public let unjudged: Int

  init(_ name: String, family: String? = nil, _ copies: [QueryOutcome]) {
    func rate(_ holds: (QueryOutcome) -> Bool) -> Rate {
      Rate(Proportion(copies.count(where: holds), of: copies.count))
    }
    self.name = name
    self.family = family
    foundFirst = rate(\.isFoundFirst)
    flagged = rate(\.isFlagged)
    otherFlagged = rate { !$0.accusations.isEmpty }
    unjudged = copies.count(where: \.isUnjudged)
  }
}
