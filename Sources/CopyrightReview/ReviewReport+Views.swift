// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension ReviewReport {
  /// Puts the reports of several views of one thing together.
  ///
  /// Each design keeps its strongest match over the views; the finding is the strongest as well.
  /// The query is the view that says most; a match with another view names that.
  ///
  /// - Parameters:
  ///   - reports: The reports, at least one, all over the same registry.
  ///   - limit: The most matches to list.
  init(merging reports: [ReviewReport], limit: Int) {
    precondition(!reports.isEmpty, "a report over no views says nothing")
    let best = reports.indices.min { Self.outweighs(reports[$0], reports[$1]) } ?? 0
    self = reports[best]
    review = nil
    let others = reports.indices.filter { $0 != best }.map { reports[$0] }
    views = others.isEmpty ? nil : others.map(\.query)
    let query = query.sha256
    if !others.isEmpty { work = nil }
    if basis?.localSearch == nil {
      basis?.localSearch = others.compactMap(\.basis?.localSearch).first
    }
    var strongest: [String: MatchSummary] = [:]
    for report in [self] + others {
      for var match in report.matches {
        if report.query.sha256 != query { match.viewSHA256 = report.query.sha256 }
        if let known = strongest[match.design], !match.isBefore(known) { continue }
        strongest[match.design] = match
      }
    }
    matches = Array(strongest.values.sorted { $0.isBefore($1) }.prefix(limit))
    let all = [self] + others
    takeProvenance(of: all, query: query)
    finding = all.map(\.finding).min { $0.rank < $1.rank } ?? finding
    reason = finding == .cannotJudge ? all.compactMap(\.reason).first : nil
    reasonCode = finding == .cannotJudge ? all.compactMap(\.reasonCode).first : nil
    let unjudged = others.filter { $0.finding == .cannotJudge }.map(\.query.sha256)
    viewsNotJudged =
      unjudged.isEmpty || finding == .cannotJudge || basis?.method ?? 0 < 12 ? nil : unjudged
    controls = ControlsReport(merging: all.compactMap(\.controls))
    elapsedMilliseconds = all.map(\.elapsedMilliseconds).reduce(0, +)
  }

  /// Whether one view says more than another: by finding, then by its strongest match; equals keep their order.
  private static func outweighs(_ first: ReviewReport, _ second: ReviewReport) -> Bool {
    if first.finding.rank != second.finding.rank { return first.finding.rank < second.finding.rank }
    guard let one = first.matches.first else { return false }
    return second.matches.first.map { one.isBefore($0) } ?? true
  }
}

extension ReviewReport {
  /// Takes over what the views say about dates and holders, each design and alert once.
  private mutating func takeProvenance(of views: [ReviewReport], query: String) {
    var apart: [MatchSummary] = []
    for view in views {
      for var match in view.publicDomainMatches ?? []
      where !apart.contains(where: { $0.design == match.design }) {
        if view.query.sha256 != query { match.viewSHA256 = view.query.sha256 }
        apart.append(match)
      }
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
