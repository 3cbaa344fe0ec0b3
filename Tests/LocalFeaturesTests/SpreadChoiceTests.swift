// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing
import _TestSupport

@testable import LocalFeatures

@Suite struct SpreadChoiceTests {
  private static let base = ImageSize(width: 400, height: 300)

  /// Extrema anywhere, of few different responses, as a repeat has them.
  private static func extrema(_ count: Int, seed: UInt64) -> [ScaleSpace.Extremum] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      let octave = [0, 0, 0, 1, 1, 2, 7].randomElement(using: &random) ?? 0
      let unit = Float(1 << octave)
      return ScaleSpace.Extremum(
        octave: octave, level: 1, x: Float.random(in: 0..<400, using: &random) / unit,
        y: Float(Int.random(in: 0..<300, using: &random)) / unit, sigma: 2,
        response: Float(Int.random(in: 1...6, using: &random)) / 100, isBright: true)
    }
  }

  /// The cell of an extremum.
  private static func cell(_ extremum: ScaleSpace.Extremum) -> Int {
    let unit = Float(1 << extremum.octave)
    return Int(extremum.y * unit) * 8 / 300 * 8 + Int(extremum.x * unit) * 8 / 400
  }

  /// How many in the cell of an extremum come before it.
  private static func rank(_ one: ScaleSpace.Extremum, among all: [ScaleSpace.Extremum]) -> Int {
    all.count {
      cell($0) == cell(one)
        && (-$0.response, $0.y, $0.x) < (-one.response, one.y, one.x)
    }
  }

  private static func isSame(_ a: ScaleSpace.Extremum, _ b: ScaleSpace.Extremum) -> Bool {
    (a.octave, a.x, a.y, a.response) == (b.octave, b.x, b.y, b.response)
  }

  @Test(arguments: [1, 7, 40, 130, 500])
  func `each cell gives its strongest before another gives its second`(limit: Int) {
    let all = Self.extrema(300, seed: UInt64(limit)).filter { $0.octave == 0 }
    let chosen = SpreadChoice(over: Self.base).chosen(limit, of: all)
    // One octave alone gets all places, so that the order is that of rank, strength and cell.
    let expected = all.map { (Self.rank($0, among: all), $0) }.sorted {
      ($0.0, -$0.1.response, Self.cell($0.1)) < ($1.0, -$1.1.response, Self.cell($1.1))
    }
    #expect(chosen.count == min(limit, all.count))
    #expect(zip(chosen, expected).allSatisfy { Self.isSame($0, $1.1) })
  }

  @Test func `octaves get their shares, and those of one that has none go to the others`() {
    let all = Self.extrema(4_000, seed: 3)
    let chosen = SpreadChoice(over: Self.base).chosen(1_000, of: all)
    #expect(chosen.count == 1_000)
    #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0.octave >= $1.octave })
    let counts = [0, 1, 2, 7].map { octave in chosen.count { $0.octave == octave } }
    // 0.24, 0.26, 0.22 and, of all beyond the fourth, 0.04; the other two octaves are empty.
    for (count, share) in zip(counts, [0.24, 0.26, 0.22, 0.04]) {
      #expect(abs(Double(count) - 1_000 * share / 0.76) < 8)
    }
    let few = Array(all.filter { $0.octave != 0 }.prefix(50))
    #expect(SpreadChoice(over: Self.base).chosen(1_000, of: few).count == 50)
  }

  @Test func `nothing is chosen of nothing`() {
    #expect(SpreadChoice(over: Self.base).chosen(10, of: []).isEmpty)
    #expect(SpreadChoice(over: Self.base).chosen(0, of: Self.extrema(5, seed: 1)).isEmpty)
  }
}
