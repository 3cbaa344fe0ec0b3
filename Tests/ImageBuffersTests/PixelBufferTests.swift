// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing

@Suite struct PixelBufferTests {
  @Test func `a part has the pixels that lie in it`() {
    let size = ImageSize(width: 7, height: 5)
    let picture = PixelBuffer(
      size: size, samples: (0..<size.pixelCount * 3).map { UInt8($0) })
    for area in [
      PixelRectangle(left: 2, top: 1, width: 3, height: 4), PixelRectangle(all: size),
      PixelRectangle(left: 6, top: 4, width: 1, height: 1),
    ] {
      let part = picture.cropped(to: area)
      #expect(part.size == area.size)
      for y in 0..<area.height {
        for x in 0..<area.width {
          #expect(part[x, y] == picture[area.left + x, area.top + y])
        }
      }
    }
  }
}
