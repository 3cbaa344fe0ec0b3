// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One 32-bit number a pixel: luma, colour-edge strength, a filter's answer.
///
/// Layout: row-major, no padding; the value in column `x` of row `y` is `samples[y * size.width + x]`. The unit
/// of the values is said by whoever makes the plane.
public struct FloatPlane: Hashable, Sendable {
  /// Width and height in pixels.
  public let size: ImageSize
  /// `size.pixelCount` values.
  public var samples: [Float]

  /// Creates a plane from its values.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - samples: `size.pixelCount` values in the layout above.
  public init(size: ImageSize, samples: [Float]) {
    precondition(
      samples.count == size.pixelCount,
      "\(size) pixels need \(size.pixelCount) values, not \(samples.count)")
    self.size = size
    self.samples = samples
  }

  /// Creates a plane that holds one value everywhere.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - value: The value of every pixel.
  public init(size: ImageSize, repeating value: Float = 0) {
    self.init(size: size, samples: [Float](repeating: value, count: size.pixelCount))
  }

  /// The value of one pixel.
  ///
  /// - Parameters:
  ///   - x: Column, from the left.
  ///   - y: Row, from the top.
  public subscript(x: Int, y: Int) -> Float {
    get { samples[y * size.width + x] }
    set { samples[y * size.width + x] = newValue }
  }
}
