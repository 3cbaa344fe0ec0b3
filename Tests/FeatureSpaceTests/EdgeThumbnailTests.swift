// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import ImageBuffers
import Testing

@Suite struct EdgeThumbnailTests {
  // Level n stands for n / 22: 0.5 is level 11; from 15 / 22 on everything is 15.
  @Test(arguments: [(0, 0), (0.5, 11), (0.68, 15), (1, 15)] as [(Float, UInt8)])
  func `an even map has one level`(strength: Float, level: UInt8) {
    let size = ImageSize(width: 300, height: 200)
    let thumbnail = EdgeThumbnail(of: PlanePyramid(FloatPlane(size: size, repeating: strength)))
    #expect(thumbnail.size == ImageSize(width: 128, height: 85))
    #expect(Set(thumbnail.levels) == [level])
  }

  @Test func `a small map keeps its size`() {
    let size = ImageSize(width: 3, height: 2)
    let plane = FloatPlane(size: size, samples: [0, 1, 2, 3, 4, 5].map { $0 / 22 })
    let thumbnail = EdgeThumbnail(of: PlanePyramid(plane))
    #expect(thumbnail.size == size)
    #expect(thumbnail.levels == [0, 1, 2, 3, 4, 5])
  }
}
