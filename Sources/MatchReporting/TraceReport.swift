// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// The vendor's view of a review: where a picture comes from, and how much of it is new.
public struct TraceReport: Codable, Hashable, Sendable {
  /// A design from which the picture may come.
  public struct Source: Codable, Hashable, Sendable {
    /// The design as a match.
    public var match: MatchSummary
    /// When the design was registered, ISO 8601 in UTC.
    public var registeredAt: String
    /// What is known of its dates, the hardest to bend first.
    public var dates: [TypedDate]
    /// The design's title, if its submitter gave one.
    public var title: String?
    /// Who holds the rights, as its submitter claims.
    public var holder: String?

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - match: The design as a match.
    ///   - registeredAt: When the design was registered.
    ///   - dates: What is known of its dates.
    ///   - title: The design's title.
    ///   - holder: Who holds the rights, as claimed.
    public init(
      match: MatchSummary, registeredAt: String, dates: [TypedDate], title: String?, holder: String?
    ) {
      self.match = match
      self.registeredAt = registeredAt
      self.dates = dates
      self.title = title
      self.holder = holder
    }
  }

  /// Version of this schema; 1 is the first.
  public var schema: Int
  /// The picture that was asked about.
  public var query: QuerySummary
  /// What was found.
  public var finding: Finding
  /// Why the picture cannot be judged, and what to do.
  public var reason: String?
  /// The designs from which the picture may come, first registered first.
  public var sources: [Source]
  /// Motifs of the public domain from which it may come, first registered first; `nil` when there is none.
  public var publicDomainSources: [Source]?
  /// How many more designs it may come from, all registered after those; `nil` when all are listed.
  public var leftOut: Int?
  /// Sealed designs from which the picture may come; `nil` when there is none.
  public var sealedMatches: [SealedMatch]?
  /// Share of the picture that lies in no area which agrees with a source, 0...1, of the picture proper where a cut was
  /// found, as an innovation map has it; `nil` when it cannot be judged, or a sealed design may be a source.
  public var innovation: Double?
  /// How many designs the picture was compared with.
  public var compared: Int
  /// The engine's version.
  public var engine: String
  /// How the live controls came out; `nil` when none is planted.
  public var controls: ControlsReport?
  /// Wall-clock time the trace took.
  public var elapsedMilliseconds: Double

  /// Creates a trace from a review.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - sources: Its flagged matches, first registered first, but for those of the public domain.
  ///   - publicDomainSources: Those, first registered first.
  ///   - leftOut: How many flagged matches with later designs are not among them, 0 or more.
  ///   - unexplained: Share of the picture, or of the picture proper, that no flagged match explains, 0...1.
  public init(
    _ report: ReviewReport, sources: [Source], publicDomainSources: [Source] = [],
    leftOut: Int = 0, unexplained: Double
  ) {
    schema = 1
    query = report.query
    finding = report.finding
    reason = report.reason
    self.sources = sources
    self.publicDomainSources = publicDomainSources.isEmpty ? nil : publicDomainSources
    self.leftOut = leftOut > 0 ? leftOut : nil
    sealedMatches = report.sealedMatches
    innovation =
      report.finding == .cannotJudge || report.sealedMatches != nil
      ? nil : unexplained
    compared = report.compared
    engine = report.engine
    controls = report.controls
    elapsedMilliseconds = report.elapsedMilliseconds
  }
}
