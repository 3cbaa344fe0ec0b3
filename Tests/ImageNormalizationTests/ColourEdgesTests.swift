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
    #expect(ColourEdges.map(of: picture.negative) == ColourEdges.map(of: picture))
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

  @Test func `an edge and the same edge with its colours exchanged run the same way`() {
    #expect(ColourEdges.directions(of: picture.negative) == ColourEdges.directions(of: picture))
  }

  @Test func `directions are those of the gradient, doubled`() {
    // Ramps to the right, downwards and along both diagonals.
    let size = ImageSize(width: 48, height: 48)
    for (a, b, wanted) in [(2, 0, (1, 0)), (0, 2, (-1, 0)), (2, 2, (0, 1)), (2, -2, (0, -1))] {
      var ramp = PixelBuffer(size: size, red: 0, green: 0, blue: 0)
      for y in 0..<48 {
        for x in 0..<48 {
          let level = UInt8(100 + (a * (x - 24) + b * (y - 24)) / 2)
          ramp[x, y] = (level, level, level)
        }
      }
      let field = ColourEdges.directions(of: ramp)
      let at = (24 * 48 + 24) * 2
      let (along, across) = (Int(field.samples[at]), Int(field.samples[at + 1]))
      let strength = Float(127) * ColourEdges.map(of: ramp)[24, 24]
      #expect(abs(Float(along) - strength * Float(wanted.0)) <= 1.5, "\(a) \(b)")
      #expect(abs(Float(across) - strength * Float(wanted.1)) <= 1.5, "\(a) \(b)")
    }
  }

  @Test func `noise leaves a soft edge where it is`() {
    // Gradients of the unsmoothed picture would be noise of 14 levels beside an edge of 24.
    var random = SplitMix64(seed: 3)
    var soft = PixelBuffer(size: ImageSize(width: 96, height: 64), red: 0, green: 0, blue: 0)
    for y in 0..<64 {
      for x in 0..<96 {
        let ramp = min(1, max(0, (Float(x) - 44) / 8))
        func level() -> UInt8 { UInt8(80 + 96 * ramp + Float.random(in: -12...12, using: &random)) }
        soft[x, y] = (level(), level(), level())
      }
    }
    let map = ColourEdges.map(of: soft)
    func mean(_ columns: Range<Int>) -> Float {
      var sum: Float = 0
      for y in 8..<56 { for x in columns { sum += map[x, y] } }
      return sum / Float(48 * columns.count)
    }
    #expect(mean(46..<50) > 1.6 * mean(10..<34))
  }
}
