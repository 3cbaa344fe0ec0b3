// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Compares two pictures once more, cut to the area in which a first look found them alike and laid on each other.
///
/// A fingerprint spreads its details over the whole design, so a small crop or a lifted motif meets few of them. Here
/// the design's own picture is cut to the area and the query is drawn as it lies upon it, both at the same size; what
/// fingerprints hold of a whole is then measured of the area alone. A copy gains much by that, since its details
/// agree wherever one looks; patterns that merely share a lattice do not.
struct CloserLook {
  /// The long side of the area as it is drawn, in pixels.
  static let longSides = 256...640
  /// How far the area reaches beyond the matched details, as a share of their extent.
  static let margin = 0.2
  /// An area narrower than this is too small to be looked at, in working pixels of the design.
  static let leastSide = 16.0
  /// How many matches of a review are looked at again, the strongest first.
  static let matchLimit = 2
  /// First looks between these give no sure answer: base-10 logarithms of their likelihood ratio.
  static let doubtful = 0.0...7.0

  /// Beside a flagged match, one with less than this is not looked at again; ``CandidateVerification`` says what that costs.
  static let leastBesideFlagged = 1.5
  /// A match of the query's negative with less than this is not looked at.
  ///
  /// Of copies of the developers' set (negatives in half-drop photographed, negatives of its copies, two attacks at once) 71
  /// were decided by a look at their negative, and the first looks gave 1.06 and more; of 203 looks at negatives of its
  /// strangers, at 0 and more, half were below.
  static let leastOfNegative = 0.5

  /// After a closer look that gives less than this, the query is not bent: of the copies of the developers' sets (seeds 2 and
  /// 9, photographs, two attacks at once) those that were flagged once bent had given 2.97 and more.
  static let leastBent = 2.5

  /// A part whose distinct significance is less than this is too plain to count.
  ///
  /// The upper edges of two boxes in thin frames, a stranger's and a design's, reached 34 and agreed everywhere. Of 83 copies
  /// that a part had flagged one had less.
  static let leastDistinctOfPart = 45.0

  /// Whether the first look at a match gives no sure answer.
  static func isWanted(for match: EngineMatch) -> Bool {
    doubtful.contains(match.log10LikelihoodRatio)
      && (!match.isNegative || match.log10LikelihoodRatio >= leastOfNegative)
  }

  private let query: PictureCopy
  private let working: ImageSize

  /// Prepares a query.
  ///
  /// - Parameter query: The picture in question.
  init(query: PictureCopy) {
    self.query = query
    working = query.fullSize.fitted(longSide: PictureAnalysis.longSide)
  }

  /// Lays the query on the area in which a match lies.
  ///
  /// - Parameters:
  ///   - placement: How the query lies on the design, from the first look.
  ///   - design: The design's picture.
  ///   - isNegative: Whether the query's negative lies there.
  ///   - procedure: What is measured.
  ///   - threads: 2 lets a second thread see to the design; what is measured is the same.
  /// - Returns: The two on each other; nil when the area is too small or carries too little.
  func laid(
    along placement: EngineMatch.Placement, on design: PictureCopy,
    asNegative isNegative: Bool = false, procedure: VerificationProcedure = .current,
    threads: Int = 1
  ) -> LaidPictures? {
    guard let area = AlignedArea(placement, query: query, queryWorking: working, design: design)
    else {
      return nil
    }
    return LaidPictures(
      query.pixels, on: design.pixels, in: area, asNegative: isNegative,
      procedure: procedure, threads: threads)
  }
}
