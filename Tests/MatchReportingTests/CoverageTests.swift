// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

@Suite struct CoverageTests {
  private func query(cut: PictureCut?) -> QuerySummary {
    var query = QuerySummary(
      file: "q.png", sha256: "", pixelSHA256: "", width: 200, height: 100, pdq: "", quality: 100)
    query.cut = cut
    return query
  }

  private func match(covering share: Double, withinCut: Bool) -> MatchSummary {
    var match = MatchSummary(
      design: "d", file: "d.png", score: 70, flagged: true, log10LikelihoodRatio: 6,
      expectedChanceMatches: 0, relations: [], queryCoverage: share, designCoverage: 1,
      transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    if withinCut { match.isWithinCut = true }
    return match
  }

  /// A cut of 100 x 40 of 200 x 100 pixels is a fifth: 60 % of it are 12 % of the whole.
  @Test func `Coverages of a cut and of the whole become shares of one area`() {
    let cut = PictureCut(left: 50, top: 30, width: 100, height: 40, kind: .page)
    let (framed, plain) = (query(cut: cut), query(cut: nil))
    let inside = match(covering: 0.6, withinCut: true)
    #expect(abs(inside.coverage(ofWhole: framed) - 0.12) < 1e-12)
    let whole = match(covering: 0.15, withinCut: false)
    #expect(whole.coverage(ofWhole: framed) == 0.15)
    #expect(whole.coverage(ofWhole: plain) == 0.15)
  }
}
