// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

@testable import ReportPages

@Suite struct ReportPageTests {
  private let identity: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

  private func query(_ file: String) -> QuerySummary {
    QuerySummary(
      file: file, sha256: "aa", pixelSHA256: "bb", width: 800, height: 600, pdq: "cc", quality: 97)
  }

  private func match(_ file: String, flagged: Bool = true) -> MatchSummary {
    MatchSummary(
      design: "4f1c0d9ab2e37786d1a0c55e", file: file, score: 61, flagged: flagged,
      log10LikelihoodRatio: 6.1, expectedChanceMatches: 0.0003,
      relations: ["mirrored", "scaled", "turned", "recoloured"], queryCoverage: 0.62,
      designCoverage: 0.91, transform: identity, turnDegrees: 90, scale: 0.82,
      colourTable: [ColourChange(from: "#d04050", to: "#5040d0", share: 0.31)],
      matchedFeatures: 214, agreement: 0.91, isCommon: false)
  }

  private func album(_ count: Int, byteCount: Int = 300) -> EvidenceAlbum {
    let image = EvidenceImage(
      jpeg: [UInt8](repeating: 0xAB, count: byteCount), width: 800, height: 600)
    let square: [[[Double]]] = [[[10, 10], [90, 10], [90, 90], [10, 90]]]
    return EvidenceAlbum(
      query: image,
      matches: (0..<count).map { _ in
        EvidenceAlbum.Match(
          design: image, aligned: image, queryOutlines: square, designOutlines: square)
      },
      innovation: InnovationMap(
        picture: image,
        areas: [
          InnovationMap.Area(match: 0, share: 0.62, color: "#0072b2", label: [50, 50])
        ], unexplained: 0.38))
  }

  private func report(
    _ finding: Finding, _ matches: [MatchSummary], file: String = "q.jpg", reason: String? = nil
  ) -> ReviewReport {
    ReviewReport(
      review: "0123", query: query(file), finding: finding, reason: reason, matches: matches,
      compared: 12345, engine: "1", elapsedMilliseconds: 41.2)
  }

  private var fullPage: String {
    ReportPage.review(
      report(.lookAlike, [match("petal.png"), match("near.png", flagged: false)]),
      facts: [
        DesignFacts(
          title: "Petal", holder: "Mill",
          dates: [
            DatedFact(.depositedHere, date: "2026-01-31T12:00:00.250Z"),
            DatedFact(.claimedCreation, date: "2025-03-01", isConflicting: true),
          ])
      ],
      album: album(2), context: ReportContext(registry: "./registry", madeAt: "2026-02-01"))
  }

  /// A cut is drawn on the picture that has it: the query's not on a design, that of a second picture not on the first.
  @Test func `each cut is drawn on its own picture`() {
    let cut = PictureCut(left: 100, top: 60, width: 400, height: 300, kind: .page)
    let other = PictureCut(left: 20, top: 30, width: 500, height: 500, kind: .margin)
    func count(_ page: String, _ cut: PictureCut) -> Int {
      let rectangle = "<rect class=\"outline cut\" x=\"\(cut.left)\" y=\"\(cut.top)\""
      return page.components(separatedBy: rectangle).count - 1
    }
    func comparison(_ first: PictureCut?, _ second: PictureCut?) -> String {
      var (query, design) = (query("a.png"), query("b.png"))
      (query.cut, design.cut) = (first, second)
      return ReportPage.comparison(
        ComparisonReport(
          first: query, second: design, finding: .lookAlike, reason: nil, match: match("b.png"),
          engine: "1", elapsedMilliseconds: 1), album: album(1))
    }
    var searched = report(.lookAlike, [match("petal.png")])
    #expect(!ReportPage.review(searched, album: album(1)).contains("\"outline cut\""))
    searched.query.cut = cut
    #expect(count(ReportPage.review(searched, album: album(1)), cut) == 1)
    #expect(!comparison(nil, nil).contains("\"outline cut\""))
    for (first, second) in [(cut, nil), (nil, other), (cut, other)] {
      let page = comparison(first, second)
      #expect(count(page, cut) == (first == nil ? 0 : 1))
      #expect(count(page, other) == (second == nil ? 0 : 1))
      #expect(page.contains(other.sentenceChinese) == (second != nil))
    }
  }

