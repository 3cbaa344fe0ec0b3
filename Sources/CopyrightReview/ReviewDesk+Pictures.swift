// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import ImageNormalization
public import MatchReporting

extension ReviewDesk {
  /// Hashes a picture: decoding and PDQ, nothing else.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - threads: 2 lets a second thread hash a large picture while the first decodes it; the hash is the same.
  /// - Returns: The hash and its quality.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  public static func hash(
    _ picture: Picture, threads: Int = 1
  ) throws(SelvedgeError) -> PictureHash {
    let (result, header) = try Fingerprinter.hash(picture, threads: threads)
    return PictureHash(
      file: picture.name, width: header.size.width, height: header.size.height,
      pdq: result.hash.description, quality: result.quality)
  }

  /// Compares two pictures; no registry is involved.
  ///
  /// Where one has a frame, what is inside it is compared beside the whole, so that it does not matter which comes
  /// first. Of the up to four comparisons the strongest is reported, or what windows of it say more.
  ///
  /// - Parameters:
  ///   - first: The picture in question.
  ///   - second: What it is compared with.
  /// - Returns: The report.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded.
  public static func compare(
    _ first: Picture, _ second: Picture
  ) throws(SelvedgeError) -> ComparisonReport {
    let begin = ContinuousClock.now
    let (query, madeQuery) = try QuerySummary.examining(first, findsFrames: true)
    let (other, madeOther) = try QuerySummary.examining(second, findsFrames: true)
    let views = try QueryViews(of: first, madeQuery, cut: query.cut)
    let whole = ComparedView(fingerprint: Fingerprint(of: madeOther.analysis), area: nil)
    var others = [whole]
    if let area = other.cut?.area {
      let inside = try Fingerprinter.analyse(area, of: second)
      others.append(ComparedView(fingerprint: Fingerprint(of: inside), area: area))
    }
    var (found, design) = (
      try match(of: views.whole, first, inside: nil, with: whole, second), whole
    )
    for view in others {
      if view.area != nil {
        let within = try match(of: views.whole, first, inside: nil, with: view, second)
        if within.log10LikelihoodRatio > found.log10LikelihoodRatio {
          (found, design) = (within, view)
        }
      }
      guard let (inner, area) = views.inner else { continue }
      var within = try match(of: inner, first, inside: area, with: view, second)
      within.lieWithinCut()
      if within.log10LikelihoodRatio > found.log10LikelihoodRatio {
        (found, design) = (within, view)
      }
    }
    let (strongest, area) = views.view(of: found)
    found = try lookThroughWindows(
      of: strongest, first, inside: area, with: design, second, after: found)
    if found.isFlagged {
      found = try found.comparedAsSmall(
        as: strongest, with: second,
        of: design.area?.size ?? ImageSize(width: other.width, height: other.height),
        inside: design.area)
    }
    var match = MatchSummary(
      found, of: query, at: views.place(of: found, in: query),
      with: ComparedDesign(other, inside: design.area), compared: 1)
    if match.flagged {
      let subject = ChangeExaminer.Subject(
        summary: match, match: found, design: second, part: design.area)
      match.take(try ChangeExaminer(of: views, query).changes(of: [subject])[0])
    }
    var finding = match.flagged ? Finding.lookAlike : .none
    var reason: String?
    var code: PictureDoubt?
    var side: ComparisonReport.Side?
    let isOtherFeatureless = others.allSatisfy(\.fingerprint.isFeatureless)
    if views.isFeatureless || isOtherFeatureless, query.pixelSHA256 != other.pixelSHA256 {
      finding = .cannotJudge
      reason =
        views.isFeatureless
        ? "\(query.file): \(views.whole.whyFeatureless)"
        : "\(other.file): \(QueryPicture(of: madeOther.analysis).whyFeatureless)"
      code = .tooPlain
      side = views.isFeatureless ? (isOtherFeatureless ? .both : .first) : .second
      match.flagged = false
    } else if finding == .none,
      let (picture, doubt) = [query, other].lazy.compactMap({ picture in
        picture.condition?.doubts.first(where: \.leavesNoAnswer).map { (picture, $0) }
      }).first
    {
      (finding, code) = (.cannotJudge, doubt)
      let isOfFirst = query.condition?.doubts.contains(doubt) == true
      let isOfSecond = other.condition?.doubts.contains(doubt) == true
      side = isOfFirst ? (isOfSecond ? .both : .first) : .second
      reason = "\(picture.file): \(doubt.sentence); \(doubt.advice)"
    }
    var report = ComparisonReport(
      first: query, second: other, finding: finding, reason: reason, match: match, engine: engine,
      elapsedMilliseconds: begin.elapsedMilliseconds)
    (report.reasonCode, report.reasonOf) = (code, side)
    return report
  }

  /// A picture that another is compared with, or what is inside its frame.
  private struct ComparedView {
    let fingerprint: Fingerprint
    /// Where it is in pixels of the file; nil is all of it.
    let area: PixelRectangle?
  }

  /// Looks through windows where that is worthwhile; what it says more, or what was found before.
  private static func lookThroughWindows(
    of query: QueryPicture, _ first: Picture, inside area: PixelRectangle?,
    with view: ComparedView, _ second: Picture, after match: EngineMatch
  ) throws(SelvedgeError) -> EngineMatch {
    let search = WindowSearch(in: query)
    guard search.isWorthwhile(after: match) else { return match }
    var looks = CloserLooks(of: first, inside: area, leastParted: WindowSearch.leastParted)
    return try search.strongest(
      after: match, on: view.fingerprint, isInsideDesignCut: view.area != nil
    ) { match throws(SelvedgeError) in
      try looks.measurements(of: match, with: second, inside: view.area)
    }
  }

  /// Compares one view of a picture with a view of another, with a closer look where the first leaves doubt.
  private static func match(
    of asked: QueryPicture, _ first: Picture, inside area: PixelRectangle?,
    with view: ComparedView, _ second: Picture
  ) throws(SelvedgeError) -> EngineMatch {
    var looks = CloserLooks(of: first, inside: area)
    func match(of query: QueryPicture) throws(SelvedgeError) -> EngineMatch {
      let examiner = PairExaminer(query: query)
      var found = examiner.match(
        of: examiner.pair(with: view.fingerprint, number: 0, sides: [.plain, .mirrored]))
      if CloserLook.isWanted(for: found),
        let closer = try looks.measurements(of: found, with: second, inside: view.area)
      {
        found.look(closer: closer)
      }
      if view.area != nil { found.lieWithinDesignCut() }
      if found.isFlagged {
        found.add(
          further: examiner.furtherPlacements(
            of: found, on: view.fingerprint,
            reaching: VerificationProcedure.current.leastOfFurtherPlace))
      }
      return found
    }
    let own = try match(of: asked)
    guard !own.isFlagged else { return own }
    let negative = try match(of: asked.negative)
    return negative.log10LikelihoodRatio > own.log10LikelihoodRatio ? negative : own
  }
}

