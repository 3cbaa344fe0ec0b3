// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import EvidencePictures
private import ImageBuffers
public import MatchReporting
private import Provenance

extension ReviewDesk {
  /// Looks a picture up and tells what a vendor asks: where it comes from, and how much of it is new.
  ///
  /// All flagged designs are put in the order of their registration before any is left out: the first that was
  /// registered may well be the weakest match. Motifs of the public domain stand by themselves, for they are nobody's.
  ///
  /// - Parameters:
  ///   - picture: The picture in question.
  ///   - limit: The most sources to list, at least 1, and the most motifs of the public domain.
  /// - Returns: The trace.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  public func trace(_ picture: Picture, limit: Int = 20) throws(SelvedgeError) -> TraceReport {
    precondition(limit > 0, "a trace has room for at least 1 source, not \(limit)")
    let report = try answer(picture, limit: .max, claim: nil, earliest: limit).report
    var found: [(match: MatchSummary, design: DesignRecord)] = []
    var areas: [ExplainedOutlines] = []
    let size = ImageSize(width: report.query.width, height: report.query.height)
    for match in report.shownMatches where match.flagged {
      let design = try design(match.design)
      found.append((match, design))
      let designSize = ImageSize(width: design.width, height: design.height)
      let geometry = match.geometry(querySize: size, designSize: designSize)
      areas.append(geometry.map(match.explainedArea) ?? ExplainedOutlines())
    }
    found.sort { $0.design.isRegisteredBefore($1.design) }
    func sources(_ isWanted: (DesignBank) -> Bool) -> [TraceReport.Source] {
      found.filter { isWanted($0.design.details.bank) }.prefix(limit).map { match, design in
        TraceReport.Source(
          match: match, registeredAt: design.registeredAt, dates: design.dates,
          title: design.details.title, holder: design.details.holder)
      }
    }
    let (others, motifs) = (sources { $0 != .publicDomain }, sources { $0 == .publicDomain })
    let division = AreaDivision(of: size, among: areas, inside: report.query.cut?.area)
    return TraceReport(
      report, sources: others, publicDomainSources: motifs,
      leftOut: found.count - others.count - motifs.count, unexplained: division.unexplained)
  }
}

extension DesignRecord {
  /// Whether this design was registered before another; those of one moment are told apart by their numbers.
  func isRegisteredBefore(_ other: DesignRecord) -> Bool {
    (registeredAt, number) < (other.registeredAt, other.number)
  }
}