  @Test func `what rests on a part says so, and that the rest may be of the same design`() {
    var parted = match("petal.png")
    parted.designOutline = [[[40, 512], [340, 512], [340, 752], [40, 752]]]
    func page(_ match: MatchSummary) -> String {
      ReportPage.review(report(.lookAlike, [match]), album: album(1))
    }
    let sentences = [
      "the strength rests on a part of the design: 300 x 240 pixels at (40, 512)",
      "强度依据登记图案的一部分：（40，512）处 300 × 240 像素",
      "was verified there alone", "只核验了该局部",
    ]
    #expect(sentences.allSatisfy { !page(parted).contains($0) })
    parted.partMeasurements = MatchMeasurements(
      significance: 90, distinctSignificance: 80, agreement: 0.8, supportedAgreement: 0.9,
      supportedSquares: 20, comparedSquares: 60, agreeingSquares: 50, pdqDistance: nil,
      edgeDistance: nil, torusSignificance: 0)
    for sentence in sentences { #expect(page(parted).contains(sentence), "\(sentence)") }
  }

  @Test func `a sealed look-alike counts as a lead, and its sealing stands in the time line`() {
    var sealed = report(.lookAlike, [match("near.png", flagged: false)])
    sealed.sealedMatches = [SealedMatch(design: "5ea1", sealedAt: "2026-01-31T12:00:00.250Z")]
    let page = ReportPage.review(sealed)
    #expect(page.contains("is listed as a lead: 1 here."))
    #expect(page.contains("列为线索：本报告 1 件。"))
    #expect(!page.contains("No dates are known."))
    let line =
      page.components(separatedBy: "<ol class=\"time\">").dropFirst().first?
      .components(separatedBy: "</ol>").first ?? ""
    for text in [
      "2026-01-31 12:00:00 UTC", "本登记库封存", "sealing in this registry", "封存图案 5ea1",
      "sealed design 5ea1", "recorded by this system",
    ] { #expect(line.contains(text), "\(text)") }
  }

  @Test func `a report of several views promises no more than its command keeps`() {
    var several = report(.lookAlike, [match("petal.png")])
    several.review = nil
    several.commonness = Commonness([], isAtLeast: false)
    let one = ReportPage.review(several)
    several.views = [query("second.jpg")]
    let two = ReportPage.review(several)
    let promises = [
      "the same registry and the same version of the engine give the same result",
      "同样的登记库和同一引擎版本，在任何机器上都给出同样的结果",
    ]
    let caveats = [
      "its result may differ from the report", "结果可能与本报告不同",
      "Counted for the view that is shown alone", "只按此处显示的一张统计",
    ]
    for text in promises { #expect(one.contains(text) && !two.contains(text), "\(text)") }
    for text in caveats { #expect(two.contains(text) && !one.contains(text), "\(text)") }
  }

  @Test func `the page of a comparison speaks of two pictures, not of a registry`() {
    let page = ReportPage.comparison(
      ComparisonReport(
        first: query("a.png"), second: query("b.png"), finding: .lookAlike, reason: nil,
        match: match("b.png"), engine: "1", elapsedMilliseconds: 1))
    for text in ["same registry", "同样的登记库", "未登记于本库", "not in what was compared"] {
      #expect(!page.contains(text), "\(text)")
    }
    for text in [
      "The same two files", "同样的两个文件", "Any design other than these two", "这两张图以外的任何图案",
    ] { #expect(page.contains(text), "\(text)") }
  }

  /// What is shown when the page is in Chinese: all but what is marked as English.
  private func inChinese(_ page: String) -> String {
    page.replacing(/<(span|p) [^>]*lang="en"[^>]*>.*?<\/\1>/, with: "")
  }

  @Test func `what stands on Chinese pages is Chinese`() {
    var plain = report(.cannotJudge, [], reason: "quality 12 of 100")
    plain.reasonCode = .tooPlain
    for (page, texts) in [
      (
        ReportPage.review(plain),
        ["程序给出的原因：图片内容太少，难以与其他图片区分", "# 引擎版本：", "# 查询图 SHA-256："]
      ),
      (ReportPage.review(report(.cannotJudge, [], reason: "too plain")), ["程序给出的原因：图片提供"]),
    ] {
      let shown = inChinese(page).replacing(/<[^>]+>/, with: "")
      for text in texts { #expect(shown.contains(text), "\(text)") }
      for text in ["quality 12", "too plain", "sha256 of the picture", "# engine"] {
        #expect(!shown.contains(text), "\(text)")
      }
      #expect(page.contains("The reason given:"))
    }
  }

  /// A language that is hidden would hide the reason, which there is in English only.
  @Test func `why a report was not kept is seen in either language`() {
    var unkept = report(.lookAlike, [match("petal.png")])
    unkept.notKept = "the original of design 4f is <gone>"
    let page = ReportPage.review(unkept)
    #expect(page.contains("这份报告没有存档") && page.contains("This report was not kept"))
    #expect(page.contains("<bdi>the original of design 4f is &lt;gone&gt;</bdi>"))
    #expect(!fullPage.contains("not kept:"))
  }

  @Test func `what was found through a window says so in both languages`() {
    func page(_ match: MatchSummary) -> String {
      ReportPage.review(report(.lookAlike, [match]), album: album(1))
    }
    var found = match("petal.png")
    let sentences = [
      "found in a part of the picture that was looked at alone", "单独查看查询图的一部分时发现",
    ]
    #expect(sentences.allSatisfy { !page(found).contains($0) })
    found.isWithinWindow = true
    #expect(sentences.allSatisfy { page(found).contains($0) })
  }

  @Test(arguments: [
    "<script>alert(1)</script>.png", "\"><img src=x onerror=alert(1)>.png",
    "x\"\u{301} onload=\"alert(1)\" y=\".png", "<\u{301}img src=x onerror=alert(1)>",
    "' onfocus='alert(1)", "{{{script}}}", "{{#matches}}", "a\u{202E}gpj.exe", "</style><b>",
    "javascript:alert(1)",
  ])
  func `hostile names and words are shown, never run`(text: String) {
    var hostile = match(text)
    hostile.relations = [text]
    hostile.design = text
    hostile.colourTable = [ColourChange(from: text, to: "#0000\"0", share: 0.1)]
    let facts = DesignFacts(
      title: text, holder: text, registrant: text, registrationNumber: text, source: text,
      sha256: text, dates: [DatedFact(.thirdPartyFiling, date: text)])
    let context = ReportContext(
      registry: text, madeAt: text, population: Phrase(zh: text, en: text),
      thresholds: Phrase(zh: text, en: text))
    let pages = [
      ReportPage.review(
        report(.cannotJudge, [hostile, match(text, flagged: false)], file: text, reason: text),
        facts: [facts, facts], album: album(2), context: context),
      ReportPage.comparison(
        ComparisonReport(
          first: query(text), second: query(text), finding: .lookAlike, reason: text,
          match: hostile, engine: text, elapsedMilliseconds: 1), album: album(1),
        context: context),
    ]
    let harmless = Set(HTMLTags(fullPage).tags.map(\.name))
    for page in pages {
      let tags = HTMLTags(page).tags
      #expect(tags.count > 100)
      #expect(Set(tags.map(\.name)).isSubset(of: harmless))
      #expect(tags.filter { $0.name == "script" }.count == 1)
      for tag in tags {
        #expect(tag.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "style" })
        #expect(tag.attributes["src"] == nil)
        if let href = tag.attributes["href"] {
          #expect(href.hasPrefix("#") || href.hasPrefix("data:image/jpeg;base64,"))
        }
      }
      #expect(!page.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func `a page asks for nothing that it does not carry`() throws {
    let tags = HTMLTags(fullPage).tags
    let policy = try #require(
      tags.first { $0.attributes["http-equiv"] == "Content-Security-Policy" })
    let content = try #require(policy.attributes["content"])
    #expect(content.hasPrefix("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-"))
    #expect(!content.contains("unsafe"))
    #expect(!tags.contains { ["link", "img", "iframe", "object", "form"].contains($0.name) })
    #expect(!PageTemplates.style.contains("url("))
    #expect(!PageTemplates.style.contains("@import"))
  }

  @Test func `every section is there, and every text stands in both languages`() {
    let page = fullPage
    let sections = [
      ("finding", "发现", "Finding"), ("query-picture", "查询图", "The picture in question"),
      ("innovation", "创新比对", "Innovation map"), ("match-1", "相似图 1", "Look-alike 1"),
      ("time-line", "时间线", "Time line"), ("compared", "比对了什么", "What was compared"),
      ("rerun", "如何复核", "How to run it again"),
      ("not-compared", "没有比对什么", "What was not compared"),
      ("own-finding", "阅读者的认定", "The reader’s own finding"),
    ]
    for (id, zh, en) in sections {
      #expect(page.contains("<section id=\"\(id)\""), "\(id)")
      #expect(page.contains("<span lang=\"zh-Hans\">\(zh)</span>"), "\(zh)")
      #expect(page.contains("<span lang=\"en\">\(en)</span>"), "\(en)")
    }
    for text in [
      "线索，供参考", "A lead for reference.", "左右镜像、改色、缩放至 0.82 倍、顺时针旋转 90 度",
      "mirrored, recoloured, 0.82 times the size, turned 90 degrees clockwise",
      "covers 62 % of the picture in question", "covers 91 % of the design", "约 130 万倍",
      "about 1,300,000 times", "extremely strong support", "fewer than one search in 26 would",
      "平均 26 次以上检索才会偶然出现一次", "查询图的 38 % 未发现来源", "Nothing known here explains 38 % of the picture",
      "12,345 designs in the registry", "selvedge verify 0123 --registry",
      "2026-01-31 12:00:00 UTC", "contradicts another date", "carries enough to be compared",
      "near.png", "Petal (petal.png)",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let languages = HTMLTags(page).tags.compactMap { $0.attributes["lang"] }
    #expect(Set(languages) == ["zh-Hans", "en"])
    // One more for the document itself.
    #expect(
      languages.filter { $0 == "zh-Hans" }.count == languages.filter { $0 == "en" }.count + 1)
    #expect(!page.contains("{{"))
  }

  @Test func `every picture has a text, and pairs of references meet`() {
    let tags = HTMLTags(fullPage).tags
    let pictures = tags.filter { $0.name == "svg" && $0.attributes["aria-hidden"] == nil }
    #expect(pictures.count == 9)
    #expect(
      pictures.allSatisfy {
        $0.attributes["role"] == "img" && $0.attributes["aria-label"]?.isEmpty == false
      })
    let ids = tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for tag in tags {
      if let href = tag.attributes["href"], href.hasPrefix("#") {
        #expect(ids.contains(String(href.dropFirst())), "\(href)")
      }
      for label in tag.attributes["aria-labelledby"]?.split(separator: " ") ?? [] {
        #expect(ids.contains(String(label)))
      }
      if let control = tag.attributes["for"] { #expect(ids.contains(control)) }
    }
  }

  @Test func `ten matches whose pictures fill their budget stay under 2 MB`() {
    let page = ReportPage.review(
      report(.lookAlike, (0..<10).map { match("\($0).png") }),
      album: album(10, byteCount: 1_200_000 / 22))
    #expect(page.utf8.count < 2_000_000)
    #expect(page.utf8.count > 1_500_000)
  }

  @Test(arguments: Finding.allCases) func `a page stands without pictures and facts`(
    finding: Finding
  ) {
    var bare = match("a.png", flagged: finding == .lookAlike || finding == .earlierLookAlike)
    bare.turnDegrees = nil
    bare.scale = nil
    bare.colourTable = nil
    bare.isCommon = nil
    let page = ReportPage.review(report(finding, [bare], reason: "too plain"))
    #expect(page.contains("</html>"))
    #expect(!page.contains("data:image"))
    for word in ["infring", "guilty", "侵权", "抄袭", "剽窃"] {
      #expect(!page.lowercased().contains(word))
    }
    #expect(page.contains("How to take it again") == (finding == .cannotJudge))
  }
}
