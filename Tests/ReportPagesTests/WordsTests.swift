// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting
import Testing

@testable import ReportPages

@Suite struct WordsTests {
  @Test(arguments: [
    (0.0, "0 %"), (0.001, "< 1 %"), (0.62, "62 %"), (0.996, "99 %"), (0.9999, "> 99 %"),
    (1, "100 %"), (1.2, "100 %"),
  ])
  func `shares never claim all or nothing wrongly`(share: Double, text: String) {
    #expect(percent(share) == text)
  }

  @Test(arguments: [
    (3.24, "3.2", "3.2"), (99.6, "100", "100"), (3333, "3,300", "3,300"),
    (1_258_925, "1,300,000", "130 万"), (251_188_643, "250,000,000", "2.5 亿"),
  ])
  func `large numbers keep two digits`(number: Double, en: String, zh: String) {
    #expect(Amounts.english(number) == en)
    #expect(Amounts.chinese(number) == zh)
  }

  @Test(arguments: [
    (-2.0, "100 times less", "no support"), (0.1, "1.3 times more", "next to no support"),
    (0.5, "3.2 times more", "weak support"), (1.5, "32 times more", "moderate support"),
    (2.5, "320 times more", "moderately strong"), (3.5, "3,200 times more", "strong support"),
    (5, "100,000 times more", "very strong"), (7, "10,000,000 times more", "extremely strong"),
    (58.7, "more than 1,000,000,000 times more", "extremely strong"),
  ])
  func `likelihood ratios have the words of their step`(
    log10: Double, amount: String, step: String
  ) {
    let words = StrengthWords.likelihoodRatio(log10).en
    #expect(words.contains(amount), "\(words)")
    #expect(words.contains(step), "\(words)")
  }

  @Test(
    arguments: [
      (0.0003, "one search in 3,300"), (0.5, "about 1 as strong"), (900, "about 900 as strong"),
    ] as [(Double, String)])
  func `chance is told in searches or in matches`(expected: Double, text: String) {
    let words = StrengthWords.chance(expected, log10: 5, compared: 12345).en
    #expect(words.contains(text), "\(words)")
  }

  /// 10^5.5 are 316,228: a search among 100 designs has one chance match in 3,162 searches at that ratio.
  @Test(arguments: [
    (100, "fewer than one search in 3,200 would"), (1, "fewer than one search in 320,000 would"),
    (1_000_000, "cannot tell how rarely"),
  ])
  func `beyond what the data supports chance has a bound`(compared: Int, text: String) {
    let words = StrengthWords.chance(0, log10: 20, compared: compared).en
    #expect(words.contains(text), "\(words)")
  }

  @Test(
    arguments: [
      (90, "turned 90 degrees clockwise"), (-12.4, "turned 12 degrees anticlockwise"),
      (350, "turned 10 degrees anticlockwise"), (0.2, "nothing that has a name"),
      (180, "turned 180 degrees clockwise"),
    ] as [(Double, String)])
  func `turns have a direction`(degrees: Double, text: String) {
    let match = MatchSummary(
      design: "", file: "", score: 1, flagged: true, log10LikelihoodRatio: 1,
      expectedChanceMatches: 1, relations: degrees.magnitude > 2 ? ["turned"] : [],
      queryCoverage: 1, designCoverage: 1, transform: [], turnDegrees: degrees, scale: 1)
    #expect(ChangeWords.all(match).en == text)
  }

  /// What the engine does not call scaled or turned is below what it can tell.
  @Test func `only changes that the report names are named`() {
    func words(_ relations: [String]) -> Phrase {
      ChangeWords.all(
        MatchSummary(
          design: "", file: "", score: 1, flagged: true, log10LikelihoodRatio: 1,
          expectedChanceMatches: 1, relations: relations, queryCoverage: 1, designCoverage: 1,
          transform: [], turnDegrees: 1.4, scale: 0.98))
    }
    #expect(words(["reencoded"]) == Phrase(zh: "布局未变", en: "laid out as it was"))
    #expect(words(["mirrored"]).en == "mirrored")
    #expect(words(["scaled", "turned"]).zh == "缩放至 0.98 倍、顺时针旋转 1.4 度")
  }

