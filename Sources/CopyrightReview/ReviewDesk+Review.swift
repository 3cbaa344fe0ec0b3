// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
public import MatchReporting

extension ReviewDesk {
  /// Looks a picture up among the registered designs.
  ///
  /// - Parameters:
  ///   - picture: The picture in question.
  ///   - limit: The most matches to list, at least 1; the strongest come first.
  ///   - keep: Whether to keep the report in the registry; then it has an id.
  ///   - claim: Whose the picture is said to be, and since when; dates in it may make the finding
  ///     `earlierLookAlike`.
  /// - Returns: The report. A picture that carries too little gives `cannotJudge`, not an error.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  public func review(
    _ picture: Picture, limit: Int = 5, keep: Bool = false, claim: OwnershipClaim? = nil
  ) throws(SelvedgeError) -> ReviewReport {
    precondition(limit > 0, "a report has room for at least 1 match, not \(limit)")
    let begin = ContinuousClock.now
    let (query, made) = try QuerySummary.examining(picture)
    let asked = QueryPicture(of: made.analysis)
    try catchUp()
    var report = ReviewReport(
      query: query, finding: .cannotJudge, matches: [], compared: engine.count,
      engine: ReviewDesk.engine, elapsedMilliseconds: 0)
    if asked.isFeatureless {
      report.reason = asked.whyFeatureless
    } else {
      let planted = try registryWork { () throws(RegistryError) in
        try registry.numbers(in: .control)
      }
      // Planted designs take places in the engine's list, and the commonness counts beyond the limit.
      let reach = max(limit, ReviewDesk.commonnessReach)
      let (found, compared) = try matches(
        for: asked, of: picture, limit: reach + planted.count)
      let leads = found.filter { !planted.contains($0.number) }.prefix(reach)
      let designs = try registryWork { () throws(RegistryError) in
        try registry.designs(numbered: leads.map(\.number))
      }
      report.compared = compared - planted.count
      let matches = leads.compactMap { match in
        designs[match.number].map { design in
          Lead(
            match: MatchSummary(
              match, of: query, working: asked.size, with: ComparedDesign(design),
              compared: report.compared),
            design: MatchedDesign(design))
        }
      }
      report.weigh(matches, limit: limit, reach: reach, claim: claim)
    }
    report.elapsedMilliseconds = begin.elapsedMilliseconds
    if keep { try self.keep(&report) }
    return report
  }

  /// Looks a picture up and tells what a vendor asks: where it comes from, and how much of it is new.
  ///
  /// - Parameter picture: The picture in question.
  /// - Returns: The trace.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  public func trace(_ picture: Picture) throws(SelvedgeError) -> TraceReport {
    let report = try review(picture, limit: 20)
    let flagged = report.matches.filter(\.flagged)
    var earlier: [TraceReport.Source] = []
    for match in flagged {
      let design = try design(match.design)
      earlier.append(
        TraceReport.Source(
          match: match, registeredAt: design.registeredAt, title: design.details.title,
          holder: design.details.holder))
    }
    earlier.sort { ($0.registeredAt, $0.match.design) < ($1.registeredAt, $1.match.design) }
    return TraceReport(report, sources: earlier)
  }

  /// Reads a report that was kept.
  ///
  /// - Parameter id: The report's id.
  /// - Returns: The report.
  /// - Throws: ``SelvedgeError`` with `reviewNotFound` when there is none.
  public func keptReview(_ id: String) throws(SelvedgeError) -> ReviewReport {
    let text = try registryWork { () throws(RegistryError) in try registry.review(id) }
    do {
      return try JSONText.decode(ReviewReport.self, from: text)
    } catch {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: id,
        message: "the kept report is damaged; restore the registry from a backup",
        cause: "\(error)")
    }
  }

  private func keep(_ report: inout ReviewReport) throws(SelvedgeError) {
    let id = (0..<2).map { _ in hexadecimal(UInt64.random(in: .min ... .max)) }.joined()
    report.review = id
    let text: String
    do {
      text = try JSONText.encode(report)
    } catch {
      throw SelvedgeError(
        .internalFailure, stage: "report", subject: report.query.file,
        message: "the report cannot be written as JSON", cause: "\(error)")
    }
    try registryWork { () throws(RegistryError) in
      try registry.keepReview(id, report: text, at: clock())
    }
  }
}

extension ContinuousClock.Instant {
  /// Milliseconds since this instant, to a tenth.
  var elapsedMilliseconds: Double {
    (duration(to: .now) / .milliseconds(1) * 10).rounded() / 10
  }
}

private func hexadecimal(_ number: UInt64) -> String {
  withUnsafeBytes(of: number.bigEndian) { hexadecimal($0) }
}
