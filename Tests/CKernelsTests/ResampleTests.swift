// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct ResampleTests {
  /// The plain way: each pixel of the target on its own.
  private func resampled(
    _ plane: [Float], _ size: (width: Int, height: Int), unit: Float,
    to target: (width: Int, height: Int)
  ) -> [Float] {
    func place(_ pixel: Int, _ length: Int) -> (first: Int, second: Int, part: Float) {
      let place = min(max(0, (Float(pixel) + 0.5) * unit - 0.5), Float(length - 1))
      let first = Int(place)
      return (first, min(first + 1, length - 1), place - Float(first))
    }
    return (0..<target.height).flatMap { y in
      let row = place(y, size.height)
      return (0..<target.width).map { x in
        let column = place(x, size.width)
        func along(_ row: Int) -> Float {
          let (left, right) = (
            plane[row * size.width + column.first], plane[row * size.width + column.second]
          )
          return left + (right - left) * column.part
        }
        let (upper, lower) = (along(row.first), along(row.second))
        return upper + (lower - upper) * row.part
      }
    }
  }

  @Test(arguments: [0.5, 0.62, 0.75, 0.999, 1, 1.3, 2] as [Float])
  func `planes are drawn at other sizes as pixel by pixel`(unit: Float) {
    for (seed, size) in oddSizes.enumerated() {
      var input = RandomInput(seed: seed)
      let plane = input.floats(size.width * size.height)
      let target = (
        width: max(1, Int((Float(size.width) / unit).rounded())),
        height: max(1, Int((Float(size.height) / unit).rounded()))
      )
      var fast = [Float](repeating: -1, count: target.width * target.height)
      var plain = fast
      ck_resample(
        plane, Int32(size.width), Int32(size.height), unit, &fast, Int32(target.width),
        Int32(target.height))
      ck_resample_plain(
        plane, Int32(size.width), Int32(size.height), unit, &plain, Int32(target.width),
        Int32(target.height))
      #expect(bits(plain) == bits(resampled(plane, size, unit: unit, to: target)))
      #expect(bits(fast) == bits(plain), "\(size) to \(target)")
    }
  }
}
