// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

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
  let placement: Placement?
  /// Where else in the query the design lies; looked for where the match is flagged.
  private(set) var furtherPlacements: [Placement] = []
  /// Whether it was found with the query's negative, which is looked up where nothing else is flagged.
  let isNegative: Bool
  /// Whether it was found in the picture proper inside the query's frame; ``placement`` is then of that.
  private(set) var isWithinCut = false

  /// What weighs the measurements.
  private let calibration: Calibration

  init(
    number: Int, observation: MatchObservation, calibration: Calibration = .shipped,
    isNegative: Bool = false, placement: Placement?
  ) {
    self.number = number
    self.observation = observation
    self.calibration = calibration
    self.isNegative = isNegative
    log10LikelihoodRatio =
      calibration.log10LikelihoodRatio(of: observation) - (isNegative ? Self.ofTwo : 0)
    self.placement = placement
  }

  /// Takes in what a closer look measured.
  ///
  /// Bending the query gives chance a second try, so that its likelihood ratio is halved; it counts, and is kept, where it
  /// still says more.
  mutating func look(closer: Closer) {
    self.closer = closer
    log10LikelihoodRatio = ratio(after: closer.laid)
    guard let bent = closer.bent else { return }
    let other = ratio(after: bent.observation) - Self.ofTwo
    if other > log10LikelihoodRatio {
      log10LikelihoodRatio = other
    } else {
      self.closer?.bent = nil
    }
  }

  /// Whether what a closer look measured leaves so much doubt that the query is worth bending.
  func leavesDoubt(after closer: MatchObservation) -> Bool {
    let ratio = ratio(after: closer)
    return ratio >= CloserLook.leastBent && ratio < calibration.threshold
  }

  private func ratio(after closer: MatchObservation) -> Double {
    calibration.log10LikelihoodRatio(ofCloser: closer, first: observation)
      - (isNegative ? Self.ofTwo : 0)
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

  /// The base-10 logarithm of 2: a second search gives chance a second try.
  private static let ofTwo = 0.301_03

  /// Whether the match passes the shipped threshold.
  var isFlagged: Bool { log10LikelihoodRatio >= calibration.threshold }

  /// Strength, 0...100, in the order of the likelihood ratio.
  var score: Double { Calibration.score(log10LikelihoodRatio: log10LikelihoodRatio) }

  /// What a closer look measured.
  struct Closer {
    /// Of the area, the query laid upon it.
    let laid: MatchObservation
    /// The same once the query was bent, and the largest step that it took, as a share of the area's long side; nil where
    /// that was not done, or said nothing more.
    var bent: (observation: MatchObservation, largestStep: Double)?
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
    let agreement: DenseAgreement
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
