// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageNormalization
import Testing
import _TestSupport

@Suite struct ColourEdgesTests {
  private let picture = DrawnPicture.shapes(seed: 4, size: ImageSize(width: 121, height: 87))

  @Test func `the map does not change when all colours are inverted`() {
    #expect(ColourEdges.map(of: picture.inverted) == ColourEdges.map(of: picture))
  }

  @Test(arguments: [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func `the map does not change when channels are exchanged`(order: [Int]) {
    var exchanged = picture
    for pixel in 0..<picture.size.pixelCount {
      for channel in 0..<3 {
        exchanged.samples[pixel * 3 + channel] = picture.samples[pixel * 3 + order[channel]]
      }
    }
    #expect(ColourEdges.map(of: exchanged) == ColourEdges.map(of: picture))
  }

  @Test func `the map lies in 0 to 1 and is 0 where nothing changes`() {
    let map = ColourEdges.map(of: picture)
    #expect(map.size == picture.size)
    #expect(map.samples.allSatisfy { $0 >= 0 && $0 <= 1 })
    let flat = PixelBuffer(size: ImageSize(width: 40, height: 30), red: 9, green: 200, blue: 31)
    #expect(ColourEdges.map(of: flat).samples.allSatisfy { $0 == 0 })
  }

  @Test func `an edge of equal luma is an edge`() {
    // Red meets green: 299 * 118 and 587 * 60 lie within a tenth of a level of luma.
    var picture = PixelBuffer(size: ImageSize(width: 64, height: 48), red: 118, green: 0, blue: 0)
    for y in 0..<48 {
      for x in 32..<64 { picture[x, y] = (0, 60, 0) }
    }
    let map = ColourEdges.map(of: picture)
    #expect(map[32, 24] > 0.5)
    #expect(map[5, 24] == 0)
  }
}
