// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Provenance
import Testing

@testable import ReportPages

/// What a page says of claims, views, withdrawals and people.
@Suite struct ClaimPageTests {
  private func query(_ file: String, quality: Int = 97) -> QuerySummary {
    QuerySummary(
      file: file, sha256: file, pixelSHA256: "bb", width: 800, height: 600, pdq: "cc",
      quality: quality)
  }

  private func match(_ design: String) -> MatchSummary {
    MatchSummary(
      design: design, file: "\(design).png", score: 61, flagged: true, log10LikelihoodRatio: 6.1,
      expectedChanceMatches: 0.0003, relations: ["reencoded"], queryCoverage: 0.62,
      designCoverage: 0.91, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
  }

  private func design(
    _ id: String, _ date: String, bank: DesignBank = .registered
  ) throws -> MatchedDesign {
    MatchedDesign(
      design: id, file: "\(id).png", title: nil, holders: ["Mill \(id)"], registrant: nil,
      registrationNumber: nil, bank: bank,
      dates: [TypedDate(.registration, try PartialDate(date))])
  }

  private func report(_ matches: [MatchSummary], claimed date: String) throws -> ReviewReport {
    var report = ReviewReport(
      review: "0123", query: query("q.jpg"), finding: .lookAlike, matches: matches, compared: 12345,
      engine: "1", elapsedMilliseconds: 41.2)
    report.ownership = OwnershipReport(
      claim: OwnershipClaim(
        holder: "Wang", dates: [TypedDate(.registration, try PartialDate(date))]),
      alerts: [], explained: [])
    return report
  }

  private func alert(_ design: MatchedDesign, claimed date: String) throws -> OwnershipAlert {
    let claimed = [TypedDate(.registration, try PartialDate(date))]
    let conflict = try #require(DateConflict(claimed: claimed, found: design.dates))
    return OwnershipAlert(design, conflict)
  }

  private func image(_ byte: UInt8) -> EvidenceImage {
    EvidenceImage(jpeg: [byte, byte, byte], width: 800, height: 600)
  }

  private func section(_ id: String, of page: String) -> String {
    page.components(separatedBy: "<section id=\"\(id)\"").dropFirst().first?
      .components(separatedBy: "</section>").first ?? ""
  }

  @Test func `the dates of all alerts stand in the time line, the earliest first`() throws {
    var report = try report([match("a")], claimed: "2022")
    let designs = try (0..<6).map { try design("d\($0)", "\(2019 - $0)-05-01") }
    report.ownership?.alerts = try designs.map { try alert($0, claimed: "2022") }
    let page = ReportPage.review(report)
    #expect(page.contains("另有 3 条同类提示，日期见时间线。"))
    let line = section("time-line", of: page)
    let places = try (2014...2019).map { year in
      try #require(line.range(of: "<bdi>\(year)-05-01</bdi>")).lowerBound
    }
    #expect(places == places.sorted())
    #expect(line.components(separatedBy: "(not listed in this report)").count == 7)
    #expect(line.contains("d5.png · Mill d5") && line.contains("（未在本报告中列出）"))
    // A listed one is told with its facts, once.
    report.matches.append(match("d0"))
    let facts = DesignFacts(dates: [DatedFact(.registration, date: "2019-05-01")])
    let listed = section(
      "time-line", of: ReportPage.review(report, facts: [DesignFacts(), facts]))
    #expect(listed.components(separatedBy: "<bdi>2019-05-01</bdi>").count == 2)
  }

  @Test func `an alert says in Chinese what proves its dates`() throws {
    var report = try report([match("a")], claimed: "2022")
    report.ownership?.alerts = [try alert(try design("a", "2019-05-01"), claimed: "2022")]
    #expect(ReportPage.review(report).contains("2019-05-01（著作权登记，未注明证据），早于主张的日期"))
  }

  @Test
  func `an earlier date without an alert is told, else that nothing speaks against the claim`()
    throws
  {
    var report = try report([match("a")], claimed: "2022")
    report.designs = [try design("a", "2019-05-01"), try design("m", "1890", bank: .publicDomain)]
    report.publicDomainMatches = [match("m")]
    report.ownership?.explained = [OwnershipReport.Explained(design: "a", by: "m")]
    let page = section("finding", of: ReportPage.review(report))
    for text in [
      "a.png of Mill a has the date 2019-05-01", "the motif m.png of the public domain explains",
      "“Mill a”的相似图案 a.png 的日期为 2019-05-01（著作权登记，未注明证据）", "公有领域纹样 m.png 已能解释这处相似",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("No date on record") && !page.contains("没有日期与该主张相抵触"))
    // Nobody knows here what date an explained design has that is not listed.
    report.designs = [try design("m", "2023", bank: .publicDomain)]
    let unlisted = section("finding", of: ReportPage.review(report))
    #expect(unlisted.contains("What design a shares with the picture is in m as well."))
    #expect(unlisted.contains("图案 a 与查询图相同之处，公有领域纹样 m 中也有"))
    #expect(!unlisted.contains("No date on record"))
    report.ownership?.explained = []
    report.designs = [try design("a", "2023-05-01")]
    let quiet = section("finding", of: ReportPage.review(report))
    #expect(quiet.contains("No date on record") && quiet.contains("没有日期与该主张相抵触"))
  }

  @Test func `a match with another view names and shows that view`() throws {
    var other = match("b")
    other.viewSHA256 = "side.jpg"
    var report = try report([match("a"), other], claimed: "2022")
    report.views = [query("back.jpg"), query("side.jpg")]
    var album = EvidenceAlbum(
      query: image(1),
      matches: [
        EvidenceAlbum.Match(design: image(2)),
        EvidenceAlbum.Match(design: image(3), aligned: image(4)),
      ])
    album.views = ["side.jpg": image(5)]
    let page = ReportPage.review(report, album: album)
    let (own, with) = (section("match-1", of: page), section("match-2", of: page))
    #expect(own.contains("href=\"#query\"") && !own.contains("#view-"))
    #expect(with.contains("href=\"#view-3\"") && !with.contains("href=\"#query\""))
    #expect(page.components(separatedBy: "id=\"view-3\"").count == 2)
    for text in ["view 3 (side.jpg)", "视图 3（side.jpg）", "covers 62 % of view 3", "覆盖视图 3 的 62 %"] {
      #expect(with.contains(text), "\(text)")
    }
    #expect(page.contains("view 2 (back.jpg), view 3 (side.jpg)"))
    // Where that view is not at hand nothing is laid over, and the page says why.
    album.views = [:]
    album.matches[1]?.aligned = nil
    let bare = section("match-2", of: ReportPage.review(report, album: album))
    #expect(bare.contains("was not kept with the report") && bare.contains("未随报告保存"))
    #expect(!bare.contains("href=\"#query\""))
    #expect(report.text().contains("agrees with view 3, side.jpg"))
  }

  @Test func `a design that was withdrawn since is marked`() throws {
    let report = try report([match("a"), match("b")], claimed: "2022")
    let withdrawn = DesignFacts(
      withdrawn: DesignFacts.Withdrawn(at: "2026-03-05T09:00:00.000Z", reason: "sold <b>"))
    let page = ReportPage.review(report, facts: [DesignFacts(), withdrawn])
    let (first, second) = (section("match-1", of: page), section("match-2", of: page))
    for text in [
      "此后已撤回（2026-03-05）：sold &lt;b&gt;", "withdrawn since (2026-03-05): sold &lt;b&gt;",
    ] {
      #expect(!first.contains(text) && second.contains(text), "\(text)")
      #expect(section("finding", of: page).contains(text))
    }
    let text = report.text(facts: [DesignFacts(), withdrawn])
    #expect(text.contains("withdrawn since (2026-03-05): sold <b>"))
    #expect(text.contains("此后已撤回（2026-03-05）：sold <b>"))
    #expect(!report.text().contains("withdrawn"))
  }

  @Test func `whose key a person used is said in the language of the page`() throws {
    var report = try report([match("a")], claimed: "2022")
    report.findings = [
      ReviewFinding(
        number: 1, review: "0123", design: nil, outcome: .accepted,
        by: ReviewFinding.name("李 (key of x)", keyOf: "Court (3)"), note: nil, at: "2026-03-05")
    ]
    let page = section("own-finding", of: ReportPage.review(report))
    #expect(page.contains("<bdi>李 (key of x)</bdi>（密钥：<bdi>Court (3)</bdi>）"))
    #expect(page.contains("<span lang=\"en\"><bdi>李 (key of x) (key of Court (3))</bdi></span>"))
    report.findings?[0].by = "Li"
    #expect(section("own-finding", of: ReportPage.review(report)).contains("<bdi>Li</bdi>"))
  }

  @Test func `whether it is of the public domain was compared where that bank was`() throws {
    var report = try report([match("a")], claimed: "2022")
    let never = "是否来自公有领域的传统纹样"
    #expect(section("not-compared", of: ReportPage.review(report)).contains(never))
    for (banks, isThere) in [(["registered"], true), (["registered", "public-domain"], false)] {
      report.basis = ReviewBasis(
        logSize: 9, root: "ab", limit: 5, threshold: 4, calibrationSHA256: "", calibration: "",
        banks: banks)
      let page = section("not-compared", of: ReportPage.review(report))
      #expect(page.contains(never) == isThere)
      #expect(page.contains("only those in the bank of the public domain were compared") != isThere)
    }
  }

  @Test func `one colour has no mutual information to speak of`() throws {
    var one = match("a")
    one.colourInformation = 0
    one.colourTable = [ColourChange(from: "#808080", to: "#818181", share: 1)]
    let words = "两图配色的互信息"
    #expect(!ReportPage.review(try report([one], claimed: "2022")).contains(words))
    one.colourTable?.append(ColourChange(from: "#101010", to: "#111111", share: 0.2))
    #expect(ReportPage.review(try report([one], claimed: "2022")).contains(words))
  }

  @Test(arguments: [
    (ComparisonReport.Side.first, "查询图（a.png）", "the picture in question (a.png)"),
    (.second, "对照图（b.png）", "the other picture (b.png)"), (.both, "两张图都有", "of both it is true"),
  ])
  func `a comparison that cannot be judged says which picture is at fault, once`(
    side: ComparisonReport.Side, zh: String, en: String
  ) {
    var report = ComparisonReport(
      first: query("a.png"), second: query("b.png", quality: 0), finding: .cannotJudge,
      reason: "b.png: too plain", match: match(""), engine: "1", elapsedMilliseconds: 1)
    (report.reasonCode, report.reasonOf) = (.tooPlain, side)
    let page = section("finding", of: ReportPage.comparison(report))
    #expect(page.contains(zh) && page.contains(en))
    #expect(page.components(separatedBy: "图片内容太少").count == 2)
    #expect(!page.contains("程序给出的原因"))
    let text = report.text()
    #expect(text.contains("b.png: too plain"))
    #expect(
      text.contains(
        side == .both ? "无法判断（两张图都是）" : "无法判断（\(side == .first ? "第一张图 a" : "第二张图 b").png）"))
  }

  @Test func `the form for a key says why the reader is there, and where they go on to`() {
    let pages = SitePages(.zh, for: .outside)
    #expect(!pages.logIn().contains("name=\"next\"") && !pages.logIn().contains("role=\"alert\""))
    let page = pages.logIn(
      next: "/designs?after=3&x=\"", notice: Phrase(zh: "登录已过期", en: "ended"))
    #expect(page.contains("name=\"next\" value=\"/designs?after=3&amp;x=&quot;\""))
    #expect(page.contains("登录已过期") && !page.contains("ended"))
  }
}
