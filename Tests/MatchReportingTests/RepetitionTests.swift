// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

/// A match says when it rests on what repeats: less than a third of its significance is left of details that differ.
@Suite struct RepetitionTests {
  private static func match(
    log10: Double = 4.5, flagged: Bool = true, _ significance: Double, _ distinct: Double
  ) -> MatchSummary {
    var match = MatchSummary(
      design: "4f1c0d9ab2e37786d1a0c55e", file: "kawung.png", score: 40, flagged: flagged,
      log10LikelihoodRatio: log10, expectedChanceMatches: 0.03, relations: [],
      queryCoverage: 0.7, designCoverage: 0.9, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    match.measurements = measured(significance, distinct)
    return match
  }

  private static func measured(_ significance: Double, _ distinct: Double) -> MatchMeasurements {
    MatchMeasurements(
      significance: significance, distinctSignificance: distinct, agreement: 0.7,
      supportedAgreement: 0.8, supportedSquares: 40, comparedSquares: 120, agreeingSquares: 90,
      pdqDistance: nil, edgeDistance: nil, torusSignificance: 0)
  }

  @Test func `less than a third of the significance that is of details that differ`() {
    #expect(Self.match(300, 99).restsOnRepetition)
    #expect(!Self.match(300, 100).restsOnRepetition)
    #expect(Self.match(300, -2).restsOnRepetition)
  }

  @Test func `little evidence, strong evidence and none that is flagged say nothing of repetition`()
  {
    #expect(!Self.match(24, 2).restsOnRepetition)
    #expect(Self.match(log10: 5.5, 300, 20).restsOnRepetition)
    #expect(!Self.match(log10: 5.6, 300, 20).restsOnRepetition)
    #expect(!Self.match(flagged: false, 300, 20).restsOnRepetition)
    var unmeasured = Self.match(300, 20)
    unmeasured.measurements = nil
    #expect(!unmeasured.restsOnRepetition)
  }

  @Test func `what the ratio rests on counts, not what was measured before`() {
    var match = Self.match(300, 20)
    match.closerMeasurements = Self.measured(200, 150)
    #expect(!match.restsOnRepetition)
    match.bentMeasurements = Self.measured(200, 20)
    #expect(match.restsOnRepetition)
    match.partMeasurements = Self.measured(90, 80)
    #expect(!match.restsOnRepetition)
  }

  @Test func `the text says so`() {
    func text(of match: MatchSummary) -> String {
      ReviewReport(
        query: QuerySummary(
          file: "q.jpg", sha256: "aa", pixelSHA256: "bb", width: 800, height: 600, pdq: "cc",
          quality: 97), finding: .lookAlike, reason: nil, matches: [match], compared: 520,
        engine: "3", elapsedMilliseconds: 41.2
      ).text()
    }
    #expect(text(of: Self.match(300, 20)).contains("come again and again"))
    #expect(!text(of: Self.match(300, 200)).contains("come again and again"))
  }
}
