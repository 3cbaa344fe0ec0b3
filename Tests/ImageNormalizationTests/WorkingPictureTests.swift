// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageNormalization
import Testing

@Suite struct WorkingPictureTests {
  /// The mean of the area of one output pixel, by rational numbers over every source pixel.
  private func mean(of picture: PixelBuffer, x: Int, y: Int, channel: Int, to size: ImageSize)
    -> Int
  {
    let (width, height) = (picture.size.width, picture.size.height)
    var sum = 0
    for sourceY in 0..<height {
      let high =
        min((sourceY + 1) * size.height, (y + 1) * height) - max(sourceY * size.height, y * height)
      guard high > 0 else { continue }
      for sourceX in 0..<width {
        let wide =
          min((sourceX + 1) * size.width, (x + 1) * width) - max(sourceX * size.width, x * width)
        guard wide > 0 else { continue }
        sum += high * wide * Int(picture.samples[(sourceY * width + sourceX) * 3 + channel])
      }
    }
    return (2 * sum + width * height) / (2 * width * height)
  }

  private func noise(_ size: ImageSize, seed: UInt64) -> PixelBuffer {
    var state = seed
    let samples = (0..<size.pixelCount * 3).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return PixelBuffer(size: size, samples: samples)
  }

  @Test(
    arguments: [
      (7, 5, 3), (16, 16, 8), (17, 31, 16), (100, 3, 64), (3, 100, 64), (65, 64, 64), (63, 40, 1),
      (97, 1500, 24), (95, 6400, 100),
      (1, 90, 7), (129, 33, 32),
    ])
  func `each pixel is the mean of its area`(width: Int, height: Int, longSide: Int) {
    let picture = noise(
      ImageSize(width: width, height: height), seed: UInt64(width * 1000 + height))
    let copy = WorkingPicture.make(of: picture, longSide: longSide)
    #expect(copy.size == picture.size.fitted(longSide: longSide))
    for y in 0..<copy.size.height {
      for x in 0..<copy.size.width {
        for channel in 0..<3 {
          let expected = mean(of: picture, x: x, y: y, channel: channel, to: copy.size)
          #expect(Int(copy.samples[(y * copy.size.width + x) * 3 + channel]) == expected)
        }
      }
    }
  }

  @Test func `a picture that fits is copied unchanged`() {
    let picture = noise(ImageSize(width: 40, height: 30), seed: 7)
    #expect(WorkingPicture.make(of: picture, longSide: 40) == picture)
  }

  @Test(arguments: [1, 2, 3, 16, 37])
  func `the cutting of rows into calls changes nothing`(rowCount: Int) {
    let picture = noise(ImageSize(width: 50, height: 37), seed: 11)
    var copy = WorkingPicture(of: picture.size, longSide: 20)
    for row in stride(from: 0, to: 37, by: rowCount) {
      let end = min(37, row + rowCount)
      copy.consume(
        rows: picture.samples.span.extracting(row * 150..<end * 150), rowCount: end - row)
    }
    #expect(copy.finish() == WorkingPicture.make(of: picture, longSide: 20))
  }

  @Test func `white stays white at the largest sizes`() {
    let size = ImageSize(width: 65_535, height: 128)
    let copy = WorkingPicture.make(of: PixelBuffer(size: size, red: 255, green: 255, blue: 255))
    #expect(copy.size == ImageSize(width: 1024, height: 2))
    #expect(copy.samples.allSatisfy { $0 == 255 })
  }
}
