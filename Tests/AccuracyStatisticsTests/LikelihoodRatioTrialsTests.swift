// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyStatistics
import Testing

@Suite struct LikelihoodRatioTrialsTests {
  @Test func `ratios of 1 cost one bit`() {
    #expect(LikelihoodRatioTrials(copies: [0, 0], strangers: [0]).cost == 1)
  }

  @Test func `the cost of ratios of 3 for copies and a third for strangers is log2 of 4 thirds`()
    throws
  {
    // log10 3 = 0.47712…; log2(1 + 1/3) = 0.41504 on both sides.
    let cost = try #require(
      LikelihoodRatioTrials(
        copies: [0.47712125471966244], strangers: [-0.47712125471966244, -0.47712125471966244]
      ).cost)
    #expect(abs(cost - 0.415037499278844) < 1e-12)
  }

  @Test func `copies and strangers weigh the same however many there are`() throws {
    // Copies: ratios 1 and 1/3, so (log2 2 + log2 4) / 2 = 1.5. Strangers: 1 and 7, so (1 + 3) / 2
    // = 2.
    let cost = try #require(
      LikelihoodRatioTrials(
        copies: [0, -0.47712125471966244], strangers: [0, 0.8450980400142568]
      ).cost)
    #expect(abs(cost - 1.75) < 1e-12)
  }

  @Test func `huge ratios cost what they mislead by, and nothing when they are right`() throws {
    let right = try #require(LikelihoodRatioTrials(copies: [400], strangers: [-400]).cost)
    #expect(right == 0)
    // log2(1 + 10^400) = 400 log2 10 = 1328.77…
    let wrong = try #require(LikelihoodRatioTrials(copies: [-400], strangers: [400]).cost)
    #expect(abs(wrong - 1328.771237954945) < 1e-9)
  }

  @Test func `there is no cost without copies or without strangers`() {
    #expect(LikelihoodRatioTrials(copies: [], strangers: [1]).cost == nil)
    #expect(LikelihoodRatioTrials(copies: [1], strangers: []).cost == nil)
  }

  @Test func `a Tippett point counts what lies above the limit, not on it`() {
    let trials = LikelihoodRatioTrials(copies: [-1, 0, 2, 5], strangers: [-3, 2, 0])
    #expect(trials.above(0).copies == Proportion(2, of: 4))
    #expect(trials.above(0).strangers == Proportion(1, of: 3))
    #expect(trials.above(2).copies == Proportion(1, of: 4))
  }
}
