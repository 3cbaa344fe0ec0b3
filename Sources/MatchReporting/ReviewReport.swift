// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The answer to "what in the registry looks like this picture?".
///
/// The report's body is the same for the same bytes, registry and engine on every machine;
/// `elapsedMilliseconds` and `work` alone are not part of that promise. Fields are added, never renamed.
public struct ReviewReport: Codable, Hashable, Sendable {
  /// Version of this schema; 1 is the first.
  public var schema: Int
  /// The id under which the registry keeps the report, or `nil` when it is not kept.
  public var review: String?
  /// The picture that was asked about.
  public var query: QuerySummary
  /// The other views of the same design that were looked up with it; `nil` when there was one picture.
  ///
  /// The query is the view with the strongest match.
  public var views: [QuerySummary]?
  /// Those of the views that cannot be judged though others can, by their files' SHA-256; `nil` when all can, and in
  /// reviews of method 11 and before.
  public var viewsNotJudged: [String]?
  /// What was found.
  public var finding: Finding
  /// Why the picture cannot be judged, and what to do; `nil` for every other finding.
  public var reason: String?
  /// The same in a word; `nil` for every other finding, and in reports of earlier versions.
  public var reasonCode: PictureDoubt?
  /// The matches, strongest first.
  public var matches: [MatchSummary]
  /// Matches with motifs of the public domain, strongest first; `nil` when there is none.
  public var publicDomainMatches: [MatchSummary]?
  /// Sealed designs that are flagged, strongest first; `nil` when there is none.
  public var sealedMatches: [SealedMatch]?
  /// What is known of the designs that the report lists; `nil` when it lists none.
  public var designs: [MatchedDesign]?
  /// What the dates say about the claim that came with the picture; `nil` when none came.
  public var ownership: OwnershipReport?
  /// How common the pattern is; `nil` when nothing is flagged.
  public var commonness: Commonness?
  /// How many designs the query was compared with.
  public var compared: Int
  /// The engine's version.
  public var engine: String
  /// The state of the log and the settings; `nil` in reports of earlier versions.
  public var basis: ReviewBasis?
  /// How the live controls came out; `nil` when none is planted.
  public var controls: ControlsReport?
  /// Where the registry keeps the report; `nil` when it is not kept.
  public var record: ReviewRecord?
  /// Why the report was not kept though it should have been, or could not have been; else `nil`.
  public var notKept: String?
  /// What people found on this review, the oldest first; `nil` when nobody has.
  public var findings: [ReviewFinding]?
  /// Wall-clock time the review took.
  public var elapsedMilliseconds: Double
  /// What the stages cost; `nil` in kept reports, and where several views were put together.
  public var work: ReviewWork?

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - schema: Version of the schema.
  ///   - review: The id under which the report is kept, if it is.
  ///   - query: The picture that was asked about.
  ///   - finding: What was found.
  ///   - reason: Why the picture cannot be judged.
  ///   - matches: The matches, strongest first.
  ///   - compared: How many designs the query was compared with.
  ///   - engine: The engine's version.
  ///   - elapsedMilliseconds: Wall-clock time.
  public init(
    schema: Int = 1, review: String? = nil, query: QuerySummary, finding: Finding,
    reason: String? = nil, matches: [MatchSummary], compared: Int, engine: String,
    elapsedMilliseconds: Double
  ) {
    self.schema = schema
    self.review = review
    self.query = query
    self.finding = finding
    self.reason = reason
    self.matches = matches
    self.compared = compared
    self.engine = engine
    self.elapsedMilliseconds = elapsedMilliseconds
  }

  /// The matches as a page shows them: designs first, then motifs of the public domain.
  public var shownMatches: [MatchSummary] { matches + (publicDomainMatches ?? []) }

  /// In how many designs something alike was found, sealed ones among them, whether listed or not; and whether there may
  /// be more.
  public var lookAlikes: (count: Int, isAtLeast: Bool) {
    let sealed = sealedMatches?.count ?? 0
    let listed = shownMatches.count(where: \.flagged)
    return (max(listed, commonness?.designs ?? 0) + sealed, commonness?.isAtLeast ?? false)
  }

  /// The views that cannot be judged though others can, as they are counted: the query is the first.
  public var unjudgedViews: [(number: Int, file: String)] {
    (views ?? []).enumerated().filter { viewsNotJudged?.contains($1.sha256) == true }
      .map { ($0 + 2, $1.file) }
  }

  /// How many of them are earlier than what is claimed.
  public var earlierCount: Int {
    Set((ownership?.alerts ?? []).filter(\.basis.raisesAlert).map(\.design)).count
  }

  /// The report as it is before anybody keeps or judges it.
  public var issued: ReviewReport {
    var issued = self
    (issued.record, issued.findings, issued.notKept, issued.work) = (nil, nil, nil, nil)
    return issued
  }

  /// The report as versions made it that did not measure how sharp a picture is.
  public var withoutCondition: ReviewReport {
    var report = self
    report.query.condition = nil
    report.reasonCode = nil
    switch reasonCode {
    case .tooSmall, .blurred, .mostlyFrame: (report.finding, report.reason) = (.none, nil)
    case .tooPlain, .moire, nil: break
    }
    return report
  }

  /// What the same picture, log size, settings and engine give on every machine: no times, no id.
  public var body: ReviewReport {
    var body = issued
    body.review = nil
    body.elapsedMilliseconds = 0
    body.controls?.searchedAt = nil
    return body
  }
}
