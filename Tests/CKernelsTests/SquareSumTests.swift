// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct SquareSumTests {
  @Test(arguments: [8, 9, 31, 128])
  func `fast sums have the bits of the plain ones and are the sums`(stride: Int) {
    var input = RandomInput(seed: stride)
    let design = input.floats(stride * 8)
    let query = input.floats(stride * 8)
    var fast = [Float](repeating: -1, count: 5)
    var plain = fast
    #expect(ck_square_sums(design, query, Int32(stride), &fast) == 1)
    #expect(ck_square_sums_plain(design, query, Int32(stride), &plain) == 1)
    #expect(bits(fast) == bits(plain))
    var expected = [Double](repeating: 0, count: 5)
    for row in 0..<8 {
      for column in 0..<8 {
        let (a, b) = (Double(design[row * stride + column]), Double(query[row * stride + column]))
        for (place, value) in [a, b, a * a, b * b, a * b].enumerated() { expected[place] += value }
      }
    }
    for place in 0..<5 { #expect(abs(Double(plain[place]) - expected[place]) < 1e-4) }
  }

  @Test(arguments: [0, 7, 8 * 9 - 2, 3 * 9 + 4])
  func `one negative value of the query leaves the square uncovered`(place: Int) {
    let design = [Float](repeating: 0.5, count: 72)
    var query = design
    query[place] = -1
    var sums = [Float](repeating: 0, count: 5)
    let isCovered: Int32 = place % 9 == 8 ? 1 : 0
    #expect(ck_square_sums(design, query, 9, &sums) == isCovered)
    #expect(ck_square_sums_plain(design, query, 9, &sums) == isCovered)
  }
}
