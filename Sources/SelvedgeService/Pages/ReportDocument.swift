// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import ReportPages

/// Reports as the pages that people read, with their pictures.
enum ReportDocument {
  /// What the pages may load, as they say it themselves, and that nobody may frame them.
  static let contentSecurityPolicy =
    ReportPage.servedContentSecurityPolicy + "; frame-ancestors 'none'"

  /// Writes the page of a review; decodes the pictures of its matches.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - query: The picture that was reviewed; `nil` when it was not kept.
  ///   - views: The other views that were reviewed with it, those that matches are with at least; the ones at hand.
  ///   - desk: The registry.
  ///   - takesFindings: Whether the reader may record a finding on the page.
  ///   - isRecordedAlready: Whether the reader just sent a finding that was recorded before.
  ///   - language: The language that the page is shown in.
  /// - Returns: An HTML document.
  /// - Throws: `SelvedgeError` when a picture or the registry cannot be read.
  static func review(
    _ report: ReviewReport, query: Picture?, views: [Picture], desk: ReviewDesk,
    takesFindings: Bool, isRecordedAlready: Bool = false, in language: PageLanguage
  ) throws(SelvedgeError) -> String {
    let album = try desk.album(of: report, picture: query, views: views)
    var context = context(language)
    context.takesFindings = takesFindings
    context.isRecordedAlready = isRecordedAlready
    return ReportPage.review(
      report, facts: try desk.facts(of: report), album: album, context: context)
  }

  /// Writes the page of a comparison.
  ///
  /// - Parameters:
  ///   - report: The comparison.
  ///   - first: The picture in question.
  ///   - second: What it was compared with.
  ///   - language: The language that the page is shown in.
  /// - Returns: An HTML document.
  /// - Throws: `SelvedgeError` when a picture cannot be decoded.
  static func comparison(
    _ report: ComparisonReport, first: Picture, second: Picture, in language: PageLanguage
  ) throws(SelvedgeError) -> String {
    let album = try ReviewDesk.album(of: report, first: first, second: second)
    return ReportPage.comparison(report, album: album, context: context(language))
  }

  private static func context(_ language: PageLanguage) -> ReportContext {
    var context = ReportContext()
    context.isServed = true
    context.language = language
    return context
  }
}
