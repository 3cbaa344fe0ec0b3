// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import MatchCalibration
internal import MatchVerification

/// A design that the engine found beside a query.
struct EngineMatch: Sendable {
  /// The design's number in the registry.
  let number: Int
  /// What was measured.
  let observation: MatchObservation
  /// What was measured of the area that matches alone, if that was looked at; see ``CloserLook``.
  private(set) var closer: Closer?
  /// Base-10 logarithm of the likelihood ratio.
  private(set) var log10LikelihoodRatio: Double
  /// How the query's working picture lies on the design's, if an alignment was found.
  private(set) var placement: Placement?
  /// Where else in the query the design lies; looked for where the match is flagged.
  private(set) var furtherPlacements: [Placement] = []
  /// Whether it was found with the query's negative, which is looked up where nothing else is flagged.
  let isNegative: Bool
  /// Whether it was found in the picture proper inside the query's frame; ``placement`` is then of that.
  private(set) var isWithinCut = false
  /// Whether it was found through a window of the query; ``placement`` is of the whole nevertheless.
  private(set) var isWithinWindow = false

  /// What weighs the measurements, and orders matches of the same strength.
  let procedure: VerificationProcedure
  private var calibration: Calibration { procedure.calibration }

  init(
    number: Int, observation: MatchObservation, procedure: VerificationProcedure = .current,
    isNegative: Bool = false, placement: Placement?
  ) {
    self.number = number
    self.observation = observation
    self.procedure = procedure
    self.isNegative = isNegative
    log10LikelihoodRatio =
      procedure.calibration.log10LikelihoodRatio(of: observation) - (isNegative ? Self.ofTwo : 0)
    self.placement = placement
  }

  /// Whether one match comes before another: the stronger first; of equals, as most identical pictures are, the one whose
  /// hash is nearer, then the one with more agreeing details, then the one that was registered first.
  static func comes(_ one: EngineMatch, before other: EngineMatch) -> Bool {
    guard one.log10LikelihoodRatio == other.log10LikelihoodRatio else {
      return one.log10LikelihoodRatio > other.log10LikelihoodRatio
    }
    guard one.procedure.ordersEquals else { return one.number < other.number }
    return (one.observation.pdqDistance, other.observation.significance, one.number)
      < (other.observation.pdqDistance, one.observation.significance, other.number)
  }

  /// Takes in what a closer look measured.
  ///
  /// Bending the query gives chance a second try, so that its likelihood ratio is halved, and looking at a part alone a third,
  /// so that it is divided by three. Each counts, and is kept, where it still says more. A part is chosen by the squares that
  /// agree, which strangers have somewhere, too; it counts where its details, of which nothing was chosen, also tell more
  /// than those of the whole area did, and more than ``CloserLook/leastDistinctOfPart``.
  mutating func look(closer: Closer) {
    self.closer = Closer(laid: closer.laid)
    log10LikelihoodRatio = ratio(after: closer.laid)
    var clearest = closer.laid.distinctSignificance
    if let bent = closer.bent {
      clearest = max(clearest, bent.observation.distinctSignificance)
      let other = ratio(after: bent.observation) - Self.ofTwo
      if other > log10LikelihoodRatio {
        log10LikelihoodRatio = other
        self.closer?.bent = bent
      }
    }
    guard var part = closer.part else { return }
    clearest = max(clearest, CloserLook.leastDistinctOfPart)
    for bent in [nil, part.bent] {
      part.bent = bent
      guard part.observation.distinctSignificance >= clearest else { continue }
      let other = ratio(after: part.observation) - Self.ofThree
      if other > log10LikelihoodRatio {
        log10LikelihoodRatio = other
        self.closer = Closer(laid: closer.laid, part: part)
      }
    }
  }

  /// Whether what a closer look measured leaves so much doubt that the query is worth bending.
  ///
  /// - Parameters:
  ///   - closer: What it measured.
  ///   - isPart: Whether it was at a part alone.
  /// - Returns: False where it is sure, and where it says less than ``CloserLook/leastBent``.
  func isWorthBending(after closer: MatchObservation, ofPart isPart: Bool = false) -> Bool {
    let ratio = ratio(after: closer)
    return ratio >= CloserLook.leastBent
      && ratio - (isPart ? Self.ofThree : 0) < calibration.threshold
  }

  /// Whether what a closer look measured, bent or not, leaves so much doubt that a part is worth a look of its own.
  ///
  /// - Parameters:
  ///   - closer: What it measured.
  ///   - least: The least that it must say; see ``VerificationProcedure/leastParted``.
  /// - Returns: False where it is sure.
  func isWorthParting(after closer: Closer, least: Double) -> Bool {
    let bent = closer.bent.map { ratio(after: $0.observation) - Self.ofTwo }
    let most = max(ratio(after: closer.laid), bent ?? -.infinity)
    return most >= least && most < calibration.threshold
  }

