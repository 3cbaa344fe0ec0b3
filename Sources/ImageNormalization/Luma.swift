// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Luma of a picture: how bright each pixel is.
public enum Luma {
  /// Computes the luma of a picture, BT.601 weights.
  ///
  /// - Parameter picture: An upright picture.
  /// - Returns: A plane of the picture's size, values in 0...1 (gamma-encoded).
  /// - Complexity: O(pixels).
  public static func plane(of picture: PixelBuffer) -> FloatPlane {
    let count = picture.size.pixelCount
    let samples = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      picture.samples.withUnsafeBufferPointer { rgb in
        for pixel in 0..<count {
          // Integers up to 255,000 are exact in a float, so the one division decides the rounding.
          let sum =
            299 * Int32(rgb[pixel * 3]) + 587 * Int32(rgb[pixel * 3 + 1])
            + 114 * Int32(rgb[pixel * 3 + 2])
          buffer[pixel] = Float(sum) / 255_000
        }
      }
      filled = count
    }
    return FloatPlane(size: picture.size, samples: samples)
  }
}
