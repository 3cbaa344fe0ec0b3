// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct BlockMatchingKernelTests {
  /// The sums as the header defines them, one product after the other.
  private static func expected(
    _ block: [Int8], _ field: [Int8], width: Int, x: Int, y: Int, side: Int, radius: Int
  ) -> (dots: [Int32], energies: [Int32]) {
    var result: (dots: [Int32], energies: [Int32]) = ([], [])
    for oy in -radius...radius {
      for ox in -radius...radius {
        var (dot, energy) = (0, 0)
        for row in 0..<side {
          for column in 0..<side {
            for part in 0..<2 {
              let a = Int(block[((y + row) * width + x + column) * 2 + part])
              let b = Int(field[((y + oy + row) * width + x + ox + column) * 2 + part])
              dot += a * b
              energy += b * b
            }
          }
        }
        result.dots.append(Int32(dot))
        result.energies.append(Int32(energy))
      }
    }
    return result
  }

  @Test(arguments: [
    (side: 1, radius: 0), (3, 1), (20, 7), (33, 2), (64, 1), (64, 7), (13, 3), (6, 9),
  ])
  func `fast and plain sums are those of the definition`(shape: (side: Int, radius: Int)) {
    let (side, radius) = shape
    var input = RandomInput(seed: side)
    let (width, height) = (side + 2 * radius + 5, side + 2 * radius + 3)
    let (block, field) = (input.signed(width * height * 2), input.signed(width * height * 2))
    let (x, y) = (radius + 4, radius + 2)
    let count = (2 * radius + 1) * (2 * radius + 1)
    var (dots, energies) = (
      [Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count)
    )
    let wanted = Self.expected(
      block, field, width: width, x: x, y: y, side: side, radius: radius)
    ck_block_scores(
      block, field, Int32(width), Int32(x), Int32(y), Int32(side), Int32(radius), &dots, &energies)
    #expect(dots == wanted.dots)
    #expect(energies == wanted.energies)
    ck_block_scores_plain(
      block, field, Int32(width), Int32(x), Int32(y), Int32(side), Int32(radius), &dots, &energies)
    #expect(dots == wanted.dots)
    #expect(energies == wanted.energies)
  }
}
