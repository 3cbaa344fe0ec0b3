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
      finding: report.finding.name, file: report.query.file)
  }
}
