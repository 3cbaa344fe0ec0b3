// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import MatchReporting
import Provenance
import Testing

@Suite struct ReportTextTests {
  private let query = QuerySummary(
    file: "q.jpg", sha256: "aa", pixelSHA256: "bb", width: 800, height: 600, pdq: "cc", quality: 97)

  private func match(_ file: String, score: Double, flagged: Bool) -> MatchSummary {
    MatchSummary(
      design: "4f1c0d9ab2e37786d1a0c55e", file: file, score: score, flagged: flagged,
      log10LikelihoodRatio: 6.1, expectedChanceMatches: 0.0003, relations: ["mirrored"],
      queryCoverage: 0.62, designCoverage: 1, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
  }

  private func report(_ finding: Finding, _ matches: [MatchSummary], compared: Int) -> ReviewReport
  {
    ReviewReport(
      query: query, finding: finding, reason: finding == .cannotJudge ? "too plain" : nil,
      matches: matches, compared: compared, engine: "1", elapsedMilliseconds: 41.2)
  }

  @Test func `a search that was cut short says what was left out`() throws {
    var cut = report(.none, [], compared: 101_040)
    #expect(!cut.text().contains("left out"))
    cut.basis = ReviewBasis(
      logSize: 9, root: "ab", limit: 5, threshold: 4, calibrationSHA256: "", calibration: "",
      banks: [])
    cut.basis?.localSearch = LocalSearch(postings: 57_000_000, compared: 20_000_000)
    let english =
      "Details that very many designs share were left out of the search: 20,000,000 of 57,000,000 "
      + "comparisons of details were made."
    #expect(cut.certificate.count == 2 && cut.certificate[0].hasSuffix(". " + english))
    #expect(cut.certificate[1].hasSuffix("应比对细节 57,000,000 次，实际比对 20,000,000 次。"))
    #expect(cut.text().contains(english))
    // Also where the log does not say what was compared.
    cut.basis?.logSize = nil
    #expect(cut.certificate.isEmpty && cut.text().contains("\n  " + english))
    let coded = try JSONEncoder().encode(cut)
    #expect(try JSONDecoder().decode(ReviewReport.self, from: coded) == cut)
    // What a review cost is no part of what it says.
    cut.work = ReviewWork()
    #expect(cut.issued.work == nil && cut.body.work == nil)
  }

  // How near a sealed design is, is nobody's to know; that it was flagged is said, so the nearest is one of the others.
  @Test func `the nearest is the nearest of the open designs where a sealed one is flagged`() {
    var report = report(.lookAlike, [match("x.png", score: 9, flagged: false)], compared: 2)
    report.basis = ReviewBasis(
      logSize: 9, root: "ab", limit: 5, threshold: 4, calibrationSHA256: "", calibration: "",
      banks: [])
    #expect(report.certificate[0].hasSuffix("; nearest 4f1c0d9ab2e37786d1a0c55e at score 9.0."))
    report.sealedMatches = [SealedMatch(design: "aa", sealedAt: "2026-11-25T08:00:00Z")]
    #expect(
      report.certificate[0].hasSuffix(
        "; nearest of the open ones 4f1c0d9ab2e37786d1a0c55e at score 9.0."))
    #expect(report.certificate[1].hasSuffix("；未封存图案中最接近的是 4f1c0d9ab2e37786d1a0c55e，得分 9.0。"))
  }

