// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An upright rectangle of whole pixels inside a picture.
public struct PixelRectangle: Hashable, Sendable {
  /// The first column, from the left edge of the picture.
  public var left: Int
  /// The first row, from the top edge of the picture.
  public var top: Int
  /// How many columns, at least 1.
  public var width: Int
  /// How many rows, at least 1.
  public var height: Int

  /// Creates a rectangle.
  ///
  /// - Parameters:
  ///   - left: The first column, at least 0.
  ///   - top: The first row, at least 0.
  ///   - width: How many columns, at least 1.
  ///   - height: How many rows, at least 1.
  public init(left: Int, top: Int, width: Int, height: Int) {
    precondition(
      left >= 0 && top >= 0 && width > 0 && height > 0,
      "a rectangle has pixels: not \(width) x \(height) at \(left), \(top)")
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }

  /// All of a picture.
  ///
  /// - Parameter size: The picture's size.
  public init(all size: ImageSize) {
    self.init(left: 0, top: 0, width: size.width, height: size.height)
  }

  /// The column after the last.
  public var right: Int { left + width }
  /// The row after the last.
  public var bottom: Int { top + height }
  /// How many pixels it has.
  public var pixelCount: Int { width * height }
  /// Columns and rows.
  public var size: ImageSize { ImageSize(width: width, height: height) }

  /// The same place in the picture at another size, to whole pixels, at least one each way.
  ///
  /// - Parameters:
  ///   - size: The size of the picture in whose pixels the rectangle is.
  ///   - other: The size that is wanted.
  /// - Returns: The rectangle in pixels of the other size.
  public func scaled(from size: ImageSize, to other: ImageSize) -> PixelRectangle {
    func place(_ value: Int, _ from: Int, _ to: Int) -> Int { (2 * value * to + from) / (2 * from) }
    let left = min(other.width - 1, place(self.left, size.width, other.width))
    let top = min(other.height - 1, place(self.top, size.height, other.height))
    let right = max(left + 1, min(other.width, place(self.right, size.width, other.width)))
    let bottom = max(top + 1, min(other.height, place(self.bottom, size.height, other.height)))
    return PixelRectangle(left: left, top: top, width: right - left, height: bottom - top)
  }
}
