// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing

@Suite struct ImageSizeTests {
  @Test func `fitting keeps small pictures and shrinks large ones to the long side`() {
    #expect(
      ImageSize(width: 640, height: 480).fitted(longSide: 1024)
        == ImageSize(width: 640, height: 480))
    #expect(
      ImageSize(width: 2048, height: 1000).fitted(longSide: 1024)
        == ImageSize(width: 1024, height: 500))
    #expect(
      ImageSize(width: 30, height: 60_000).fitted(longSide: 1024)
        == ImageSize(width: 1, height: 1024))
  }
}