  @Test func `a look-alike reads as a lead`() {
    let matches = [
      match("petal.png", score: 97.66, flagged: true), match("x.png", score: 9, flagged: false),
    ]
    #expect(
      report(.lookAlike, matches, compared: 12345).text() == """
        q.jpg
          Look-alike found: 1 of 12,345 designs. A lead for reference, not a verdict.
             97.7  petal.png  mirrored  covers 62 % of the picture, 100 % of the design
                   agreement 10^6.1 times likelier of a copy than of unrelated designs; beyond 10^5.5 extrapolated
                   design 4f1c0d9ab2e37786d1a0c55e
        """)
  }

  @Test(arguments: [TextStyle.plain, .colored]) func `no name can write a line of its own`(
    style: TextStyle
  ) {
    let name = "a\n  No look-alike found\u{1B}[8m\u{202E}\u{9B}"
    let shown = "a\\x0a  No look-alike found\\x1b[8m\\u{202e}\\x9b"
    var found = report(.lookAlike, [match(name, score: 90, flagged: true)], compared: 3)
    let lineCount = found.text(style: style).split(separator: "\n").count
    found.query.file = name
    let text = found.text(style: style)
    #expect(text.split(separator: "\n").count == lineCount)
    #expect(text.components(separatedBy: shown).count == 3)
    let escapes = text.components(separatedBy: "\u{1B}").count
    #expect(style == .plain ? escapes == 1 : escapes > 1)
    #expect(!text.contains("\u{1B}[8m") && !text.contains("\u{202E}"))
  }

  @Test func `what rests on a part says on which`() throws {
    var parted = match("petal.png", score: 61, flagged: true)
    parted.designOutline = [
      [[40.2, 511.6], [340, 512], [339.9, 752.4], [40, 752]], [[0, 0], [9, 9], [0, 9]],
    ]
    #expect(parted.restingPart == nil)
    parted.partMeasurements = MatchMeasurements(
      significance: 90, distinctSignificance: 80, agreement: 0.8, supportedAgreement: 0.9,
      supportedSquares: 20, comparedSquares: 60, agreeingSquares: 50, pdqDistance: nil,
      edgeDistance: nil, torusSignificance: 0)
    #expect(
      report(.lookAlike, [parted], compared: 1).text().hasSuffix(
        "\n           rests on a part of the design: 300 x 240 pixels at (40, 512)"))
    let part = try #require(parted.restingPart)
    #expect(part.chinese == "（40，512）处 300 × 240 像素")
    for none: [[Double]] in [[], [[1]], [[1, .nan]], [[1, 2], [3, .infinity]]] {
      #expect(PartExtent(none) == nil)
    }
  }

  @Test func `what was found through a window says so`() {
    var found = match("petal.png", score: 61, flagged: true)
    let line = "\n           found in a part of the picture that was looked at alone"
    #expect(!report(.lookAlike, [found], compared: 1).text().contains(line))
    found.isWithinWindow = true
    #expect(report(.lookAlike, [found], compared: 1).text().hasSuffix(line))
  }

  @Test func `nothing found says among how many, and what came nearest`() {
    #expect(
      report(.none, [match("x.png", score: 9, flagged: false)], compared: 1).text() == """
        q.jpg
          No look-alike found among 1 design.
          Nearest, below the threshold: x.png (9.0 of 100)
        """)
    #expect(
      report(.none, [], compared: 0).text()
        == "q.jpg\n  Nothing to compare with: the registry holds no design that can be compared.")
  }

  @Test func `what cannot be judged says why`() {
    #expect(report(.cannotJudge, [], compared: 3).text() == "q.jpg\n  Cannot judge: too plain.")
  }

  @Test func `no text accuses`() {
    for finding in Finding.allCases {
      for style in [TextStyle.plain, .colored] {
        let review = report(finding, [match("x.png", score: 99, flagged: true)], compared: 2)
        let comparison = ComparisonReport(
          first: query, second: query, finding: finding, match: match("b", score: 1, flagged: true),
          engine: "1", elapsedMilliseconds: 1)
        let source = TraceReport.Source(
          match: match("x.png", score: 99, flagged: true), registeredAt: "2026-01-31T12:00:00.000Z",
          dates: [],
          title: "Rose", holder: "Mill")
        let trace = TraceReport(review, sources: [source], unexplained: 0.4)
        for text in [
          review.text(style: style), comparison.text(style: style), trace.text(style: style),
        ] {
          #expect(!text.lowercased().contains("infring"))
          #expect(!text.lowercased().contains("guilty"))
          #expect(!text.isEmpty)
        }
      }
    }
  }

  @Test func `a trace tells what was verified from what was stated`() throws {
    let dates = [
      TypedDate(.depositedHere, try PartialDate("2026-01-31T12:00:00Z")),
      TypedDate(.trustedTimestamp, try PartialDate("2026-02-01T12:00:00Z")),
      TypedDate(.firstPublication, try PartialDate("2024-06")),
    ]
    let source = TraceReport.Source(
      match: match("x.png", score: 99, flagged: true), registeredAt: "2026-01-31T12:00:00.000Z",
      dates: dates, title: nil, holder: nil)
    let review = report(.lookAlike, [source.match], compared: 2)
    let lines = TraceReport(review, sources: [source], unexplained: 0.4).text()
      .split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains("verified: trusted timestamp 2026-02-01"))
    #expect(lines.contains("as stated: first publication 2024-06"))
  }

  @Test func `what a text says and a reader passes over is named by its path`() throws {
    let report = report(.lookAlike, [match("petal.png", score: 87.3, flagged: true)], compared: 3)
    let text = try JSONText.encode(report)
    #expect(try JSONText.unreadMembers(of: report, in: text) == [])
    #expect(try JSONText.unreadMembers(of: report, in: JSONText.encode(report, pretty: true)) == [])
    for (old, new, members) in [
      ("{\"compared\"", "{\"verdict\":null,\"compared\"", ["verdict"]),
      ("\"file\":\"petal.png\"", "\"comment\":[1],\"file\":\"petal.png\"", ["matches[0].comment"]),
      ("[1,0,0]", "[1,0,0.5]", ["matches[0].transform[0][2]"]),
      ("\"score\":87.3", "\"score\":87.4", ["matches[0].score"]),
      ("\"width\":800", "\"width\":800,\"z\":{},\"a\":1", ["query.a", "query.z"]),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      #expect(try JSONText.unreadMembers(of: report, in: changed) == members)
      #expect(try JSONText.unreadMembers(of: report, in: "[1,\(changed)]", at: 1) == members)
    }
  }

  @Test func `JSON has the keys of the contract`() throws {
    let text = try JSONText.encode(
      report(.lookAlike, [match("petal.png", score: 87.3, flagged: true)], compared: 12345))
    #expect(
      text == """
        {"compared":12345,"elapsedMilliseconds":41.2,"engine":"1","finding":"lookAlike",\
        "matches":[{"design":"4f1c0d9ab2e37786d1a0c55e","designCoverage":1,\
        "expectedChanceMatches":0.0003,"file":"petal.png","flagged":true,\
        "log10LikelihoodRatio":6.1,"queryCoverage":0.62,"relations":["mirrored"],"score":87.3,\
        "transform":[[1,0,0],[0,1,0],[0,0,1]]}],"query":{"file":"q.jpg","height":600,"pdq":"cc",\
        "pixelSha256":"bb","quality":97,"sha256":"aa","width":800},"schema":1}
        """)
    #expect(
      try JSONText.encode(ProblemReport(file: "a/b.jpg", code: "undecodableImage", message: "m"))
        == #"{"problem":{"code":"undecodableImage","message":"m"},"query":{"file":"a/b.jpg"}}"#)
  }

  @Test func `a report comes back from its JSON`() throws {
    let report = report(.lookAlike, [match("p", score: 1, flagged: true)], compared: 2)
    #expect(try JSONText.decode(ReviewReport.self, from: JSONText.encode(report)) == report)
  }

  @Test func `numbers are grouped by thousands`() {
    #expect(grouped(0) == "0")
    #expect(grouped(999) == "999")
    #expect(grouped(1000) == "1,000")
    #expect(grouped(-1_234_567) == "-1,234,567")
    #expect(grouped(1, "design") == "1 design")
    #expect(grouped(0, "design") == "0 designs")
    #expect(grouped(1, "log entry") == "1 log entry")
    #expect(grouped(2, "log entry") == "2 log entries")
  }
}
