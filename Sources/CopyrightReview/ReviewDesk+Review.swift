// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import EvidencePictures
private import ImageBuffers
public import MatchReporting
private import Provenance

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
    let (report, formats) = try answer(
      views: views, limit: limit, claim: claim, asOf: size, threads: threads, first: first)
    guard keep else { return report }
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
    let present = try catchUp()
    var set = present
    if let logSize {
      set = try registryWork { () throws(RegistryError) in
        try registry.comparedSet(asOf: logSize, engine: Fingerprint.engine)
      }
    }
    if let first {
      first(try firstAnswer(to: query, made.analysis, among: set, since: begin))
    }
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
      let answer = try matches(
        for: views, limit: reach, among: set.scope, procedure: procedure, threads: threads)
      let (found, compared) = (answer.matches, answer.compared)
      report.basis?.localSearch = answer.cutShort
      var work = answer.work
      work.analysisMilliseconds = analysisMilliseconds
      work.round()
      report.work = work
      let (designs, sealedDesigns) = try registryWork { () throws(RegistryError) in
        let open = found.map(\.number).filter { !set.sealed.contains($0) }
        let closed = found.filter { set.sealed.contains($0.number) && $0.isFlagged }.map(\.number)
        return (
          try registry.designs(numbered: open, asOf: set.logSize),
          try registry.sealedDesigns(numbered: closed)
        )
      }
      report.compared = compared
      var leads: [Lead] = []
      var examined: [Int] = []
      var subjects: [ChangeExaminer.Subject] = []
      let chosen = earliest.map { count in
        let flagged = found.filter(\.isFlagged).compactMap { designs[$0.number] }
          .sorted { $0.isRegisteredBefore($1) }
        let motifs = flagged.filter { $0.details.bank == .publicDomain }
        let others = flagged.filter { $0.details.bank != .publicDomain }
        return Set((others.prefix(count) + motifs.prefix(count)).map(\.number))
      }
      for match in found {
        guard let design = designs[match.number] else { continue }
        // Those that are listed: flagged ones come first.
        let isListed =
          method >= 2 && (chosen?.contains(match.number) ?? (leads.count < limit))
        let original = isListed && match.isFlagged ? try? verifiedOriginal(of: design) : nil
        let picture = original.map { Picture(name: design.file, bytes: $0) }
        var match = match
        if let picture {
          match = try match.comparedAsSmall(
            as: views.view(of: match).query, with: picture,
            of: ImageSize(width: design.width, height: design.height))
        }
        let summary = MatchSummary(
          match, of: query, at: views.place(of: match, in: query), with: ComparedDesign(design),
          compared: compared, procedure: procedure)
        if let picture, summary.flagged {
          examined.append(leads.count)
          subjects.append(
            ChangeExaminer.Subject(summary: summary, match: match, design: picture))
        }
        leads.append(Lead(match: summary, design: MatchedDesign(design)))
      }
      let changesBegin = ContinuousClock.now
      let changes = try ChangeExaminer(of: views, query, threads: threads).changes(of: subjects)
      for (place, change) in zip(examined, changes) { leads[place].match.take(change) }
      report.work?.changesMilliseconds = changesBegin.elapsedMilliseconds
      let sealed = found.compactMap { match in
        sealedDesigns[match.number].map {
          SealedMatch(design: $0.design, sealedAt: $0.sealedAt)
        }
      }
      report.weigh(leads, sealed: sealed, limit: limit, reach: reach, claim: claim)
      // What was found stands. Nothing found in a picture that hides what it shows is no answer.
      if report.finding == .none, compared > 0,
        let doubt = query.condition?.doubts.first(where: \.leavesNoAnswer)
      {
        (report.finding, report.reasonCode) = (.cannotJudge, doubt)
        report.reason = "\(doubt.sentence); \(doubt.advice)"
      }
    }
    report.controls = try controls(
      for: query.sha256, in: set, root: report.basis?.root, choice: choice, procedure: procedure)
    report.elapsedMilliseconds = begin.elapsedMilliseconds
    return (report, OriginalFormat(made.header.format))
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
  fileprivate func isRegisteredBefore(_ other: DesignRecord) -> Bool {
    (registeredAt, number) < (other.registeredAt, other.number)
  }
}

extension ContinuousClock.Instant {
  /// Milliseconds since this instant, to a tenth.
  var elapsedMilliseconds: Double {
    (duration(to: .now) / .milliseconds(1) * 10).rounded() / 10
  }

  /// Milliseconds since this instant, to a hundredth; begins anew.
  mutating func lap() -> Double {
    let now = ContinuousClock.now
    defer { self = now }
    return (duration(to: now) / .milliseconds(1) * 100).rounded() / 100
  }
}
