// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Pictures that are drawn by numbers: rich enough to be told apart, the same in every run.
public enum DrawnPicture {
  /// Draws soft discs of random place, size and colour; no symmetry is likely.
  ///
  /// - Parameters:
  ///   - seed: Another seed is another picture.
  ///   - size: The picture's size.
  /// - Returns: The picture.
  public static func discs(seed: UInt64, size: ImageSize) -> PixelBuffer {
    var random = SplitMix64(seed: seed)
    func next(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var samples = [UInt8](repeating: 0, count: size.pixelCount * 3)
    let ground = (0..<3).map { _ in next(0...255) }
    for pixel in 0..<size.pixelCount {
      for channel in 0..<3 { samples[pixel * 3 + channel] = UInt8(ground[channel]) }
    }
    for _ in 0..<24 {
      let (centreX, centreY) = (next(0...size.width), next(0...size.height))
      let radius = next(max(2, size.shortSide / 16)...max(3, size.shortSide / 4))
      let color = (0..<3).map { _ in next(0...255) }
      for y in max(0, centreY - radius)..<min(size.height, centreY + radius) {
        for x in max(0, centreX - radius)..<min(size.width, centreX + radius) {
          let (offsetX, offsetY) = (x - centreX, y - centreY)
          guard offsetX * offsetX + offsetY * offsetY < radius * radius else { continue }
          for channel in 0..<3 {
            samples[(y * size.width + x) * 3 + channel] = UInt8(color[channel])
          }
        }
      }
    }
    return PixelBuffer(size: size, samples: samples)
  }
}
