// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchReporting

extension ReviewReport {
  /// Puts the reports of several views of one thing together.
  ///
  /// Each design keeps its strongest match over the views; the finding is the strongest as well.
  /// The query is the first view.
  ///
  /// - Parameters:
  ///   - views: The reports, at least one, all over the same registry.
  ///   - limit: The most matches to list.
  init(views: [ReviewReport], limit: Int) {
    precondition(!views.isEmpty, "a report over no views says nothing")
    self = views[0]
    review = nil
    var strongest: [String: MatchSummary] = [:]
    for match in views.flatMap(\.matches) {
      if let known = strongest[match.design], !match.isBefore(known) { continue }
      strongest[match.design] = match
    }
    matches = Array(strongest.values.sorted { $0.isBefore($1) }.prefix(limit))
    takeProvenance(of: views)
    finding = views.map(\.finding).min { $0.rank < $1.rank } ?? finding
    reason = finding == .cannotJudge ? views.compactMap(\.reason).first : nil
    controls = ControlsReport(merging: views.compactMap(\.controls))
    elapsedMilliseconds = views.map(\.elapsedMilliseconds).reduce(0, +)
  }
}

extension ReviewReport {
  /// Takes over what the views say about dates and holders, each design and alert once.
  private mutating func takeProvenance(of views: [ReviewReport]) {
    var apart: [MatchSummary] = []
    for match in views.flatMap({ $0.publicDomainMatches ?? [] })
    where !apart.contains(where: { $0.design == match.design }) {
      apart.append(match)
    }
    publicDomainMatches = apart.isEmpty ? nil : apart
    var sealed: [SealedMatch] = []
    for match in views.flatMap({ $0.sealedMatches ?? [] }) where !sealed.contains(match) {
      sealed.append(match)
    }
    sealedMatches = sealed.isEmpty ? nil : sealed
    var known: [MatchedDesign] = []
    for design in views.flatMap({ $0.designs ?? [] }) where !known.contains(design) {
      known.append(design)
    }
    designs = known.isEmpty ? nil : known
    for other in views.dropFirst().compactMap(\.ownership) {
      let alerts = other.alerts.filter { ownership?.alerts.contains($0) == false }
      ownership?.alerts += alerts
      let explained = other.explained.filter { ownership?.explained.contains($0) == false }
      ownership?.explained += explained
    }
    if ownership == nil { ownership = views.compactMap(\.ownership).first }
    commonness = views.compactMap(\.commonness).max { $0.designs < $1.designs }
  }
}

extension MatchSummary {
  /// Whether this match is listed before another: flagged first, then by score, then by id.
  fileprivate func isBefore(_ other: MatchSummary) -> Bool {
    if flagged != other.flagged { return flagged }
    if score != other.score { return score > other.score }
    return design < other.design
  }
}

extension Finding {
  /// The place in the order in which one view's finding outweighs another's.
  fileprivate var rank: Int {
    switch self {
    case .earlierLookAlike: 0
    case .lookAlike: 1
    case .none: 2
    case .cannotJudge: 3
    }
  }
}
