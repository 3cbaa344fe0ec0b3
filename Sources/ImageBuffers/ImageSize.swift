// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The width and height of a picture, in pixels.
public struct ImageSize: Hashable, Sendable, Codable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int

  /// Creates a size.
  ///
  /// - Parameters:
  ///   - width: Columns, at least 1.
  ///   - height: Rows, at least 1.
  public init(width: Int, height: Int) {
    precondition(
      width > 0 && height > 0, "a picture has at least one pixel, not \(width) x \(height)")
    self.width = width
    self.height = height
  }

  /// The number of pixels, `width * height`.
  public var pixelCount: Int { width * height }

  /// The longer of the two sides, in pixels.
  public var longSide: Int { max(width, height) }

  /// The shorter of the two sides, in pixels.
  public var shortSide: Int { min(width, height) }

  /// The size with its sides exchanged.
  public var transposed: ImageSize { ImageSize(width: height, height: width) }

  /// The size scaled down so that its long side is at most `limit`; never enlarged, never empty.
  ///
  /// Sides are rounded to the nearest pixel in integer arithmetic, so the answer is the same on every machine.
  ///
  /// - Parameter limit: The longest side allowed, in pixels, at least 1.
  /// - Returns: The scaled size, or `self` when it already fits.
  public func fitted(longSide limit: Int) -> ImageSize {
    precondition(limit > 0, "a picture's side is at least 1 pixel, not \(limit)")
    guard longSide > limit else { return self }
    let long = longSide
    return ImageSize(
      width: max(1, (width * limit * 2 + long) / (2 * long)),
      height: max(1, (height * limit * 2 + long) / (2 * long)))
  }
}

extension ImageSize: CustomStringConvertible {
  /// The size as `width x height`.
  public var description: String { "\(width) x \(height)" }
}
