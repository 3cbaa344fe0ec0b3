// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// The strength of evidence, in words.
enum StrengthWords {
  /// The likelihood ratio as a sentence.
  ///
  /// The steps are those that forensic laboratories use, with the population's sentence saying where each ends:
  /// laboratories differ on where the upper ones do.
  ///
  /// - Parameter log10: Base-10 logarithm of the ratio.
  /// - Returns: How much more this agreement is to be expected of a copy than of strangers, and the step.
  static func likelihoodRatio(_ log10: Double) -> Phrase {
    let exponent = Amounts.decimal(log10, 1)
    if log10 < 0 {
      let (zh, en) = amounts(-log10, "分之一", beyond: " 10 亿分之一")
      let share = -log10 < 9 ? "是互不相关时的\(zh)" : "不到互不相关时的\(zh)"
      return Phrase(
        zh: "若两图同源，出现这种一致的可能性反而更低（\(share)）：不支持同源（10^\(exponent)）。",
        en: "Such agreement is \(en) times less to be expected if one was made from the other than "
          + "if they had nothing to do with each other: no support for a common origin (10^\(exponent))."
      )
    }
    let (zh, en) = amounts(log10, "倍", beyond: " 10 亿倍以上")
    let step = step(log10)
    let sentence = Phrase(
      zh: "若两图同源，出现这种一致的可能性是两图互不相关时的\(zh)：对“同源”的支持程度为“\(step.zh)”（10^\(exponent)）。",
      en: "Such agreement is \(en) times more to be expected if one was made from the other than "
        + "if they had nothing to do with each other: \(step.en) for a common origin (10^\(exponent))."
    )
    guard log10 > MatchSummary.supportedLog10 else { return sentence }
    return Phrase(
      zh: sentence.zh + "校准数据只支持到约 10^5.5；超出部分是外推，只用于排序，不证明更多。",
      en: sentence.en
        + " The calibration's data supports values up to about 10^5.5; beyond that it is an "
        + "extrapolation, which orders matches and proves nothing more.")
  }

  /// The population that the ratio stands for, unless the context says more.
  ///
  /// - Parameter engine: The engine's version.
  /// - Returns: A sentence.
  static func population(engine: String) -> Phrase {
    Phrase(
      zh:
        "“互不相关”的总体：引擎 \(engine) 校准所用的互不相关的织物图案；对其他种类的图案不作说明。用语分级：10 倍以下微弱，100 倍以下中等，1,000 倍以下中等偏强，1 万倍以下强，100 万倍以下很强，以上极强。"
        + "这是证据强度，不是同源的概率。",
      en:
        "“Nothing to do with each other” stands for unrelated textile designs such as engine \(engine) "
        + "was calibrated on; of other kinds of pictures it says nothing. The words: weak under 10 times, "
        + "moderate under 100, moderately strong under 1,000, strong under 10,000, very strong under "
        + "1,000,000, extremely strong beyond. It is the strength of the evidence, not the probability of a common origin."
    )
  }

  /// How often chance alone gives a match this strong.
  ///
  /// - Parameters:
  ///   - expected: The number of such matches to be expected among what was compared.
  ///   - log10: Base-10 logarithm of the likelihood ratio.
  ///   - compared: How many designs were compared.
  /// - Returns: A sentence; beyond what the calibration's data supports it tells a bound.
  static func chance(_ expected: Double, log10: Double, compared: Int) -> Phrase {
    let among = Phrase(
      zh: "在 \(grouped(compared)) 件互不相关的图案中检索", en: "Among \(grouped(compared, "unrelated design"))"
    )
    if expected >= 0.5 {
      return Phrase(
        zh: "\(among.zh)，单凭偶然就会出现约 \(Amounts.chinese(max(1, expected), "个"))同样强的结果：意义很小。",
        en:
          "\(among.en), chance alone would give about \(Amounts.english(max(1, expected))) as strong as "
          + "this: it means little.")
    }
    guard log10 <= MatchSummary.supportedLog10 else {
      let bound = ratio(MatchSummary.supportedLog10) / Double(max(1, compared))
      guard bound >= 2 else {
        return Phrase(
          zh: "\(among.zh)，校准数据不足以说明偶然出现同样强的结果有多少见。",
          en: "\(among.en), the calibration's data cannot tell how rarely chance shows one as "
            + "strong."
        )
      }
      return Phrase(
        zh: "\(among.zh)，平均 \(Amounts.chinese(bound, "次"))以上检索才会偶然出现一次同样强的结果；"
          + "具体多少次，校准数据不足以说明。",
        en: "\(among.en), fewer than one search in \(Amounts.english(bound)) would show one as "
          + "strong by chance; how many fewer the calibration's data cannot tell.")
    }
    let searches = 1 / expected
    return Phrase(
      zh: "\(among.zh)，约每 \(Amounts.chinese(searches, "次"))才会偶然出现一次同样强的结果。",
      en:
        "\(among.en), about one search in \(Amounts.english(searches)) would show one as strong by "
        + "chance.")
  }

  /// Whether many designs look like this anyway.
  ///
  /// - Parameter match: The match.
  /// - Returns: A sentence.
  static func commonness(of match: MatchSummary) -> Phrase {
    guard !match.restsOnRepetition else {
      return Phrase(
        zh: "吻合之处多为一再重复的同一细节。互不相关、但采用同一传统纹样的织物也会这样吻合：请比对纹样本身的画法。",
        en:
          "What agrees is mostly one detail that comes again and again. Unrelated cloths with one traditional "
          + "motif agree like this, too: compare how it is drawn."
      )
    }
    return switch match.isCommon {
    case true?:
      Phrase(
        zh: "常见纹样：许多互不相关的图案都有这样的内容，因此强度已设上限。",
        en:
          "A common pattern: many unrelated designs share what agrees here, so its strength is capped."
      )
    case false?:
      Phrase(zh: "不属于已知的常见纹样。", en: "Not of a kind that is known to be common.")
    case nil:
      Phrase(zh: "未评估。", en: "Not assessed.")
    }
  }

  /// A ratio, in Chinese with what is counted after it.
  private static func amounts(
    _ log10: Double, _ counter: String, beyond: String
  ) -> (zh: String, en: String) {
    guard log10 < 9 else { return (beyond, "more than 1,000,000,000") }
    let ratio = ratio(log10)
    return ("约 " + Amounts.chinese(ratio, counter), "about " + Amounts.english(ratio))
  }

  /// 10 to a power of 0...18.
  private static func ratio(_ log10: Double) -> Double {
    var ratio = 1.0
    for _ in 0..<Int(log10) { ratio *= 10 }
    return ratio * tenToThe(log10 - Double(Int(log10)))
  }

  /// 10 to a power of 0...1: squares and square roots are exact enough for two digits, and the same everywhere.
  private static func tenToThe(_ power: Double) -> Double {
    var (result, root, rest) = (1.0, 10.0, power)
    for _ in 0..<30 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }

  private static func step(_ log10: Double) -> Phrase {
    switch log10 {
    case ..<0.301: Phrase(zh: "几乎没有", en: "next to no support")
    case ..<1: Phrase(zh: "微弱", en: "weak support")
    case ..<2: Phrase(zh: "中等", en: "moderate support")
    case ..<3: Phrase(zh: "中等偏强", en: "moderately strong support")
    case ..<4: Phrase(zh: "强", en: "strong support")
    case ..<6: Phrase(zh: "很强", en: "very strong support")
    default: Phrase(zh: "极强", en: "extremely strong support")
    }
  }
}
