// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

@testable import AccuracyEvaluation

@Suite struct FindingsReportTests {
  private typealias Opinion = (
    by: String, outcome: ReviewFinding.Outcome, design: String?
  )

  private func report(
    _ finding: Finding, flagged: [String] = [], letGo: [String] = [], _ opinions: [Opinion]
  ) -> ReviewReport {
    func match(_ design: String, _ isFlagged: Bool) -> MatchSummary {
      MatchSummary(
        design: design, file: design, score: 50, flagged: isFlagged, log10LikelihoodRatio: 4,
        expectedChanceMatches: 0, relations: [], queryCoverage: 0, designCoverage: 0, transform: [])
    }
    var report = ReviewReport(
      query: QuerySummary(
        file: "q", sha256: "", pixelSHA256: "", width: 1, height: 1, pdq: "", quality: 1),
      finding: finding, matches: flagged.map { match($0, true) } + letGo.map { match($0, false) },
      compared: 9, engine: "2", elapsedMilliseconds: 0)
    report.findings = opinions.map {
      ReviewFinding(
        review: "r", design: $0.design, outcome: $0.outcome, by: $0.by, note: nil, at: "")
    }
    return report
  }

  @Test func `each judgement counts once, by the last word of each person`() {
    let found = FindingsReport([
      report(.none, []),
      report(
        .lookAlike, flagged: ["a", "b", "c"], letGo: ["d"],
        [
          ("Li", .accepted, "a"), ("Chen", .accepted, "a"), ("Li", .rejected, "b"),
          ("Li", .accepted, "c"), ("Chen", .rejected, "c"), ("Li", .rejected, "d"),
          ("Li", .remark, nil), ("Li", .accepted, nil),
        ]),
      report(.earlierLookAlike, flagged: ["a"], [("Li", .accepted, "a"), ("Li", .rejected, "a")]),
      report(.none, [("Li", .rejected, nil)]), report(.none, [("Li", .accepted, nil)]),
      report(.cannotJudge, [("Li", .accepted, nil)]),
    ])
    #expect(found.findings == 13 && found.reviews == 5)
    #expect(found.remarks == 1 && found.disputed == 1)
    // a accepted, b rejected, c disputed; a of the second report rejected in the end.
    #expect((found.wronglyFlagged.count, found.wronglyFlagged.total) == (2, 3))
    #expect((found.wronglyLetGo.count, found.wronglyLetGo.total) == (1, 1))
    #expect((found.wrongLookAlikeReports.count, found.wrongLookAlikeReports.total) == (0, 1))
    #expect((found.wrongNoneReports.count, found.wrongNoneReports.total) == (1, 2))
    #expect((found.wrongCannotJudgeReports.count, found.wrongCannotJudgeReports.total) == (0, 1))
    #expect(
      found.lines.contains {
        $0.hasPrefix("  flagged matches that people rejected ") && $0.contains("2 of 3  66.7 %")
      })
  }

  @Test func `a sealed design that is listed was flagged`() {
    var sealed = report(
      .lookAlike, [("Li", .rejected, "s"), ("Chen", .rejected, "s"), ("Li", .rejected, "other")])
    sealed.sealedMatches = [SealedMatch(design: "s", sealedAt: "2026-01-01T00:00:00Z")]
    let found = FindingsReport([sealed])
    #expect((found.wronglyFlagged.count, found.wronglyFlagged.total) == (1, 1))
  }

  @Test func `nothing judged gives no rate`() {
    let found = FindingsReport([report(.none, [("Li", .remark, nil)])])
    #expect(found.wronglyFlagged.share == nil && found.wrongNoneReports.share == nil)
    #expect(found.lines.filter { $0.hasSuffix("none judged") }.count == 5)
  }
}
