// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A picture divided into few colours: which of them each pixel has.
///
/// The colours are not fixed. Again and again the set of pixels that is spread most along red, green or blue is cut at
/// its mean, so that a pale picture is divided as finely as a vivid one, and a recolouring much as the original.
///
/// > Source: P. Heckbert, Color image quantization for frame buffer display, SIGGRAPH 1982; the set to cut and the
/// > place of the cut by variance, after X. Wu, Efficient statistical computations for optimal color quantization,
/// > Graphics Gems II (1991).
///
/// - Determinism: sums of whole numbers; the same picture, the same division, on every machine.
public struct ColourDivision: Sendable, Hashable {
  /// The most colours.
  ///
  /// With 8, 12 and 32 instead, copies and strangers that a first look had left in doubt (1,279 pairs
  /// of the developers' set) were told apart less well or no better.
  static let limit = 16
  /// The label of a pixel that is not part of the picture.
  static let outside = UInt8(limit)
  /// One more than the largest label.
  static let labelCount = limit + 1

  /// The size of the picture.
  public let size: ImageSize
  /// How many colours there are, 0...16.
  public private(set) var colourCount = 0
  /// How many pixels are part of the picture.
  public let pixelCount: Int
  /// The number of each pixel's colour, row by row; 16 for those outside.
  private(set) var labels: [UInt8]

  /// Divides a picture.
  ///
  /// - Parameters:
  ///   - picture: The picture, at most 4,194,304 pixels: sums of squares times pixels then fit 64 bits.
  ///   - shares: How much of each pixel it covers, 0...255, row by row; only whole pixels are part of it.
  /// - Complexity: O(pixels x colours).
  public init(of picture: PixelBuffer, covered shares: [UInt8]) {
    precondition(
      picture.size.pixelCount <= 1 << 22, "\(picture.size) is too large for exact sums")
    precondition(
      shares.count == picture.size.pixelCount, "\(shares.count) shares for \(picture.size)")
    size = picture.size
    labels = [UInt8](repeating: Self.outside, count: size.pixelCount)
    let all = shares.indices.filter { shares[$0] == 255 }
    pixelCount = all.count
    guard !all.isEmpty else { return }
    var sets = [Spread(of: all, in: picture.samples)]
    while sets.count < Self.limit {
      var widest = 0
      for place in sets.indices where sets[place].spread > sets[widest].spread { widest = place }
      guard let (low, high) = sets[widest].halves(in: picture.samples) else { break }
      sets[widest] = Spread(of: low, in: picture.samples)
      sets.append(Spread(of: high, in: picture.samples))
    }
    colourCount = sets.count
    for (label, set) in sets.enumerated() {
      for pixel in set.pixels { labels[pixel] = UInt8(label) }
    }
  }
}

/// Some pixels and how far their colours are spread.
private struct Spread {
  let pixels: [Int]
  /// The sum of squares about the mean along the channel where it is largest.
  let spread: Int
  private let channel: Int
  private let sum: Int

  init(of pixels: [Int], in samples: [UInt8]) {
    self.pixels = pixels
    var sums = SIMD3<Int>()
    var squares = SIMD3<Int>()
    for pixel in pixels {
      let colour = SIMD3(
        Int(samples[pixel * 3]), Int(samples[pixel * 3 + 1]), Int(samples[pixel * 3 + 2]))
      sums &+= colour
      squares &+= colour &* colour
    }
    var best = (channel: 0, spread: -1)
    for channel in 0..<3 {
      let spread =
        (squares[channel] * pixels.count - sums[channel] * sums[channel]) / pixels.count
      if spread > best.spread { best = (channel, spread) }
    }
    (channel, spread) = best
    sum = sums[best.channel]
  }

  /// The pixels up to the mean and those above; nil when all are alike.
  func halves(in samples: [UInt8]) -> (low: [Int], high: [Int])? {
    guard spread > 0 else { return nil }
    var (low, high): ([Int], [Int]) = ([], [])
    for pixel in pixels {
      if Int(samples[pixel * 3 + channel]) * pixels.count <= sum {
        low.append(pixel)
      } else {
        high.append(pixel)
      }
    }
    return high.isEmpty ? nil : (low, high)
  }
}
