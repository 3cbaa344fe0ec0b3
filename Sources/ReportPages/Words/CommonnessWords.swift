// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// How common a pattern is, in words.
enum CommonnessWords {
  /// The counts in a sentence.
  ///
  /// - Parameters:
  ///   - common: The counts.
  ///   - isOneView: Whether they are of the view that is shown, one of several.
  /// - Returns: One sentence, and whose counts they are.
  static func all(_ common: Commonness, ofOneView isOneView: Bool) -> Phrase {
    let least = common.isAtLeast ? "至少 " : ""
    var zh = "常见程度：\(least)\(grouped(common.designs)) 件图案有相似处"
    if common.holders > 0 { zh += "，属于 \(least)\(grouped(common.holders)) 个权利人" }
    if common.designsWithoutHolder > 0 {
      zh +=
        common.holders == 0
        ? "，未登记权利人" : "，其中 \(grouped(common.designsWithoutHolder)) 件未登记权利人"
    }
    if common.publicDomainDesigns > 0 {
      zh += "，其中 \(grouped(common.publicDomainDesigns)) 件属公有领域"
    }
    if let first = common.firstYear, let last = common.lastYear {
      zh += first == last ? "，日期均在 \(first) 年" : "，日期自 \(first) 至 \(last) 年"
    }
    return isOneView
      ? Phrase(
        zh: zh + "。只按此处显示的一张统计，不含其余视图。",
        en: common.sentence + " Counted for the view that is shown alone, not for the others.")
      : Phrase(zh: zh + "。", en: common.sentence)
  }
}