  @Test func `that a picture shows something else in places is a change`() {
    var match = MatchSummary(
      design: "", file: "", score: 1, flagged: true, log10LikelihoodRatio: 1,
      expectedChanceMatches: 1, relations: ["mirrored"], queryCoverage: 0.7, designCoverage: 0.7,
      transform: [])
    #expect(ChangeWords.all(match).en == "mirrored")
    match.queryGaps = [[[1, 1], [9, 1], [9, 9]]]
    #expect(ChangeWords.all(match).en == "mirrored, something else in places")
    #expect(ChangeWords.all(match).zh.hasSuffix("、部分区域换成了其他内容"))
  }

  @Test(arguments: [
    ("q.jpg", "'q.jpg'"), ("it's $(x).jpg", "'it'\\''s $(x).jpg'"), ("-rf", "'./-rf'"),
    ("a\nb", "FILE"),
  ])
  func `file names cannot command a shell`(name: String, argument: String) {
    #expect(RerunWords.argument(name) == argument)
  }

  /// A blank stands between digits and Chinese, none within Chinese.
  @Test(arguments: [(26.0, "26 次"), (320_000, "32 万次"), (2.4e8, "2.4 亿次")])
  func `what is counted follows its number`(number: Double, text: String) {
    #expect(Amounts.chinese(number, "次") == text)
  }

  @Test func `line breaks of every kind are one line feed, and other controls are made visible`() {
    let text = SafeHTML().escapeText("a\r\nb\rc\nd\r\r\ne\u{0B}<")
    #expect(text == "a\nb\nc\nd\n\ne\\u{B}&lt;")
  }

  @Test func `a flagged match that rests on repetition is not called uncommon`() {
    var match = MatchSummary(
      design: "4f1c0d9ab2e37786d1a0c55e", file: "kawung.png", score: 40, flagged: true,
      log10LikelihoodRatio: 4.5, expectedChanceMatches: 0.03, relations: [], queryCoverage: 0.7,
      designCoverage: 0.9, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], isCommon: false)
    #expect(StrengthWords.commonness(of: match).en.hasPrefix("Not of a kind"))
    match.closerMeasurements = MatchMeasurements(
      significance: 200, distinctSignificance: 40, agreement: 0.7, supportedAgreement: 0.8,
      supportedSquares: 40, comparedSquares: 120, agreeingSquares: 90, pdqDistance: nil,
      edgeDistance: nil, torusSignificance: 0)
    #expect(StrengthWords.commonness(of: match).en.contains("again and again"))
    #expect(StrengthWords.commonness(of: match).zh.contains("重复"))
    match.closerMeasurements = nil
    match.isCommon = true
    #expect(StrengthWords.commonness(of: match).en.hasPrefix("A common pattern"))
  }

  @Test func `beyond a thousand million the counter follows the number`() {
    #expect(StrengthWords.likelihoodRatio(20).zh.contains("互不相关时的 10 亿倍以上："))
    #expect(StrengthWords.likelihoodRatio(-20).zh.contains("不到互不相关时的 10 亿分之一"))
    #expect(StrengthWords.likelihoodRatio(-2).zh.contains("是互不相关时的约 100 分之一"))
    #expect(StrengthWords.likelihoodRatio(5).zh.contains("互不相关时的约 10 万倍："))
  }

  @Test func `the place in the log says from where it is counted`() {
    let words = RecordWords.kept(
      ReviewRecord(number: 3, keptAt: "2026-01-31T12:00:00.000Z", logIndex: 1040))
    #expect(words.zh.hasSuffix("，日志条目 1040（从 0 数起）"))
    #expect(words.en.hasSuffix(", entry 1040 of the log, counted from 0"))
  }

  @Test func `A ratio beyond the data of the calibration is called an extrapolation`() {
    // 344 strangers against 1,040 designs: log10(344 * 1040) = 5.55, by hand.
    for (log10, isBeyond) in [(-1.0, false), (4.3, false), (5.5, false), (5.6, true), (20, true)] {
      let words = StrengthWords.likelihoodRatio(log10)
      #expect(words.en.contains("extrapolation") == isBeyond)
      #expect(words.zh.contains("外推") == isBeyond)
    }
  }
}
