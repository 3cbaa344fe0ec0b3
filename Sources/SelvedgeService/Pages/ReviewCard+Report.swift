// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import ReportPages

extension ReviewCard {
  /// Makes a card of a kept review.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - record: How it was kept.
  init(_ report: ReviewReport, _ record: ReviewRecord) {
    self.init(
      id: report.review ?? "", number: record.number, keptAt: record.keptAt,
      finding: report.finding.words, file: report.query.file)
  }
}

extension Finding {
  /// What it is called in a list.
  fileprivate var words: Phrase {
    switch self {
    case .earlierLookAlike: Phrase(zh: "发现在先的相似图案", en: "earlier look-alike")
    case .lookAlike: Phrase(zh: "发现相似图案", en: "look-alike")
    case .none: Phrase(zh: "未发现相似图案", en: "none")
    case .cannotJudge: Phrase(zh: "无法判断", en: "cannot judge")
    }
  }
}
