// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
@testable import MatchCalibration
import Testing

@Suite struct MatchObservationTests {
  /// Observations from nothing at all to a plain copy.
  private static let bases: [MatchObservation] = [
    MatchObservation(),
    MatchObservation(
      significance: 9, distinctSignificance: 4, agreement: 0.2, supportedAgreement: 0.3,
      supportedSquares: 4, comparedSquares: 60, agreeingSquares: 9, pdqDistance: 90,
      edgeDistance: 100, torusSignificance: 4.5),
    MatchObservation(
      significance: 60, distinctSignificance: 12, agreement: 0.6, supportedAgreement: 0.7,
      supportedSquares: 30, comparedSquares: 120, agreeingSquares: 80, pdqDistance: 30,
      edgeDistance: 40, torusSignificance: 7),
    MatchObservation(
      significance: 400, distinctSignificance: 390, agreement: 0.9, supportedAgreement: 0.95,
      supportedSquares: 120, comparedSquares: 200, agreeingSquares: 190, pdqDistance: 4,
      edgeDistance: 6, torusSignificance: 11),
  ]

  /// One kind of evidence, made stronger by `step`.
  ///
  /// Significance over all features grows with that over distinct ones: alone it would say that
  /// the rest repeats.
  enum Evidence: CaseIterable {
    case features, distinctFeatures, agreement, supportedAgreement, agreeingSquares, pdq, edges,
      torus

    func added(to observation: MatchObservation, _ step: Double) -> MatchObservation {
      var more = observation
      switch self {
      case .features:
        more.significance = observation.significance * (1 + step) + step
        more.distinctSignificance = observation.distinctSignificance * (1 + step) + step
      case .distinctFeatures: more.distinctSignificance += 40 * step
      case .agreement: more.agreement = min(1, observation.agreement + step / 8)
      case .supportedAgreement:
        more.supportedAgreement = min(1, observation.supportedAgreement + step / 8)
      case .agreeingSquares: more.agreeingSquares += Int(10 * step)
      case .pdq: more.pdqDistance = max(0, observation.pdqDistance - Int(20 * step))
      case .edges: more.edgeDistance = max(0, observation.edgeDistance - Int(20 * step))
      case .torus: more.torusSignificance += step
      }
      return more
    }
  }

  @Test(arguments: Evidence.allCases)
  func `more evidence never lowers the ratio`(evidence: Evidence) {
    for base in Self.bases {
      let ratios = stride(from: 0.0, through: 8, by: 0.5).map {
        Calibration.shipped.log10LikelihoodRatio(of: evidence.added(to: base, $0))
      }
      #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 }, "\(base)")
    }
  }

  @Test func `each observation is stronger than the one before`() {
    let ratios = Self.bases.map(Calibration.shipped.log10LikelihoodRatio(of:))
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 < $1 })
    #expect((ratios.last ?? 0) > Calibration.shipped.threshold)
  }

  @Test func `compression is the logarithm of 1 + x / 2`() {
    for x in [0.001, 0.3, 1, 2, 5.5, 40, 300, 1_000, 123_456.7] {
      #expect(abs(MatchObservation.compressed(x) - log10(1 + x / 2)) < 1e-6, "\(x)")
    }
    #expect(MatchObservation.compressed(0) == 0)
    #expect(MatchObservation.compressed(-3) == 0)
  }
}
