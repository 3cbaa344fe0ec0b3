// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import Testing
import _TestSupport

@testable import ImageNormalization

@Suite struct PictureConditionTests {
  private let size = ImageSize(width: 384, height: 300)

  private func condition(_ picture: PixelBuffer) -> PictureCondition {
    PictureCondition(of: picture, sourceSize: picture.size)
  }

  /// A picture whose every value is a function of its place and channel.
  private func picture(
    _ size: ImageSize, _ value: (_ x: Int, _ y: Int, _ channel: Int) -> Double
  ) -> PixelBuffer {
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        for channel in 0..<3 {
          samples.append(UInt8(min(255, max(0, value(x, y, channel))).rounded()))
        }
      }
    }
    return PixelBuffer(size: size, samples: samples)
  }

  /// A picture under a box blur, three times along each side, which is nearly a Gaussian.
  private func blurred(_ picture: PixelBuffer, radius: Int) -> PixelBuffer {
    var samples = picture.samples.map(Double.init)
    let row = 3 * size.width
    for _ in 0..<3 {
      for y in 0..<size.height {
        for channel in 0..<3 {
          blur(&samples, from: y * row + channel, step: 3, count: size.width, radius)
        }
      }
      for x in 0..<row { blur(&samples, from: x, step: row, count: size.height, radius) }
    }
    return PixelBuffer(size: size, samples: samples.map { UInt8($0.rounded()) })
  }

  /// Replaces each of `count` values by the mean of those at most `radius` away.
  private func blur(
    _ samples: inout [Double], from start: Int, step: Int, count: Int, _ radius: Int
  ) {
    var sums = [0.0]
    for place in 0..<count { sums.append(sums[place] + samples[start + place * step]) }
    for place in 0..<count {
      let (low, high) = (max(0, place - radius), min(count, place + radius + 1))
      samples[start + place * step] = (sums[high] - sums[low]) / Double(high - low)
    }
  }

  @Test(arguments: [1] as [UInt64])
  func `blur lowers the sharpness, the more the further it reaches`(seed: UInt64) {
    let sharp = DrawnPicture.discs(seed: seed, size: size)
    let values = [0, 4, 10].map { radius in
      condition(radius == 0 ? sharp : blurred(sharp, radius: radius)).sharpness
    }
    #expect(values == values.sorted(by: >), "\(values)")
    #expect(!condition(sharp).isBlurred && values[0] > 0.5)
    #expect(condition(blurred(sharp, radius: 16)).isBlurred)
  }

  @Test func `a single step has the sharpness that its definition gives`() {
    // A vertical step of 200 levels on a boundary of 64: at every octave one pixel wide and as high.
    let step = picture(size) { x, _, _ in x < 192 ? 20 : 220 }
    #expect(condition(step).sharpness == 1)
    // A ramp over 128 pixels rises by 4 levels a pixel at a quarter of the size, by 32 at the coarsest octave, where 300
    // rows are 9.
    let ramp = picture(size) { x, _, _ in Double(min(128, max(0, x - 128))) }
    #expect(condition(ramp).sharpness == 4.0 / 32)
  }

  @Test func `a plain picture is not called blurred`() {
    let plain = condition(PixelBuffer(size: size, red: 99, green: 99, blue: 99))
    #expect(plain.sharpness == 1 && plain.grating == 1)
    #expect(!plain.isBlurred && !plain.hasGrating && !plain.isTooSmall)
  }

  @Test func `a photographed colour grid is found, one in luma alone or without noise is not`() {
    let size = ImageSize(width: 256, height: 192)
    let design = DrawnPicture.discs(seed: 4, size: size)
    func grid(_ phase: Double, noise: Double, over shown: Double) -> PixelBuffer {
      var random = SplitMix64(seed: 8)
      return picture(size) { x, y, channel in
        let wave = sin(2 * .pi * (0.31 * Double(x) + 0.04 * Double(y)) + phase * Double(channel))
        return shown * Double(design.samples[(y * size.width + x) * 3 + channel]) + 45 + 20 * wave
          + Double.random(in: -noise...noise, using: &random)
      }
    }
    let beside = 2 * .pi / 3 * 0.8
    #expect(condition(grid(beside, noise: 3, over: 0.7)).hasGrating)
    #expect(!condition(grid(0, noise: 3, over: 0.7)).hasGrating)
    // Drawn, not photographed: there is no noise.
    #expect(!condition(grid(beside, noise: 0, over: 0)).hasGrating)
    #expect(!condition(design).hasGrating)
  }

  @Test func `a grid over one corner is the design's own`() {
    let size = ImageSize(width: 256, height: 192)
    let design = DrawnPicture.discs(seed: 5, size: size)
    let cornered = picture(size) { x, y, channel in
      let inside = x < 100 && y < 80
      let wave = sin(2 * .pi * 0.31 * Double(x) + 1.7 * Double(channel))
      return Double(design.samples[(y * size.width + x) * 3 + channel]) + (inside ? 40 * wave : 0)
    }
    #expect(!condition(cornered).hasGrating)
  }

  @Test func `the size as it came decides what is too small`() {
    let picture = DrawnPicture.discs(seed: 6, size: ImageSize(width: 90, height: 47))
    #expect(condition(picture).isTooSmall)
    let large = PictureCondition(of: picture, sourceSize: ImageSize(width: 180, height: 94))
    #expect(!large.isTooSmall && large.shortSide == 94)
  }
}
