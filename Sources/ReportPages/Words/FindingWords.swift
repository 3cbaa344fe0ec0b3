// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// The finding in one sentence: a lead, never a verdict.
enum FindingWords {
  /// The finding of a review.
  ///
  /// - Parameter report: The review.
  /// - Returns: One sentence.
  static func review(_ report: ReviewReport) -> Phrase {
    let (count, isAtLeast) = report.lookAlikes
    let many = Phrase(
      zh: (isAtLeast ? "至少 " : " ") + "\(count)",
      en: (isAtLeast ? "at least " : "") + grouped(count, "look-alike"))
    let all = grouped(report.compared)
    let among = grouped(report.compared, "design")
    switch report.finding {
    case .earlierLookAlike:
      return Phrase(
        zh: "在 \(all) 件登记图案中发现\(many.zh) 件相似图案，其中 \(report.earlierCount) 件更早。"
          + "此为线索，供参考。",
        en: "\(grouped(report.earlierCount, "earlier look-alike")) found, of "
          + "\(many.en) among \(among). A lead for reference.")
    case .lookAlike:
      return Phrase(
        zh: "在 \(all) 件登记图案中发现\(many.zh) 件相似图案。此为线索，供参考。",
        en: "\(many.en) found among \(among). A lead for reference.")
    case .none where report.compared == 0:
      return Phrase(
        zh: "无从比对：登记库中没有可供比对的图案。",
        en: "Nothing to compare with: the registry holds no design that can be compared.")
    case .none:
      return Phrase(
        zh: "在 \(all) 件登记图案中未发现相似图案。供参考。",
        en: "No look-alike found among \(among). For reference.")
    case .cannotJudge: return cannotJudge(report.reasonCode)
    }
  }

  /// The finding of a comparison.
  ///
  /// - Parameter report: The comparison.
  /// - Returns: One sentence.
  static func comparison(_ report: ComparisonReport) -> Phrase {
    switch report.finding {
    case .earlierLookAlike, .lookAlike:
      Phrase(zh: "两图相似。此为线索，供参考。", en: "The two look alike. A lead for reference.")
    case .none:
      Phrase(zh: "未发现两图相似。供参考。", en: "No likeness found between the two. For reference.")
    case .cannotJudge: cannotJudge(report)
    }
  }

  /// That two pictures cannot be compared, and which of them is at fault.
  private static func cannotJudge(_ report: ComparisonReport) -> Phrase {
    guard let code = report.reasonCode, let side = report.reasonOf else {
      return cannotJudge(report.reasonCode)
    }
    let (first, second) = (shortName(report.first.file), shortName(report.second.file))
    let which: Phrase
    switch side {
    case .first: which = Phrase(zh: "查询图（\(first)）", en: "the picture in question (\(first))")
    case .second: which = Phrase(zh: "对照图（\(second)）", en: "the other picture (\(second))")
    case .both:
      return Phrase(
        zh: "无法判断，两张图都有同样的问题：\(code.sentenceChinese)。请重拍或换图。",
        en:
          "Cannot judge; of both it is true that \(code.sentence). Take them again or send others.")
    }
    return Phrase(
      zh: "无法判断，问题在\(which.zh)：\(code.sentenceChinese)。请重拍或换一张图。",
      en: "Cannot judge because of \(which.en): \(code.sentence). Take it again or send another.")
  }

  private static func cannotJudge(_ code: PictureDoubt?) -> Phrase {
    guard let code else {
      return Phrase(
        zh: "无法判断：图片提供的信息不足以比对。",
        en: "Cannot judge: the picture carries too little to be compared.")
    }
    return Phrase(
      zh: "无法判断：\(code.sentenceChinese)。请重拍或换一张图。",
      en: "Cannot judge: \(code.sentence). Take it again or send another.")
  }

  /// In which condition the picture is, in words.
  ///
  /// - Parameter query: The picture.
  /// - Returns: One sentence for each thing that is to be said.
  static func condition(_ query: QuerySummary) -> Phrase {
    guard let condition = query.condition else { return quality(query.quality) }
    guard !condition.doubts.isEmpty else {
      return Phrase.joined([
        Phrase(zh: "尺寸与清晰度足够", en: "large and sharp enough"), quality(query.quality),
      ])
    }
    return Phrase.joined(
      condition.doubts.map { Phrase(zh: $0.sentenceChinese, en: $0.sentence) }
        + [quality(query.quality)])
  }

  /// Whether a picture can be judged, in words.
  ///
  /// - Parameter quality: The PDQ quality, 0...100.
  /// - Returns: One sentence.
  static func quality(_ quality: Int) -> Phrase {
    // Below 50 the hash is not to be matched: pdq/README.md of facebook/ThreatExchange.
    quality < 50
      ? Phrase(
        zh: "信息太少，难以与其他图片区分（\(quality)/100，需要 50）",
        en: "too little structure to be told from others (\(quality) of 100; 50 is needed)")
      : Phrase(
        zh: "可供比对（\(quality)/100，需要 50）",
        en: "carries enough to be compared (\(quality) of 100; 50 is needed)")
  }
}
