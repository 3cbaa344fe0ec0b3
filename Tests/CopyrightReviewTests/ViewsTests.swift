// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

@testable import CopyrightReview

@Suite struct ViewsTests {
  private func match(_ design: String, _ score: Double, flagged: Bool = false) -> MatchSummary {
    MatchSummary(
      design: design, file: design, score: score, flagged: flagged, log10LikelihoodRatio: 0,
      expectedChanceMatches: 0, relations: [], queryCoverage: 1, designCoverage: 1, transform: [])
  }

  private func report(_ finding: Finding, _ matches: [MatchSummary]) -> ReviewReport {
    ReviewReport(
      review: "r",
      query: QuerySummary(
        file: finding.rawValue, sha256: finding.rawValue, pixelSHA256: "", width: 1, height: 1,
        pdq: "",
        quality: 100), finding: finding, reason: finding == .cannotJudge ? "plain" : nil,
      matches: matches, compared: 9, engine: "1", elapsedMilliseconds: 2)
  }

  @Test func `Each design keeps its strongest match over the views`() {
    let merged = ReviewReport(
      merging: [
        report(.none, [match("a", 40), match("b", 30)]),
        report(.lookAlike, [match("b", 90, flagged: true), match("a", 20), match("c", 95)]),
      ], limit: 2)
    // The second view says more, so it is the query, and its matches are the query's own.
    #expect(merged.matches == [match("b", 90, flagged: true), match("c", 95)])
    #expect(merged.views?.map(\.file) == ["none"])
    #expect(merged.finding == .lookAlike)
    #expect(merged.query.file == "lookAlike")
    #expect(merged.review == nil && merged.reason == nil)
    #expect(merged.elapsedMilliseconds == 4)
  }

  @Test func `A match with another view names it`() {
    let merged = ReviewReport(
      merging: [
        report(.none, [match("a", 40)]), report(.lookAlike, [match("b", 90, flagged: true)]),
      ], limit: 5)
    #expect(merged.matches.map(\.design) == ["b", "a"])
    #expect(merged.matches.map(\.viewSHA256) == [nil, "none"])
  }

  @Test func `Only when no view can be judged is nothing judged`() {
    #expect(
      ReviewReport(merging: [report(.cannotJudge, []), report(.none, [])], limit: 5).finding
        == .none)
    let unjudged = ReviewReport(merging: [report(.cannotJudge, [])], limit: 5)
    #expect(unjudged.finding == .cannotJudge && unjudged.reason == "plain")
  }
}
