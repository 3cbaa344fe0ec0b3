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
    let (query, madeQuery) = try QuerySummary.examining(first)
    let (other, madeOther) = try QuerySummary.examining(second)
    let asked = QueryPicture(of: madeQuery.analysis)
    let design = Fingerprint(of: madeOther.analysis)
    var found = PairExaminer(query: asked).match(
      with: design, number: 0, sides: [.plain, .mirrored])
    if CloserLook.doubtful.contains(found.log10LikelihoodRatio) {
      var looks = CloserLooks(of: first)
      if let closer = try looks.observation(of: found, with: second) { found.look(closer: closer) }
    }
    var match = MatchSummary(
      found, of: query, working: asked.size, with: ComparedDesign(other), compared: 1)
    var finding = match.flagged ? Finding.lookAlike : .none
    var reason: String?
    var code: PictureDoubt?
    if asked.isFeatureless || design.isFeatureless, query.pixelSHA256 != other.pixelSHA256 {
      finding = .cannotJudge
      reason =
        asked.isFeatureless
        ? asked.whyFeatureless : QueryPicture(of: madeOther.analysis).whyFeatureless
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
}

extension QuerySummary {
  /// Decodes a picture and says what it is.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - threads: 2 lets a second thread look on while the first decodes; the answer is the same.
  /// - Returns: The summary, and what the one pass over the picture gave.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  static func examining(
    _ picture: Picture, threads: Int = 1
  ) throws(SelvedgeError) -> (summary: QuerySummary, made: AnalysedPicture) {
    let made = try Fingerprinter.analyse(picture, threads: threads)
    var summary = QuerySummary(
      file: picture.name, sha256: picture.sha256, pixelSHA256: made.pixelSHA256,
      width: made.size.width, height: made.size.height, pdq: made.analysis.pdq.hash.description,
      quality: made.analysis.pdq.quality)
    summary.condition = QueryCondition(
      PictureCondition(of: made.analysis.picture, sourceSize: made.size))
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
