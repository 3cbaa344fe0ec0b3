// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct BlurTests {
  // A kernel of one side: a centre of a half and the rest falling.
  private func weights(radius: Int) -> [Float] {
    (0...radius).map { 0.5 / Float(1 + $0 * $0) }
  }

  @Test func `the plain blur is a convolution that repeats the edge pixels`() {
    let (width, height, radius) = (23, 14, 5)
    var input = RandomInput(seed: 5)
    let source = input.floats(width * height)
    let weights = weights(radius: radius)
    var blurred = source
    var scratch = source
    ck_blur_plain(source, &blurred, &scratch, Int32(width), Int32(height), weights, Int32(radius))
    for y in 0..<height {
      for x in 0..<width {
        var expected = 0.0
        for dy in -radius...radius {
          for dx in -radius...radius {
            let at =
              min(max(0, y + dy), height - 1) * width + min(max(0, x + dx), width - 1)
            expected += Double(weights[abs(dx)]) * Double(weights[abs(dy)]) * Double(source[at])
          }
        }
        #expect(abs(Double(blurred[y * width + x]) - expected) < 1e-5)
      }
    }
  }

  @Test func `a plane may be blurred in place`() {
    let (width, height) = (19, 27)
    var input = RandomInput(seed: 1)
    let source = input.floats(width * height)
    let weights = weights(radius: 4)
    var apart = source
    var inPlace = source
    var scratch = source
    ck_blur_plain(source, &apart, &scratch, Int32(width), Int32(height), weights, 4)
    inPlace.withUnsafeMutableBufferPointer { plane in
      ck_blur_plain(
        plane.baseAddress, plane.baseAddress, &scratch, Int32(width), Int32(height), weights, 4)
    }
    #expect(bits(inPlace) == bits(apart))
  }
}
