// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The eight ways to lay a rectangle onto itself or its transpose: four turns, each with or without a mirror.
///
/// Each transform is "mirror left-right first (or not), then turn clockwise by a quarter, half or three quarters".
/// Raw values are stable and are stored.
public enum DihedralTransform: UInt8, CaseIterable, Sendable, Codable {
  /// Nothing changes.
  case identity = 0
  /// A quarter turn clockwise: the top edge becomes the right edge.
  case rotate90 = 1
  /// A half turn.
  case rotate180 = 2
  /// A quarter turn anticlockwise: the top edge becomes the left edge.
  case rotate270 = 3
  /// Left and right exchanged.
  case mirror = 4
  /// Mirrored left-right, then a quarter turn clockwise: the reflection in the diagonal from bottom left to top right.
  case transverse = 5
  /// Top and bottom exchanged: mirrored left-right, then a half turn.
  case flip = 6
  /// Rows become columns: mirrored left-right, then a quarter turn anticlockwise.
  case transpose = 7

  /// Whether the transform turns the picture over, so that no turn alone undoes it.
  public var isMirrored: Bool { rawValue >= 4 }

  /// Clockwise quarter turns after the mirror, 0...3.
  public var quarterTurns: Int { Int(rawValue & 3) }

  /// Whether width and height change places.
  public var exchangesSides: Bool { rawValue & 1 == 1 }

  /// The transform that undoes this one.
  public var inverse: DihedralTransform {
    switch self {
    case .rotate90: .rotate270
    case .rotate270: .rotate90
    case .identity, .rotate180, .mirror, .transverse, .flip, .transpose: self
    }
  }

  /// Where the pixel (`x`, `y`) of a picture of `size` goes.
  ///
  /// - Parameters:
  ///   - x: Column in the picture before the transform.
  ///   - y: Row in the picture before the transform.
  ///   - size: The picture's size before the transform.
  /// - Returns: Column and row in the transformed picture.
  public func destination(x: Int, y: Int, in size: ImageSize) -> (x: Int, y: Int) {
    let x = isMirrored ? size.width - 1 - x : x
    return switch quarterTurns {
    case 1: (size.height - 1 - y, x)
    case 2: (size.width - 1 - x, size.height - 1 - y)
    case 3: (y, size.width - 1 - x)
    default: (x, y)
    }
  }
}

extension PixelBuffer {
  /// The picture mirrored and turned.
  ///
  /// - Parameter transform: What to do with the picture.
  /// - Returns: A new picture; sides are exchanged for odd quarter turns.
  /// - Complexity: O(pixels).
  public func transformed(by transform: DihedralTransform) -> PixelBuffer {
    guard transform != .identity else { return self }
    let target = transform.exchangesSides ? size.transposed : size
    var result = [UInt8](repeating: 0, count: samples.count)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let place = transform.destination(x: x, y: y, in: size)
        let from = (y * size.width + x) * 3
        let to = (place.y * target.width + place.x) * 3
        result[to] = samples[from]
        result[to + 1] = samples[from + 1]
        result[to + 2] = samples[from + 2]
      }
    }
    return PixelBuffer(size: target, samples: result)
  }
}
