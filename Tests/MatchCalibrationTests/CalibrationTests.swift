// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
@testable import MatchCalibration
import Testing

@Suite struct CalibrationTests {
  private let ratios = stride(from: -6.0, through: 20, by: 0.25)

  @Test func `the score rises with the likelihood ratio from 0 to 100`() {
    let scores = ratios.map(Calibration.score(log10LikelihoodRatio:))
    #expect(scores.first == 0)
    #expect(scores.last == 100)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
  }

  // Among n strangers at most n / ratio reach a ratio (Markov's inequality), never more than n.
  @Test(arguments: [0, 1, 1_000, 1_000_000])
  func `expected chance matches fall with the ratio and stay between none and all`(count: Int) {
    let expected = ratios.map {
      Calibration.expectedChanceMatches(log10LikelihoodRatio: $0, among: count)
    }
    #expect(expected.allSatisfy { $0 >= 0 && $0 <= Double(count) })
    #expect(zip(expected, expected.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(expected.first == Double(count))
    let thousandth = Calibration.expectedChanceMatches(log10LikelihoodRatio: 3, among: count)
    #expect(abs(thousandth - Double(count) / 1_000) <= 1e-9 * Double(count))
  }

  // 10^0.5 is the root of ten, 10^(1/3) its third root; whole powers are numbers of their own.
  @Test func `powers of ten need no library`() {
    for whole in 0...20 {
      let power = (0..<whole).reduce(1.0) { power, _ in power * 10 }
      #expect(Calibration.powerOfTen(Double(whole)) == power)
    }
    for (x, power) in [
      (0.5, 3.162_277_660_168_379_5), (1.0 / 3, 2.154_434_690_031_884),
      (2.5, 316.227_766_016_837_95),
    ] {
      #expect(abs(Calibration.powerOfTen(x) / power - 1) < 1e-13)
    }
    for x in stride(from: 0.0, through: 20, by: 0.013) {
      #expect(abs(Calibration.powerOfTen(x) / pow(10, x) - 1) < 1e-13)
    }
  }

