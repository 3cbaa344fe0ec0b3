// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct AreaAverageTests {
  @Test(arguments: [
    (1, 1), (5, 2), (64, 64), (64, 32), (101, 37), (101, 51), (96, 1), (333, 332), (300, 212),
  ])
  func `fast and plain rows are the rounded means of their areas`(width: Int, outWidth: Int) {
    var input = RandomInput(seed: width)
    let (first, second) = (input.bytes(width * 3), input.bytes(width * 3))
    var fast = [UInt32](repeating: 0, count: width * 3 + 1)
    var plain = fast
    for (row, weight) in [(first, 200), (second, 57)] as [([UInt8], UInt32)] {
      ck_area_add_row(row, row.count, weight, &fast)
      ck_area_add_row_plain(row, row.count, weight, &plain)
    }
    #expect(fast == plain)
    var fastOut = [UInt8](repeating: 0, count: outWidth * 3)
    var plainOut = fastOut
    ck_area_finish_row(fast, UInt32(width), 257, UInt32(outWidth), &fastOut)
    ck_area_finish_row_plain(fast, UInt32(width), 257, UInt32(outWidth), &plainOut)
    #expect(fastOut == plainOut)
    let area = width * 257
    for x in 0..<outWidth {
      for channel in 0..<3 {
        // Along the row a source pixel is as many units long as there are pixels to make.
        let sum = (x * width..<(x + 1) * width).reduce(0) {
          let at = $1 / outWidth * 3 + channel
          return $0 + 200 * Int(first[at]) + 57 * Int(second[at])
        }
        #expect(Int(fastOut[x * 3 + channel]) == (2 * sum + area) / (2 * area))
      }
    }
  }
}
