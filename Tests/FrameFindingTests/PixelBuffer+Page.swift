// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import _TestSupport

extension PixelBuffer {
  /// Fills a rectangle with a colour.
  mutating func fill(_ ink: [UInt8], left: Int, top: Int, width: Int, height: Int) {
    for y in top..<top + height {
      for x in left..<left + width { self[x, y] = (ink[0], ink[1], ink[2]) }
    }
  }

  /// Copies a smaller picture into this one, its corners rounded with a radius.
  mutating func draw(_ picture: PixelBuffer, left: Int, top: Int, cornersOf radius: Int = 0) {
    let (width, height) = (picture.size.width, picture.size.height)
    for y in 0..<height {
      for x in 0..<width {
        let u = max(0, max(radius - x, x - (width - 1 - radius)))
        let v = max(0, max(radius - y, y - (height - 1 - radius)))
        if u * u + v * v <= radius * radius { self[left + x, top + y] = picture[x, y] }
      }
    }
  }

  /// Draws lines of something that looks like words: strokes of changing width with gaps.
  mutating func write(left: Int, top: Int, lines: Int, width: Int, ink: [UInt8]) {
    var random = SplitMix64(seed: UInt64(left + top))
    for line in 0..<lines {
      var x = left
      while x < left + width - 8 {
        let stroke = Int.random(in: 1...3, using: &random)
        let height = Int.random(in: 4...8, using: &random)
        fill(ink, left: x, top: top + line * 16 + 8 - height, width: stroke, height: height)
        x += stroke + Int.random(in: 1...5, using: &random)
      }
    }
  }
}
