// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One answer to a query: a design, how strong the match is, and whether it is the right one.
public struct ScoredAnswer: Hashable, Sendable {
  /// Strength of the match; higher is stronger, comparable between queries.
  public let score: Double
  /// Whether the query is a copy of this design.
  public let isRight: Bool

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - score: Strength of the match.
  ///   - isRight: Whether the query is a copy of this design.
  public init(score: Double, isRight: Bool) {
    self.score = score
    self.isRight = isRight
  }
}