extension QuerySummary {
  /// Decodes a picture and says what it is.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - threads: 2 lets a second thread look on while the first decodes, and measure while it analyses; the answer is
  ///     the same.
  ///   - findsFrames: Whether a frame around the picture proper is looked for.
  /// - Returns: The summary, and what the one pass over the picture gave.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  static func examining(
    _ picture: Picture, threads: Int = 1, findsFrames: Bool = false
  ) throws(SelvedgeError) -> (summary: QuerySummary, made: AnalysedPicture) {
    let decoded = try Fingerprinter.decode(picture, threads: threads)
    let (analysis, (condition, cut)) = concurrently(threads: threads) {
      decoded.analysis
    } _: {
      (
        PictureCondition(of: decoded.working, sourceSize: decoded.size),
        findsFrames ? PictureCut(of: decoded.working, fileSize: decoded.size) : nil
      )
    }
    let made = AnalysedPicture(analysis, of: decoded)
    var summary = QuerySummary(
      file: picture.name, sha256: picture.sha256, pixelSHA256: made.pixelSHA256,
      width: made.size.width, height: made.size.height, pdq: made.analysis.pdq.hash.description,
      quality: made.analysis.pdq.quality)
    summary.condition = QueryCondition(condition)
    if let cut {
      summary.cut = cut
      if cut.leavesLittle(of: made.size) { summary.condition?.doubts.append(.mostlyFrame) }
    }
    return (summary, made)
  }
}

extension QueryCondition {
  /// Reports what was measured.
  ///
  /// - Parameter condition: The condition of a picture.
  init(_ condition: PictureCondition) {
    var doubts: [PictureDoubt] = []
    if condition.isTooSmall { doubts.append(.tooSmall) }
    if condition.isBlurred { doubts.append(.blurred) }
    if condition.hasGrating { doubts.append(.moire) }
    self.init(
      shortSide: condition.shortSide, sharpness: (condition.sharpness * 1000).rounded() / 1000,
      grating: (condition.grating * 10).rounded() / 10, doubts: doubts)
  }
}
