// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct ExtremaTests {
  /// Four levels of random numbers; coarse steps give equal neighbours, which are no extrema.
  private func levels(width: Int, height: Int, step: Float, seed: Int) -> [Float] {
    var input = RandomInput(seed: seed)
    return input.floats(width * height * 4, in: -1...1, step: step)
  }

  private func found(
    in levels: [Float], width: Int, height: Int, border: Int,
    threshold: Float = 0.1, capacity: Int = 5_000
  ) -> (places: [Int32], total: Int) {
    var places = [Int32](repeating: -1, count: capacity)
    let total = levels.withUnsafeBufferPointer { all -> Int64 in
      let planes: [UnsafePointer<Float>?] = (0..<4).map { level in
        all.baseAddress.map { $0 + level * width * height }
      }
      return ck_extrema_plain(
        planes, Int32(width), Int32(height), Int32(border), threshold, &places, Int64(capacity))
    }
    return (places, Int(total))
  }

  @Test(arguments: [0, 0.25] as [Float])
  func `the plain search finds the pixels that exceed all 26 neighbours`(step: Float) {
    let (width, height) = (43, 29)
    let levels = levels(width: width, height: height, step: step, seed: 9)
    func difference(_ plane: Int, _ x: Int, _ y: Int) -> Float {
      let at = y * width + x
      return levels[(plane + 1) * width * height + at] - levels[plane * width * height + at]
    }
    var expected: [Int32] = []
    for y in 1..<height - 1 {
      for x in 1..<width - 1 {
        let value = difference(1, x, y)
        var neighbours: [Float] = []
        for plane in 0...2 {
          for dy in -1...1 {
            for dx in -1...1 where (plane, dy, dx) != (1, 0, 0) {
              neighbours.append(difference(plane, x + dx, y + dy))
            }
          }
        }
        let isTop = value > 0.1 && neighbours.allSatisfy { $0 < value }
        let isLow = value < -0.1 && neighbours.allSatisfy { $0 > value }
        if isTop || isLow { expected.append(Int32(y * width + x)) }
      }
    }
    let plain = found(in: levels, width: width, height: height, border: 1)
    #expect(plain.total == expected.count)
    #expect(expected.count > 10)
    #expect(Array(plain.places.prefix(plain.total)) == expected)
  }

  @Test func `places beyond the capacity are counted but not written`() {
    let levels = levels(width: 65, height: 40, step: 0, seed: 3)
    let all = found(in: levels, width: 65, height: 40, border: 1)
    let few = found(in: levels, width: 65, height: 40, border: 1, capacity: 4)
    #expect(few.total == all.total)
    #expect(few.places == Array(all.places.prefix(4)))
  }
}
