// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import MatchReporting

/// The report that people read: one HTML file with everything in it, in Chinese and English.
///
/// A page needs no network and no other file; its policy lets it load nothing but what it carries. It prints on A4.
/// Every text that comes from outside is escaped. The same arguments give the same page.
public enum ReportPage {
  /// What a report that a service shows may load; its form for findings goes to that service alone.
  ///
  /// The page says it in its head, and the service repeats it in the response.
  public static var servedContentSecurityPolicy: String {
    PageTemplates.servedContentSecurityPolicy
  }

  /// Writes the page of a review.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - facts: What is known of the matched designs, in the order of `shownMatches`; may be shorter.
  ///   - album: The pictures, made for this report.
  ///   - context: The circumstances.
  /// - Returns: An HTML document.
  /// - Complexity: O(bytes of the pictures).
  public static func review(
    _ report: ReviewReport, facts: [DesignFacts] = [], album: EvidenceAlbum = EvidenceAlbum(),
    context: ReportContext = ReportContext()
  ) -> String {
    var content = PageContent(
      title: Phrase(zh: "图案比对线索报告", en: "Review report"),
      other: Phrase(zh: "登记图案", en: "the design"), query: report.query,
      finding: report.finding, reason: report.reason, reasonCode: report.reasonCode,
      matches: report.shownMatches, facts: facts,
      album: album, compared: report.compared, engine: report.engine, review: report.review,
      sentence: FindingWords.review(report),
      comparedWords: Phrase(
        zh: report.certificate.last ?? "登记库中的 \(grouped(report.compared)) 件图案",
        en: report.certificate.first ?? "\(grouped(report.compared, "design")) in the registry"),
      controls: report.controls, sealed: report.sealedMatches ?? [],
      findings: report.findings ?? [],
      rerun: RerunWords.review(report, context: context), context: context,
      isRegistrySearch: true)
    content.publicDomainCount = report.publicDomainMatches?.count ?? 0
    content.searched = report
    return content.page()
  }

  /// Writes the page of a comparison.
  ///
  /// - Parameters:
  ///   - report: The comparison.
  ///   - album: The pictures, made for this report.
  ///   - context: The circumstances.
  /// - Returns: An HTML document.
  /// - Complexity: O(bytes of the pictures).
  public static func comparison(
    _ report: ComparisonReport, album: EvidenceAlbum = EvidenceAlbum(),
    context: ReportContext = ReportContext()
  ) -> String {
    let second = DesignFacts(
      sha256: report.second.sha256, width: report.second.width, height: report.second.height)
    return PageContent(
      title: Phrase(zh: "两图比对线索报告", en: "Comparison report"),
      other: Phrase(zh: "对照图", en: "the other picture"), query: report.first,
      finding: report.finding, reason: report.reason, reasonCode: report.reasonCode,
      matches: [report.match], facts: [second],
      album: album, compared: 1, engine: report.engine, review: nil,
      sentence: FindingWords.comparison(report),
      comparedWords: Phrase(
        zh: "仅一件：\(shortName(report.second.file))；未使用登记库",
        en: "One picture only, \(shortName(report.second.file)); no registry was used"),
      rerun: RerunWords.comparison(report), context: context,
      otherCut: report.second.cut, isRegistrySearch: false
    ).page()
  }
}

/// A file's name without the folders above it, which are nobody's business.
func shortName(_ path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init)
  return name ?? path
}
