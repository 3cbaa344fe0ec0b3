// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct MedianTests {
  @Test(arguments: [1, 2, 7, 63, 64], [0, 0.25] as [Float])
  func `medians are the numbers in the middle of each sorted column`(rows: Int, step: Float) {
    for width in [1, 17, 64, 100] {
      var input = RandomInput(seed: rows + width)
      let values = input.floats(rows * width, in: -1...1, step: step)
      var fast = [Float](repeating: 9, count: width)
      var plain = fast
      ck_medians(values, Int32(rows), Int32(width), &fast)
      ck_medians_plain(values, Int32(rows), Int32(width), &plain)
      #expect(bits(fast) == bits(plain))
      let expected = (0..<width).map { x in
        (0..<rows).map { values[$0 * width + x] }.sorted()[rows / 2]
      }
      #expect(plain == expected)
    }
  }
}
