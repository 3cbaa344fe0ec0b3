// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import _TestSupport

/// Pictures of whole-number arithmetic only; Scripts/make-pdq-golden draws the same ones.
enum SyntheticPicture: String, CaseIterable {
  /// Independent random bytes.
  case noise
  /// Smooth ramps, another for each channel.
  case gradient
  /// Blocks of three colours in a twill.
  case weave
  /// Six flat discs on a light ground.
  case discs
  /// A grey that varies by less than 16.
  case faint
  /// One colour.
  case flat

  /// Draws the picture.
  func draw(_ size: ImageSize, seed: UInt64) -> PixelBuffer {
    var random = SplitMix64(seed: seed)
    let (width, height) = (size.width, size.height)
    switch self {
    case .noise:
      let samples = (0..<size.pixelCount * 3).map { _ in UInt8(random.next() >> 56) }
      return PixelBuffer(size: size, samples: samples)
    case .gradient:
      return pixels(size) { x, y in
        (
          255 * x / max(1, width - 1), 255 * y / max(1, height - 1),
          255 * (x + y) / max(1, width + height - 2)
        )
      }
    case .weave:
      let palette = [(200, 30, 60), (240, 220, 180), (20, 60, 120)]
      return pixels(size) { x, y in palette[(x / (width / 7 + 1) + y / (height / 5 + 1)) % 3] }
    case .discs:
      return discs(size, random: &random)
    case .faint:
      let samples = (0..<size.pixelCount * 3).map { _ in UInt8(120 + (random.next() >> 60)) }
      return PixelBuffer(size: size, samples: samples)
    case .flat:
      return PixelBuffer(size: size, red: 77, green: 150, blue: 33)
    }
  }

  private func pixels(_ size: ImageSize, _ colour: (Int, Int) -> (Int, Int, Int)) -> PixelBuffer {
    var samples: [UInt8] = []
    samples.reserveCapacity(size.pixelCount * 3)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (red, green, blue) = colour(x, y)
        samples += [UInt8(red), UInt8(green), UInt8(blue)]
      }
    }
    return PixelBuffer(size: size, samples: samples)
  }

  private func discs(_ size: ImageSize, random: inout SplitMix64) -> PixelBuffer {
    var picture = PixelBuffer(size: size, red: 230, green: 230, blue: 230)
    for _ in 0..<6 {
      let n = (0..<6).map { _ in random.next() }
      let centreX = Int(n[0] % UInt64(size.width))
      let centreY = Int(n[1] % UInt64(size.height))
      let radius = Int(n[2] % UInt64(size.shortSide / 2 + 1)) + 1
      let colour = (UInt8(n[3] % 256), UInt8(n[4] % 256), UInt8(n[5] % 256))
      for y in 0..<size.height {
        for x in 0..<size.width {
          let (dx, dy) = (x - centreX, y - centreY)
          if dx * dx + dy * dy <= radius * radius { picture[x, y] = colour }
        }
      }
    }
    return picture
  }
}
