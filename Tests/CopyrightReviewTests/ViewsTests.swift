// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import Testing
import _TestSupport

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

  @Test func `a view that cannot be judged beside one that can is named`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let size = ImageSize(width: 400, height: 300)
    _ = try desk.register(
      Submission(picture: .png(DrawnPicture.shapes(seed: 3, size: size), "design.png")))
    let views: [Picture] = [
      .png(PixelBuffer(size: size, red: 250, green: 250, blue: 250), "plain.png"),
      .png(DrawnPicture.shapes(seed: 4, size: size), "stranger.png"),
    ]
    let report = try desk.review(views: views)
    #expect(report.finding == .none && report.query.file == "stranger.png")
    #expect(report.viewsNotJudged == [views[0].sha256])
    let text = report.text()
    #expect(text.contains("View 2, plain.png, cannot be judged"))
    #expect(text.contains("视图 2（plain.png）无法判断"))
    func former(_ method: Int) throws -> [String]? {
      try desk.answer(views: views, limit: 5, claim: nil, asOf: nil, method: method).report
        .viewsNotJudged
    }
    #expect(try former(12) == [views[0].sha256] && former(11) == nil)
    #expect(try desk.review(views: [views[1]]).viewsNotJudged == nil)
  }

  @Test func `Only when no view can be judged is nothing judged`() {
    #expect(
      ReviewReport(merging: [report(.cannotJudge, []), report(.none, [])], limit: 5).finding
        == .none)
    let unjudged = ReviewReport(merging: [report(.cannotJudge, [])], limit: 5)
    #expect(unjudged.finding == .cannotJudge && unjudged.reason == "plain")
  }
}
