// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import RepeatAnalysis
import Testing

@Suite struct RepeatArrangementTests {
  private func lattice(_ first: SIMD2<Float>, _ second: SIMD2<Float>) -> Lattice {
    Lattice(first: first, second: second, strength: 1)
  }

  @Test(arguments: [(120, 80), (80, 120), (100, 100), (50, 200)] as [(Float, Float)])
  func `each way of laying a unit is told from the others`(_ width: Float, _ height: Float) {
    let unit = (width: width, height: height)
    let straight = lattice(SIMD2(width, 0), SIMD2(0, height))
    let halfDrop = lattice(SIMD2(width, height / 2), SIMD2(0, height))
    let brick = lattice(SIMD2(width, 0), SIMD2(width / 2, height))
    #expect(straight.arrangement(ofUnit: unit) == .straight)
    #expect(halfDrop.arrangement(ofUnit: unit) == .halfDrop)
    #expect(brick.arrangement(ofUnit: unit) == .brick)
    // A third, another size, a slant: none of them.
    #expect(lattice(SIMD2(width, height / 3), SIMD2(0, height)).arrangement(ofUnit: unit) == nil)
    #expect(lattice(SIMD2(width * 1.4, 0), SIMD2(0, height)).arrangement(ofUnit: unit) == nil)
    #expect(lattice(SIMD2(width, 0), SIMD2(width / 4, height)).arrangement(ofUnit: unit) == nil)
  }

  @Test func `an upright unit is read off a straight lattice alone`() throws {
    let unit = try #require(lattice(SIMD2(0, -90), SIMD2(140, 2)).uprightUnit)
    #expect(abs(unit.width - 140) < 0.1 && abs(unit.height - 90) < 0.1)
    #expect(lattice(SIMD2(60, 60), SIMD2(60, -60)).uprightUnit == nil)
  }

  @Test func `a turned picture has a turned lattice`() {
    let drop = lattice(SIMD2(100, 40), SIMD2(0, 80))
    // A quarter turn and half the size, undone by its inverse.
    let turned = drop.mapped(by: [[0, -0.5], [0.5, 0]])
    #expect(turned.arrangement(ofUnit: (100, 80)) == nil)
    #expect(turned.mapped(by: [[0, 2], [-2, 0]]).arrangement(ofUnit: (100, 80)) == .halfDrop)
    #expect(turned.mapped(by: [[0, 2], [-2, 0]]).isLaidLike(drop))
  }
}
