// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import RepeatAnalysis
import Testing

@Suite struct LatticeTests {
  @Test func `any basis of a lattice is reduced to the same shape`() {
    let (a, b) = (SIMD2<Float>(20, 3), SIMD2<Float>(-4, 31))
    for (p, q, r, s) in [(1, 0, 0, 1), (2, 1, 1, 1), (3, 2, 4, 3), (-1, 2, 1, -3), (5, 7, 2, 3)] {
      let lattice = Lattice(
        first: Float(p) * a + Float(q) * b, second: Float(r) * a + Float(s) * b, strength: 1)
      #expect(abs(lattice.cellArea - 632) < 0.5)
      #expect(abs(abs(lattice.first.x) - 20) < 1e-3)
      #expect(lattice.angleCosine >= 0 && lattice.angleCosine <= 0.5)
      #expect(lattice.lengthRatio <= 1)
    }
  }

  @Test func `a hexagonal lattice has two more bases, an oblong one none`() {
    let hexagonal = Lattice(
      first: SIMD2(40, 0), second: SIMD2(20, 34.6), strength: 1)
    #expect(hexagonal.alternatives(tolerance: 0.05).count == 2)
    let oblong = Lattice(
      first: SIMD2(40, 0), second: SIMD2(0, 60), strength: 1)
    #expect(oblong.alternatives(tolerance: 0.05).isEmpty)
  }
}
