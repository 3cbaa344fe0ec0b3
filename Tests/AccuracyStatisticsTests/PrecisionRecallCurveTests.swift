// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyStatistics
import Testing

@Suite struct PrecisionRecallCurveTests {
  private func curve(_ answers: [(Double, Bool)], copies: Int) -> PrecisionRecallCurve {
    PrecisionRecallCurve(
      answers: answers.map { ScoredAnswer(score: $0.0, isRight: $0.1) }, copyCount: copies)
  }

  @Test func `the worked example of right, wrong, right, right, wrong with one copy never found`() {
    let curve = curve(
      [(0.9, true), (0.8, false), (0.7, true), (0.6, true), (0.5, false)], copies: 4)
    // (1/1 + 2/3 + 3/4) / 4
    #expect(abs(curve.microAveragePrecision - 29.0 / 48) < 1e-12)
    #expect(curve.recallBeforeFirstFalsePositive == 0.25)
    #expect(curve.recall(atPrecision: 0.9) == 0.25)
    // 3 of 4 accepted are right at the score 0.6.
    #expect(curve.recall(atPrecision: 0.75) == 0.75)
    #expect(curve.recall(atPrecision: 0.6) == 0.75)
  }

  @Test func `the order in which answers come does not matter`() {
    let answers = [(0.5, false), (0.9, true), (0.6, true), (0.8, false), (0.7, true)]
    #expect(abs(curve(answers, copies: 4).microAveragePrecision - 29.0 / 48) < 1e-12)
  }

  @Test func `answers of one score come in together, the wrong with the right`() {
    // y_true = [0, 0, 1, 1], y_score = [0.1, 0.4, 0.4, 0.8]: thresholds 0.8, 0.4 and 0.1 give
    // precisions 1, 2/3 and 1/2 at recalls 1/2, 1 and 1; sum 1/2 + 1/3.
    let curve = curve([(0.1, false), (0.4, false), (0.4, true), (0.8, true)], copies: 2)
    #expect(abs(curve.microAveragePrecision - 5.0 / 6) < 1e-12)
    #expect(curve.recallBeforeFirstFalsePositive == 0.5)
    #expect(curve.points.map(\.recall) == [0.5, 1, 1])
  }

  @Test func `a wrong answer above all leaves nothing before it`() {
    let curve = curve([(3, false), (2, true), (1, true)], copies: 2)
    #expect(curve.recallBeforeFirstFalsePositive == 0)
    #expect(curve.recall(atPrecision: 0.9) == 0)
    // (1/2 + 2/3) / 2
    #expect(abs(curve.microAveragePrecision - 7.0 / 12) < 1e-12)
  }

  @Test func `without answers all is 0`() {
    let curve = curve([], copies: 3)
    #expect(curve.microAveragePrecision == 0)
    #expect(curve.recallBeforeFirstFalsePositive == 0)
  }
}
