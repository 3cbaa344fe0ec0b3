// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import MatchReporting
internal import Provenance

/// A match, and what is known of its design.
struct Lead {
  /// The match.
  var match: MatchSummary
  /// Its design.
  let design: MatchedDesign
}

extension ReviewDesk {
  /// How many look-alikes are counted for the commonness of a pattern, at least.
  static let commonnessReach = 50
}

extension ReviewReport {
  /// Sorts what was found into the report, and holds it against the claim.
  ///
  /// A look-alike is explained by the public domain when it is a motif of that bank, or when a flagged motif of
  /// that bank is as strong a match and covers as much of the whole picture. Neither raises an ownership alert.
  ///
  /// - Parameters:
  ///   - leads: What the engine found, strongest first, without sealed designs.
  ///   - sealed: The sealed designs that are flagged, strongest first.
  ///   - limit: The most matches to list.
  ///   - reach: How many the engine was asked for.
  ///   - claim: Whose the picture is said to be, and since when.
  mutating func weigh(
    _ leads: [Lead], sealed: [SealedMatch], limit: Int, reach: Int, claim: OwnershipClaim?
  ) {
    let flagged = leads.filter(\.match.flagged)
    let motifs = flagged.filter { $0.design.bank == .publicDomain }
    let others = leads.filter { $0.design.bank != .publicDomain }
    matches = others.prefix(limit).map(\.match)
    publicDomainMatches = motifs.isEmpty ? nil : motifs.prefix(limit).map(\.match)
    let listed = (matches + (publicDomainMatches ?? [])).filter(\.flagged).map(\.design)
    let known = leads.map(\.design).filter { listed.contains($0.design) }
    designs = known.isEmpty ? nil : known
    commonness =
      flagged.isEmpty
      ? nil : Commonness(flagged.map(\.design), isAtLeast: flagged.count == reach)
    sealedMatches = sealed.isEmpty ? nil : sealed
    finding = flagged.isEmpty && sealed.isEmpty ? .none : .lookAlike
    guard let claim else { return }
    var report = OwnershipReport(claim: claim, alerts: [], explained: [])
    for lead in flagged where lead.design.bank == .registered {
      if let motif = motifs.first(where: { $0.match.explains(lead.match, in: query) }) {
        report.explained.append(
          OwnershipReport.Explained(design: lead.design.design, by: motif.design.design))
        continue
      }
      if let holder = claim.holder, HolderName.share([holder], lead.design.holders) { continue }
      if let conflict = DateConflict(claimed: claim.dates, found: lead.design.dates) {
        report.alerts.append(OwnershipAlert(lead.design, conflict))
      }
    }
    // A claimed holder is not asked for: an alert that stays out for one name would tell whose the design is.
    for match in sealed {
      guard let moment = try? PartialDate(match.sealedAt),
        let conflict = DateConflict(
          claimed: claim.dates, found: [TypedDate(.depositedHere, moment)])
      else { continue }
      report.alerts.append(OwnershipAlert(match, conflict))
    }
    report.alerts =
      report.alerts.filter(\.basis.raisesAlert) + report.alerts.filter { !$0.basis.raisesAlert }
    if report.isRaised { finding = .earlierLookAlike }
    ownership = report
  }
}

extension MatchSummary {
  /// Whether this match with a motif of the public domain leaves nothing for another match to show.
  fileprivate func explains(_ other: MatchSummary, in query: QuerySummary) -> Bool {
    score >= other.score && coverage(ofWhole: query) >= other.coverage(ofWhole: query)
  }
}

extension MatchedDesign {
  /// What a report says about a design.
  ///
  /// - Parameter record: The design.
  init(_ record: DesignRecord) {
    let details = record.details
    self.init(
      design: record.design, file: record.file, title: details.title, holders: details.holders,
      registrant: details.registrant, registrationNumber: details.registrationNumber,
      bank: details.bank, dates: record.dates)
  }
}
