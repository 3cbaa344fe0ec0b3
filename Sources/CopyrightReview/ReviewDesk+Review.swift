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
  ///   - threads: How many threads see to a picture, at least 1; the answer does not depend on it.
  /// - Returns: The report. A picture that carries too little gives `cannotJudge`, not an error.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  public func review(
    _ picture: Picture, limit: Int = 5, keep: Bool = false, claim: OwnershipClaim? = nil,
    threads: Int = 1
  ) throws(SelvedgeError) -> ReviewReport {
    try review(views: [picture], limit: limit, keep: keep, claim: claim, threads: threads)
  }

  /// Looks several views of one design up, and answers as one.
  ///
  /// - Parameters:
  ///   - views: The pictures, at least one.
  ///   - limit: The most matches to list, at least 1.
  ///   - keep: Whether to keep the report with all views in the registry.
  ///   - claim: Whose the design is said to be, and since when.
  ///   - threads: How many threads see to a picture, at least 1; the answer does not depend on it.
  ///   - first: Takes what the codes of the whole tell of each view, as soon as it is decoded.
  /// - Returns: The report; its query is the view that says most.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded or the registry fails.
  public func review(
    views: [Picture], limit: Int = 5, keep: Bool = false, claim: OwnershipClaim? = nil,
    threads: Int = 1, first: ((FirstAnswer) -> Void)? = nil
  ) throws(SelvedgeError) -> ReviewReport {
    precondition(!views.isEmpty, "a review takes at least one picture")
    if keep { logUnlogged() }
    let size = keep && views.count > 1 ? try catchUp().logSize : nil
    let unread = unreadOriginals.count
    var (report, formats) = try answer(
      views: views, limit: limit, claim: claim, asOf: size, threads: threads, first: first)
    guard keep else {
      report.notKept = unreadOriginals.gap(after: unread)
      return report
    }
    return self.keep([stage(report, of: views, formats: formats, unreadBefore: unread)])[0]
  }

  /// Looks several views up, all as of one log size; nothing is written.
  ///
  /// - Parameters:
  ///   - views: The pictures, at least one.
  ///   - limit: The most matches to list, at least 1.
  ///   - claim: Whose the design is said to be, and since when.
  ///   - logSize: The log size as of which to compare; `nil` is now.
  ///   - controls: Which of the planted pictures to search.
  ///   - threads: How many threads see to the picture, at least 1; the answer does not depend on it.
  ///   - method: How to go about it; see ``ReviewBasis/method``.
  ///   - first: Takes what the codes of the whole tell of each view.
  /// - Returns: The report, and the formats of the pictures' files.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded or the registry fails.
  func answer(
    views: [Picture], limit: Int, claim: OwnershipClaim?, asOf logSize: Int?,
    controls: ControlChoice = .drawn, threads: Int = 1, method: Int = ReviewDesk.method,
    first: ((FirstAnswer) -> Void)? = nil
  ) throws(SelvedgeError) -> (report: ReviewReport, formats: [OriginalFormat]) {
    var reports: [ReviewReport] = []
    var formats: [OriginalFormat] = []
    for view in views {
      let made = try answer(
        view, limit: limit, claim: claim, asOf: logSize, controls: controls, threads: threads,
        method: method, first: first)
      reports.append(made.report)
      formats.append(made.format)
    }
    guard reports.count > 1 else { return (reports[0], formats) }
    return (ReviewReport(merging: reports, limit: limit), formats)
  }

  /// Looks a picture up; nothing is written.
  ///
  /// - Parameters:
  ///   - picture: The picture in question.
  ///   - limit: The most matches to list, at least 1.
  ///   - claim: Whose the picture is said to be, and since when.
  ///   - logSize: The log size as of which to compare; `nil` is now.
  ///   - choice: Which of the planted pictures to search.
  ///   - threads: How many threads see to the picture, at least 1; the answer does not depend on it.
  ///   - method: How to go about it; see ``ReviewBasis/method``.
  ///   - earliest: Say what became of colours and repeats for so many of the flagged designs that were registered
  ///     first, and for as many of the public domain; `nil` says so for those that are listed.
  ///   - first: Takes what the codes of the whole tell, before the picture's details are looked at.
  /// - Returns: The report, and the format of the picture's file.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  func answer(
    _ picture: Picture, limit: Int, claim: OwnershipClaim?, asOf logSize: Int? = nil,
    controls choice: ControlChoice = .drawn, threads: Int = 1, method: Int = ReviewDesk.method,
    earliest: Int? = nil, first: ((FirstAnswer) -> Void)? = nil
  ) throws(SelvedgeError) -> (report: ReviewReport, format: OriginalFormat) {
    precondition(limit > 0, "a report has room for at least 1 match, not \(limit)")
    let begin = ContinuousClock.now
    let procedure = VerificationProcedure(method: method)
    let (query, made) = try QuerySummary.examining(
      picture, threads: threads, findsFrames: method >= 2)
    let decodingMilliseconds = begin.elapsedMilliseconds
    let set = try comparedSet(asOf: logSize)
    if let first { first(try firstAnswer(to: query, made.analysis, among: set, since: begin)) }

    let analysisBegin = ContinuousClock.now
    let views = try QueryViews(of: picture, made, cut: query.cut, threads: threads)
    let analysisMilliseconds = decodingMilliseconds + analysisBegin.elapsedMilliseconds
    var report = ReviewReport(
      query: query, finding: .cannotJudge, matches: [], compared: engine.count(in: set.scope),
      engine: ReviewDesk.engine, elapsedMilliseconds: 0)
    report.basis = ReviewBasis(
      limit: limit, logSize: set.logSize, root: root(of: set), procedure: procedure)
    report.basis?.method = method >= 2 ? method : nil
    let leftOut = set.sealedNotCompared.count
    report.basis?.sealedNotCompared = leftOut > 0 ? leftOut : nil

    if views.isFeatureless {
      report.reason = views.whole.whyFeatureless
      report.reasonCode = .tooPlain
    } else {
      let reach = max(limit, ReviewDesk.commonnessReach)
      let found = try matches(
        for: views, limit: reach, among: set.scope, procedure: procedure, threads: threads)
      report.compared = found.compared
      report.basis?.localSearch = found.cutShort
      report.work = found.work
      report.work?.analysisMilliseconds = analysisMilliseconds
      report.work?.round()
      let designs = try designs(of: found.matches, in: set)
      let examined =
        method >= 2 ? designs.examined(of: found.matches, limit: limit, earliest: earliest) : []
      let (leads, changesMilliseconds) = try leads(
        of: found, among: designs.open, examining: examined, in: views, query,
        procedure: procedure, threads: threads)
      report.work?.changesMilliseconds = changesMilliseconds
      report.weigh(
        leads, sealed: designs.sealedMatches(of: found.matches), limit: limit, reach: reach,
        claim: claim)
      report.admitDoubt()
    }
    report.controls = try controls(
      for: query.sha256, in: set, root: report.basis?.root, choice: choice, procedure: procedure)
    report.elapsedMilliseconds = begin.elapsedMilliseconds
    return (report, OriginalFormat(made.header.format))
  }

  /// The designs that a picture is compared with.
  ///
  /// - Parameter logSize: The log size as of which to compare; `nil` is now.
  /// - Returns: The designs.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  private func comparedSet(asOf logSize: Int?) throws(SelvedgeError) -> ComparedSet {
    let present = try catchUp()
    guard let logSize else { return present }
    return try registryWork { () throws(RegistryError) in
      try registry.comparedSet(asOf: logSize, engine: Fingerprint.engine)
    }
  }

  /// What the codes of the whole tell of a picture.
  private func firstAnswer(
    to query: QuerySummary, _ analysis: PictureAnalysis, among set: ComparedSet,
    since begin: ContinuousClock.Instant
  ) throws(SelvedgeError) -> FirstAnswer {
    let near = engine.index.nearByCode(analysis, among: set.scope)
    let designs = try registryWork { () throws(RegistryError) in
      try registry.designs(numbered: near.map(\.number), asOf: set.logSize)
    }
    return FirstAnswer(
      query: query,
      near: near.compactMap { code in
        designs[code.number].map {
          NearDesign(
            design: $0.design, file: $0.file, pdqDistance: code.pdqDistance,
            edgeDistance: code.edgeDistance)
        }
      }, compared: engine.count(in: set.scope), elapsedMilliseconds: begin.elapsedMilliseconds)
  }
}

extension ReviewReport {
  /// What was found stands; nothing found in a picture that hides what it shows is no answer.
  fileprivate mutating func admitDoubt() {
    guard finding == .none, compared > 0,
      let doubt = query.condition?.doubts.first(where: \.leavesNoAnswer)
    else { return }
    (finding, reasonCode) = (.cannotJudge, doubt)
    reason = "\(doubt.sentence); \(doubt.advice)"
  }
}
