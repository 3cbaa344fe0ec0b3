// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Precision and recall over all answers to all queries, in one order of scores.
///
/// Answers of the same score come in together, for no threshold parts them; so the order in which
/// they were found cannot flatter or harm.
///
/// > Source: M. Douze et al., "The 2021 Image Similarity Dataset and Challenge", 2021,
/// > arXiv:2106.09672, section 4 (micro average precision).
public struct PrecisionRecallCurve: Sendable {
  /// What holds when all answers of a score or more are accepted.
  public struct Point: Hashable, Sendable {
    /// The threshold.
    public let score: Double
    /// The share of accepted answers that are right.
    public let precision: Double
    /// The share of copies whose design was accepted.
    public let recall: Double
  }

  /// One point a score, highest score first.
  public let points: [Point]

  /// Draws the curve.
  ///
  /// - Parameters:
  ///   - answers: All answers to all queries, copies and strangers, each (query, design) once.
  ///   - copyCount: How many queries are copies, found or not.
  /// - Complexity: O(*n* log *n*).
  public init(answers: [ScoredAnswer], copyCount: Int) {
    precondition(
      answers.count(where: \.isRight) <= copyCount, "a copy has one right design, given once")
    var points: [Point] = []
    var (right, accepted) = (0, 0)
    let sorted = answers.sorted { $0.score > $1.score }
    for (place, answer) in sorted.enumerated() {
      accepted += 1
      right += answer.isRight ? 1 : 0
      let isLast = place + 1 == sorted.count || sorted[place + 1].score < answer.score
      guard isLast else { continue }
      points.append(
        Point(
          score: answer.score, precision: Double(right) / Double(accepted),
          recall: copyCount > 0 ? Double(right) / Double(copyCount) : 0))
    }
    self.points = points
  }

  /// Micro average precision: the sum over thresholds of precision times what recall gained there.
  public var microAveragePrecision: Double {
    var (sum, recall) = (0.0, 0.0)
    for point in points {
      sum += point.precision * (point.recall - recall)
      recall = point.recall
    }
    return sum
  }

  /// The recall at the lowest threshold that still accepts no wrong answer.
  public var recallBeforeFirstFalsePositive: Double { recall(atPrecision: 1) }

  /// The best recall that some threshold reaches with at least a precision; 0 when none does.
  ///
  /// - Parameter precision: The least precision, 0...1.
  /// - Returns: Recall, 0...1.
  public func recall(atPrecision precision: Double) -> Double {
    points.filter { $0.precision >= precision }.map(\.recall).max() ?? 0
  }
}
