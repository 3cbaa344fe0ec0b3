// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
internal import MatchReporting

/// One query and what was answered.
struct QueryOutcome: Sendable {
  /// What a copy was made from, and how.
  struct Origin: Sendable {
    /// The design's id.
    let design: String
    /// How the copy was made.
    let attack: CopyAttack
  }

  /// The query's file name.
  let name: String
  /// The kind of design that was copied, or of stranger.
  let kind: String?
  /// What was copied; `nil` for a stranger.
  let origin: Origin?
  /// The answers, strongest first.
  let answers: [MatchSummary]
  /// Whether the system declined to judge.
  let isUnjudged: Bool
  /// How long the review took.
  let elapsedMilliseconds: Double

  /// Whether the strongest answer is right.
  var isFoundFirst: Bool { origin != nil && answers.first?.design == origin?.design }

  /// Whether the system flagged the right design.
  var isFlagged: Bool {
    answers.contains { $0.flagged && $0.design == origin?.design }
  }

  /// The answers that were flagged and are wrong.
  var accusations: [MatchSummary] {
    answers.filter { $0.flagged && $0.design != origin?.design }
  }

  /// Base-10 logarithm of the likelihood ratio that bears on the truth: for a copy the ratio of its
  /// own design, for a stranger the largest one; 0, which says nothing, when there is no such
  /// answer.
  var log10LikelihoodRatio: Double {
    guard let origin else { return answers.map(\.log10LikelihoodRatio).max() ?? 0 }
    return answers.first { $0.design == origin.design }?.log10LikelihoodRatio ?? 0
  }
}
