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
    let (other, madeOther) = try QuerySummary.examining(second)
    let views = try QueryViews(of: first, madeQuery, cut: query.cut)
    let design = Fingerprint(of: madeOther.analysis)
    var found = try match(of: views.whole, first, inside: nil, with: design, second)
    if let (inner, area) = views.inner {
      var within = try match(of: inner, first, inside: area, with: design, second)
      within.lieWithinCut()
      if within.log10LikelihoodRatio > found.log10LikelihoodRatio { found = within }
    }
    var match = MatchSummary(
      found, of: query, at: views.place(of: found, in: query), with: ComparedDesign(other),
      compared: 1)
    if match.flagged {
      var examiner = ChangeExaminer(of: views, query)
      try examiner.examine(&match, found, with: second)
    }
    var finding = match.flagged ? Finding.lookAlike : .none
    var reason: String?
    var code: PictureDoubt?
    if views.isFeatureless || design.isFeatureless, query.pixelSHA256 != other.pixelSHA256 {
      finding = .cannotJudge
      reason =
        views.isFeatureless
        ? views.whole.whyFeatureless : QueryPicture(of: madeOther.analysis).whyFeatureless
      code = .tooPlain
      match.flagged = false
    } else if finding == .none,
      let (picture, doubt) = [query, other].lazy.compactMap({ picture in
        picture.condition?.doubts.first(where: \.leavesNoAnswer).map { (picture, $0) }
      }).first
    {
      (finding, code) = (.cannotJudge, doubt)
      reason = "\(picture.file): \(doubt.sentence); \(doubt.advice)"
    }
    var report = ComparisonReport(
      first: query, second: other, finding: finding, reason: reason, match: match, engine: engine,
      elapsedMilliseconds: begin.elapsedMilliseconds)
    report.reasonCode = code
    return report
  }

  /// Compares one view of a picture with another picture, with a closer look where the first leaves doubt.
  private static func match(
    of asked: QueryPicture, _ first: Picture, inside area: PixelRectangle?,
    with design: Fingerprint, _ second: Picture
  ) throws(SelvedgeError) -> EngineMatch {
    let examiner = PairExaminer(query: asked)
    var found = examiner.match(
      of: examiner.pair(with: design, number: 0, sides: [.plain, .mirrored]))
    if CloserLook.doubtful.contains(found.log10LikelihoodRatio) {
      var looks = CloserLooks(of: first, inside: area)
      if let closer = try looks.observation(of: found, with: second) { found.look(closer: closer) }
    }
    return found
  }
}

extension QuerySummary {
  /// Decodes a picture and says what it is.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - threads: 2 lets a second thread look on while the first decodes; the answer is the same.
  ///   - findsFrames: Whether a frame around the picture proper is looked for.
  /// - Returns: The summary, and what the one pass over the picture gave.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  static func examining(
    _ picture: Picture, threads: Int = 1, findsFrames: Bool = false
  ) throws(SelvedgeError) -> (summary: QuerySummary, made: AnalysedPicture) {
    let made = try Fingerprinter.analyse(picture, threads: threads)
    var summary = QuerySummary(
      file: picture.name, sha256: picture.sha256, pixelSHA256: made.pixelSHA256,
      width: made.size.width, height: made.size.height, pdq: made.analysis.pdq.hash.description,
      quality: made.analysis.pdq.quality)
    summary.condition = QueryCondition(
      PictureCondition(of: made.analysis.picture, sourceSize: made.size))
    if findsFrames, let cut = PictureCut(of: made.analysis.picture, fileSize: made.size) {
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
