// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct SteepnessTests {
  @Test(arguments: [-1, 0, 1 << 40, 1 << 61] as [Int64])
  func `fast and plain squares are those of the differences, in raster order`(bound: Int64) {
    var input = RandomInput(seed: 3)
    for (width, height) in oddSizes {
      for highest in [2, 1 << 20, 1 << 30] as [Int32] {
        let plane = input.numbers(width * height, in: 0...highest)
        var wanted: [Int64] = []
        for y in 0..<height - 1 {
          for x in 0..<width - 1 {
            let here = Int64(plane[y * width + x])
            let dx = Int64(plane[y * width + x + 1]) - here
            let dy = Int64(plane[(y + 1) * width + x]) - here
            if dx * dx + dy * dy > bound { wanted.append(dx * dx + dy * dy) }
          }
        }
        for kernel in [ck_squares_above, ck_squares_above_plain] {
          var squares = [Int64](repeating: -1, count: max(1, (width - 1) * (height - 1)))
          let found = kernel(plane, Int32(width), Int32(height), bound, &squares)
          #expect(Array(squares.prefix(Int(found))) == wanted, "\(width) x \(height)")
        }
      }
    }
  }
}
