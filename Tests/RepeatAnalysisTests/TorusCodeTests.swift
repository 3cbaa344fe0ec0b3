// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import RepeatAnalysis
import Testing

@Suite struct TorusCodeTests {
  static let code: TorusCode = {
    let pattern = SyntheticPattern(seed: 5, first: SIMD2(90, 10), second: SIMD2(0, 120))
    return RepeatAnalyzer.shared.torusCode(
      of: pattern.view(width: 256, height: 256),
      lattice: Lattice(
        first: pattern.first, second: pattern.second, strength: 0.5))
  }()

  @Test func `bytes give the code back`() throws {
    let bytes = Self.code.bytes
    #expect(bytes.count == TorusCode.byteCount)
    #expect(try TorusCode(bytes: bytes) == Self.code)
  }

  @Test func `bytes that are no code are refused with a clear text`() {
    var bytes = Self.code.bytes
    #expect(throws: TorusCodeError.wrongLength(found: 5, expected: TorusCode.byteCount)) {
      try TorusCode(bytes: bytes.prefix(5))
    }
    bytes[1] = 9
    #expect(throws: TorusCodeError.unknownTiling(found: 9)) { try TorusCode(bytes: bytes) }
    bytes[0] = 7
    #expect(throws: TorusCodeError.wrongVersion(found: 7, expected: 1)) {
      try TorusCode(bytes: bytes)
    }
    #expect(
      TorusCodeError.wrongVersion(found: 7, expected: 1).description
        == "the torus code is of version 7, this program reads 1; register again")
  }

  @Test func `the four variants are the symmetries of a square and undo themselves`() {
    let variants = Self.code.queryVariants
    #expect(variants.count == 4)
    #expect(variants[0] == Self.code)
    #expect(Set(variants).count == 4)
    for (place, variant) in variants.enumerated() where place < 3 {
      #expect(variant.queryVariants[place] == Self.code)
    }
    #expect(Self.code.similarity(to: Self.code) > 0.9999)
    #expect(variants[1].similarity(to: Self.code) < 0.9)
  }

  @Test func `the hash holds the signs of the spectrum`() {
    let hash = Self.code.hash
    for (place, value) in Self.code.spectrum.enumerated() {
      #expect((hash.words[place / 64] >> UInt64(place % 64) & 1 == 1) == (value > 0))
    }
    #expect(hash.words[3] >> 28 == 0)
  }

  @Test func `significance weighs a likeness by the plainer code`() {
    let code = Self.code
    let significance = code.significance(of: 1, with: code)
    #expect(abs(significance * significance - Float(code.distinctiveness)) < 1e-3)
  }
}
