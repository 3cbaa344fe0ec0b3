// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
public import MatchReporting
private import Provenance

extension ReviewDesk {
  /// Draws the pictures of a review.
  ///
  /// Matches that are flagged get all their pictures; of the others only the design is drawn, small.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - picture: The picture that was reviewed; `nil` when it is not at hand.
  ///   - views: The pictures that were reviewed with it, in any order; those that no match is with are not drawn.
  /// - Returns: The pictures, small enough together for a page under 2 MB.
  /// - Throws: ``SelvedgeError`` when a picture cannot be read or decoded, but for that of a design which is not flagged
  ///   and whose original is damaged or gone, or is not the one that was reviewed.
  public func album(
    of report: ReviewReport, picture: Picture?, views: [Picture] = []
  ) throws(SelvedgeError) -> EvidenceAlbum {
    let asked = Set(report.shownMatches.filter(\.flagged).compactMap(\.viewSHA256))
    let shown = Dictionary(
      views.filter { asked.contains($0.sha256) }.map { ($0.sha256, $0) }
    ) { first, _ in first }
    var album = AlbumMaker(matchCount: report.shownMatches.count, viewCount: shown.count)
    for (sha256, view) in shown { album.add(view: try view.copyForEvidence(), sha256: sha256) }
    if let picture {
      try picture.check(against: report.query)
      album.query = try picture.copyForEvidence()
      album.cut = report.query.cut
    }
    for match in report.shownMatches {
      do throws(SelvedgeError) {
        let original = Picture(name: match.file, bytes: try original(of: match.design).bytes)
        album.add(match, design: try original.copyForEvidence())
      } catch {
        // Without the picture of a lead the page would tell another story; one of a design that is none may be wanting.
        guard !match.flagged, error.code == .ioFailure else { throw error }
        album.addNone()
      }
    }
    return album.finish()
  }

  /// What the registry knows of the matched designs.
  ///
  /// - Parameter report: The review.
  /// - Returns: The facts, in the order of the matches.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func facts(of report: ReviewReport) throws(SelvedgeError) -> [DesignFacts] {
    var facts: [DesignFacts] = []
    for match in report.shownMatches {
      let design = try design(match.design)
      let details = design.details
      facts.append(
        DesignFacts(
          title: details.title, holder: details.holder, registrant: details.registrant,
          registrationNumber: details.registrationNumber, source: details.source,
          sha256: design.sha256, width: design.width, height: design.height,
          withdrawn: design.withdrawn.map { DesignFacts.Withdrawn(at: $0.at, reason: $0.reason) },
          dates: design.dates.map { date in
            DatedFact(
              date.kind, date: date.date.text, note: date.note,
              isConflicting: date.contradicts(design.dates)
                || report.ownership?.alerts.contains {
                  $0.basis.raisesAlert && $0.design == design.design && $0.found == date
                } == true)
          }))
    }
    return facts
  }

  /// Draws the pictures of a comparison.
  ///
  /// - Parameters:
  ///   - report: The comparison.
  ///   - first: The picture in question.
  ///   - second: What it was compared with.
  /// - Returns: The pictures.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded, or is not the one that was compared.
  public static func album(
    of report: ComparisonReport, first: Picture, second: Picture
  ) throws(SelvedgeError) -> EvidenceAlbum {
    try first.check(against: report.first)
    try second.check(against: report.second)
    var album = AlbumMaker(matchCount: 1)
    album.query = try first.copyForEvidence()
    album.cut = report.first.cut
    album.add(report.match, design: try second.copyForEvidence())
    return album.finish()
  }
}

extension Picture {
  /// Makes sure that this is the picture a report is about.
  fileprivate func check(against summary: QuerySummary) throws(SelvedgeError) {
    guard sha256 == summary.sha256 else {
      throw SelvedgeError(
        .invalidRequest, stage: "report", subject: name,
        message: "this is not the picture of the report: its SHA-256 is \(sha256), not "
          + summary.sha256)
    }
  }
}

extension TypedDate {
  /// Whether a design was certainly created after something happened to it that takes it to be there.
  ///
  /// - Parameter others: All dates of the design.
  /// - Returns: Whether this date, a claimed creation or one that it contradicts, is in conflict.
  fileprivate func contradicts(_ others: [TypedDate]) -> Bool {
    switch kind {
    case .claimedCreation: others.contains { $0.kind != kind && $0.date.isCertainlyBefore(date) }
    case .depositedHere, .trustedTimestamp, .thirdPartyFiling, .registration, .firstPublication,
      .firstSale, .crawled:
      others.contains { $0.kind == .claimedCreation && date.isCertainlyBefore($0.date) }
    }
  }
}