  @Test func `expected chance matches have three digits`() {
    // 1040 / 10^3.12 = 0.78892..., 1040 / 10^0.5 = 328.87...
    for (ratio, expected) in [(3.12, 0.789), (0.5, 329), (20, 1.04e-17)] {
      #expect(
        Calibration.expectedChanceMatches(log10LikelihoodRatio: ratio, among: 1_040) == expected)
    }
  }

  @Test func `the shipped calibration weighs every term`() {
    let shipped = Calibration.shipped
    #expect(shipped.weights.count == MatchObservation.termNames.count)
    #expect(MatchObservation().terms.count == MatchObservation.termNames.count)
    #expect(shipped.weights.allSatisfy { $0 >= 0 })
    #expect(!shipped.provenance.isEmpty)
    #expect(shipped.threshold > 0)
  }

  @Test func `closer looks are weighed by what was measured, first looks as ever`() {
    let (shipped, former) = (Calibration.shipped, Calibration.withoutColours)
    #expect(shipped.weights == former.weights && shipped.offset == former.offset)
    #expect(shipped.commonLimit == former.commonLimit)
    #expect(shipped.closer.weights.count == MatchObservation.closerTermNames.count)
    #expect(former.closer.weights.count == MatchObservation.closerTermNames.count - 1)
    #expect(shipped.closer.weights.allSatisfy { $0 >= 0 })
    var looked = MatchObservation(significance: 60, distinctSignificance: 40)
    #expect(looked.closerTerms(after: 1).count == shipped.closer.weights.count)
    #expect(looked.closerTerms(after: 1).last == 0)
    let first = MatchObservation(significance: 20, distinctSignificance: 15)
    var ratios: [Double] = []
    for bits in [0.2, 0.5, 1, 2] {
      looked.colours = ColourObservation(bits: bits, chanceBits: 0.2, share: bits / 3)
      ratios.append(shipped.log10LikelihoodRatio(ofCloser: looked, first: first))
    }
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `no evidence at all speaks for a stranger`() {
    #expect(Calibration.shipped.log10LikelihoodRatio(of: MatchObservation()) < 0)
  }

  @Test func `the ratio is the weighted sum of the terms, cut at both ends`() {
    let count = MatchObservation.termNames.count
    let observation = MatchObservation(pdqDistance: 48)
    func ratio(_ weight: Double, offset: Double) -> Double {
      var weights = [Double](repeating: 0, count: count)
      weights[6] = weight
      return Calibration(
        provenance: "", offset: offset, weights: weights,
        closer: Calibration.Weighting(offset: 0, weights: []), threshold: 0, commonLimit: 20
      ).log10LikelihoodRatio(of: observation)
    }
    // A distance of 48 bits is half of the 96 at which the term ends.
    #expect(ratio(3, offset: 1) == 2.5)
    #expect(ratio(100, offset: 1) == 20)
    #expect(ratio(3, offset: -9) == -6)
  }

  @Test func `a closer look weighs its own terms and what the first look said`() {
    var weights = [Double](repeating: 0, count: MatchObservation.closerTermNames.count)
    weights[13] = 3
    weights[14] = 5
    let calibration = Calibration(
      provenance: "", offset: 4,
      weights: [Double](repeating: 0, count: MatchObservation.termNames.count),
      closer: Calibration.Weighting(offset: 1, weights: weights), threshold: 0, commonLimit: 6)
    // Base-10 logarithm of 1 + 1,998 / 2 is 3, which lies 1.25 beyond a lattice; the first look gives 4.
    let closer = MatchObservation(significance: 1998, distinctSignificance: 1998)
    #expect(
      closer.closerTerms(after: 4)[13..<15].map { ($0 * 1e4).rounded() } == [25_000, 20_000])
    let ratio = calibration.log10LikelihoodRatio(ofCloser: closer, first: MatchObservation())
    #expect(abs(ratio - (1 + 3 * 2.5 + 5 * 2)) < 1e-3)
    // So do blocks: half of the pairs at a correlation of 0.8, and 1,998 decades of significance.
    let blocks = BlockObservation(
      pairCount: 90, significance: 1998, agreeingShare: 0.5, correlation: 0.8)
    #expect(
      MatchObservation(blocks: blocks).closerTerms(after: -5).dropLast().suffix(3).map {
        ($0 * 1e4).rounded()
      } == [30_000, 8_000, 0])
    // Where there were no blocks to look for, that is a term of its own.
    #expect(MatchObservation().closerTerms(after: -5).dropLast().last == 1)
    // First looks below -2 count as none.
    #expect(closer.closerTerms(after: -5)[14] == 0)
    // Checks on checks stay capped when both looks say so.
    let checks = MatchObservation(significance: 400, distinctSignificance: 30)
    #expect(calibration.log10LikelihoodRatio(ofCloser: checks, first: checks) == 6)
  }

  @Test func `a common pattern never gets more than its limit`() {
    // A checkerboard on a checkerboard: hundreds of matches, few that differ from each other.
    let checks = MatchObservation(
      significance: 400, distinctSignificance: 30, agreement: 0.95, comparedSquares: 200,
      agreeingSquares: 200, pdqDistance: 4, edgeDistance: 4)
    #expect(checks.isCommon)
    let shipped = Calibration.shipped
    #expect(shipped.log10LikelihoodRatio(of: checks) == shipped.commonLimit)
    #expect(!MatchObservation(significance: 400, distinctSignificance: 390).isCommon)
  }

  @Test func `a calibration comes back from JSON`() throws {
    let calibration = Calibration.shipped
    let bytes = try JSONEncoder().encode(calibration)
    #expect(try JSONDecoder().decode(Calibration.self, from: bytes) == calibration)
  }
}