  private func ratio(after closer: MatchObservation) -> Double {
    calibration.log10LikelihoodRatio(ofCloser: closer, first: observation)
      - (isNegative ? Self.ofTwo : 0)
  }

  /// Where the design lies in the query, the strongest place first.
  var placements: [Placement] { (placement.map { [$0] } ?? []) + furtherPlacements }

  /// Takes in how the squares agree at one of the ``placements``.
  mutating func replace(agreement: DenseAgreement, ofPlacement place: Int) {
    if place == 0, placement != nil {
      placement?.agreement = agreement
    } else {
      furtherPlacements[place - 1].agreement = agreement
    }
  }

  /// Takes in where else in the query the design was found.
  mutating func add(further placements: [Placement]) { furtherPlacements += placements }

  /// Says that the match was found in the picture proper inside the query's frame, beside a search for all of it.
  ///
  /// A second search gives chance a second try, so the likelihood ratio is halved.
  mutating func lieWithinCut() {
    isWithinCut = true
    log10LikelihoodRatio -= Self.ofTwo
  }

  /// Says that the match is with the picture proper inside the frame of what the query is compared with, beside a
  /// comparison with all of it; that is a second try for chance, too.
  mutating func lieWithinDesignCut() { log10LikelihoodRatio -= Self.ofTwo }

  /// The same match in a picture of which the query is a part.
  ///
  /// - Parameters:
  ///   - right: The column of the picture in which the query begins; of the mirrored picture when the match is mirrored.
  ///   - down: The row in which it begins.
  /// - Returns: The match, placed in the picture.
  func moved(right: Int, down: Int) -> EngineMatch {
    EngineMatch(
      number: number, observation: observation, procedure: procedure, isNegative: isNegative,
      placement: placement.map { $0.moved(right: right, down: down) })
  }

  /// Says that the match was found through a window of the query, after the whole of it.
  mutating func lieWithinWindow() {
    isWithinWindow = true
    log10LikelihoodRatio -= Self.ofWindows
  }

  /// The base-10 logarithm of ``WindowSearch/lookLimit``.
  private static let ofWindows = 0.698_97
  /// The base-10 logarithm of 2: a second search gives chance a second try.
  private static let ofTwo = 0.301_03
  /// The base-10 logarithm of 3.
  private static let ofThree = 0.477_12

  /// Whether the match passes the shipped threshold.
  var isFlagged: Bool { log10LikelihoodRatio >= calibration.threshold }

  /// Strength, 0...100, in the order of the likelihood ratio.
  var score: Double { Calibration.score(log10LikelihoodRatio: log10LikelihoodRatio) }

  /// What a closer look measured.
  struct Closer {
    /// Of the area, the query laid upon it.
    let laid: MatchObservation
    /// The same once the query was bent; nil where that was not done, or said nothing more.
    var bent: Bent?
    /// Of that part of the area in which the two agree most; nil where that was not looked at, or said nothing more.
    var part: Part?
  }

  /// What was measured once a query was bent.
  struct Bent {
    let observation: MatchObservation
    /// The largest step that it took, as a share of the area's long side.
    let largestStep: Double
  }

  /// What was measured of a part of the area alone.
  struct Part {
    /// The query laid upon it.
    let laid: MatchObservation
    /// The same once the query was bent.
    var bent: Bent?
    /// The corners, clockwise, as shares of the width and the height of the design, 0...1.
    let designCorners: [PicturePoint]
    /// The same in the query.
    let queryCorners: [PicturePoint]

    /// What was measured last.
    var observation: MatchObservation { bent?.observation ?? laid }
  }

  /// An alignment that was verified.
  struct Placement: Sendable {
    /// From the query's working pixels to the design's; of the mirrored query when `isMirrored`.
    let map: PlaneMap
    let isMirrored: Bool
    let matchCount: Int
    let lumaShare: Float
    /// The smallest upright rectangle around the matched details, in working pixels of the design; nil without any.
    let extent: Extent?
    var agreement: DenseAgreement

    /// The same placement in a picture of which the query is a part.
    func moved(right: Int, down: Int) -> Placement {
      Placement(
        map: map.afterShifting(right: right, down: down), isMirrored: isMirrored,
        matchCount: matchCount, lumaShare: lumaShare, extent: extent, agreement: agreement)
    }
  }

  /// An upright rectangle.
  struct Extent: Sendable {
    var left: Float
    var top: Float
    var right: Float
    var bottom: Float

    /// The smallest one that holds all points; nil when there is none.
    init?(_ points: some Sequence<(x: Float, y: Float)>) {
      var corners: (left: Float, top: Float, right: Float, bottom: Float)?
      for (x, y) in points {
        let old = corners ?? (x, y, x, y)
        corners = (min(old.left, x), min(old.top, y), max(old.right, x), max(old.bottom, y))
      }
      guard let corners else { return nil }
      (left, top, right, bottom) = corners
    }
  }
}
