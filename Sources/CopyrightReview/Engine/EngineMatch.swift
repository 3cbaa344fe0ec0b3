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
  /// Base-10 logarithm of the likelihood ratio.
  let log10LikelihoodRatio: Double
  /// How the query's working picture lies on the design's, if an alignment was found.
  let placement: Placement?

  /// Whether the match passes the shipped threshold.
  var isFlagged: Bool { log10LikelihoodRatio >= Calibration.shipped.threshold }

  /// Strength, 0...100, in the order of the likelihood ratio.
  var score: Double { Calibration.score(log10LikelihoodRatio: log10LikelihoodRatio) }

  /// An alignment that was verified.
  struct Placement: Sendable {
    /// From the query's working pixels to the design's; of the mirrored query when `isMirrored`.
    let map: PlaneMap
    let isMirrored: Bool
    let matchCount: Int
    let lumaShare: Float
    let agreement: DenseAgreement
  }
}
