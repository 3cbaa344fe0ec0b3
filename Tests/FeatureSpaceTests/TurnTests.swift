// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import Foundation
import Testing
import _TestSupport

/// Held against the mathematics library in double precision, within the documented errors.
@Suite struct TurnTests {
  @Test func `sine and cosine are within 1e-7`() {
    var random = SplitMix64(seed: 1)
    let angles =
      (-512...512).map { Float($0) / 256 }
      + (0..<1_000).map { _ in Float.random(in: -3...3, using: &random) }
    for turns in angles {
      let (sine, cosine) = Turn.sineAndCosine(turns)
      #expect(abs(Double(sine) - sin(Double(turns) * 2 * .pi)) < 1e-7, "\(turns) turns")
      #expect(abs(Double(cosine) - cos(Double(turns) * 2 * .pi)) < 1e-7, "\(turns) turns")
    }
  }

  @Test func `quarter turns are exact`() {
    let quarters: [SIMD2<Float>] = [[1, 0], [0, 1], [-1, 0], [0, -1]]
    for (quarter, expected) in quarters.enumerated() {
      #expect(Turn.directions[quarter * 64] == expected)
    }
    #expect(Turn.directions.count == 256)
  }

  @Test func `powers of two are within 1e-6 of their size`() {
    var random = SplitMix64(seed: 2)
    for x in (-60...60).map(Float.init)
      + (0..<500).map({ _ in Float.random(in: -60...60, using: &random) })
    {
      let exact = exp2(Double(x))
      #expect(abs(Double(Turn.power(ofTwo: x)) - exact) < 1e-6 * exact, "2^\(x)")
    }
  }

  // Beyond 2^32 a 32-bit float cannot hold the logarithm within 1e-6.
  @Test func `logarithms are within 1e-6`() {
    var random = SplitMix64(seed: 3)
    for x in (-30...30).map({ exp2(Float($0)) })
      + (0..<500).map({ _ in exp2(Float.random(in: -30...30, using: &random)) })
    {
      #expect(abs(Double(Turn.logarithm(ofTwo: x)) - log2(Double(x))) < 1e-6, "log2 \(x)")
    }
  }
}
