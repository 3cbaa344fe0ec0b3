// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers

extension PixelBuffer {
  /// A weave with noise and blots: something of everything that stages look for.
  static func weave(_ size: ImageSize) -> PixelBuffer {
    var random = SplitMix64(seed: 1)
    var picture = PixelBuffer(size: size, red: 0, green: 0, blue: 0)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let thread: UInt64 = (x / 30 + y / 60) % 2 == 0 ? 40 : 150
        let blot: UInt64 = (x * x / 900 + y * y / 700) % 7 == 0 ? 60 : 0
        let shade = UInt8(truncatingIfNeeded: min(255, thread + blot + random.next() % 24))
        picture[x, y] = (shade, shade / 2 + 40, 255 - shade)
      }
    }
    return picture
  }
}
