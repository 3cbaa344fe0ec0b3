// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import _TestSupport

@testable import MatchVerification

@Suite struct TentativeMatchingTests {
  @Test(arguments: [1, 2, 30, 600, 5_000], [1, 7, 160, 600])
  func `the rarest come first, as a full order has them`(count: Int, limit: Int) {
    var random = SplitMix64(seed: UInt64(count + limit))
    // Few values, so that equal ones occur, and the largest and least that there are.
    let values = (0..<40).map { _ in Float.random(in: 1e-6...0.02, using: &random) } + [1, 1e-6]
    let rarities = (0..<count).map { _ in values[Int.random(in: 0..<values.count, using: &random)] }
    let expected = rarities.indices.sorted { (rarities[$0], $0) < (rarities[$1], $1) }
    #expect(
      PairVerifier.rarestFirst(rarities, limit: limit) == Array(expected.prefix(limit)))
  }

  @Test func `a distance has the first threshold that is not below it`() {
    let thresholds = BackgroundPopulation.thresholds
    for distance in (0..<thresholds[thresholds.count - 1] + 3_000) {
      let step = thresholds.firstIndex { $0 >= distance } ?? thresholds.count
      guard BackgroundPopulation.step(of: distance) != step else { continue }
      Issue.record("\(distance) has step \(BackgroundPopulation.step(of: distance)), not \(step)")
    }
    #expect(BackgroundPopulation.step(of: .max) == thresholds.count)
  }

  @Test(arguments: [1, 6.4, 15] as [Float])
  func `squares are met once, wherever a keypoint can lie`(side: Float) {
    var random = SplitMix64(seed: UInt64(side * 10))
    var squares = MetSquares(side: side)
    var expected = Set<[Int]>()
    for _ in 0..<3_000 {
      let (column, row) = (
        UInt16.random(in: 0 ... .max, using: &random), UInt16.random(in: 0 ... .max, using: &random)
      )
      let (x, y) = (Float(column) / 32, Float(row) / 32)
      let square = [Int(x / side), Int(y / side)]
      #expect(squares.hasMet(x, y) == expected.contains(square))
      #expect(squares.meet(x, y) == expected.insert(square).inserted)
      #expect(squares.hasMet(x, y))
    }
  }
}
