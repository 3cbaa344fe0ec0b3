// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A projective map of the plane, from query pixels to design pixels: similarities, affine maps and homographies alike.
///
/// (x, y) goes to ((m00 x + m01 y + m02) / w, (m10 x + m11 y + m12) / w) with w = m20 x + m21 y + 1.
public struct PlaneMap: Hashable, Sendable {
  /// First row.
  public var m00: Float
  /// First row.
  public var m01: Float
  /// First row: shift of columns in pixels.
  public var m02: Float
  /// Second row.
  public var m10: Float
  /// Second row.
  public var m11: Float
  /// Second row: shift of rows in pixels.
  public var m12: Float
  /// Third row: zero for affine maps.
  public var m20: Float = 0
  /// Third row: zero for affine maps.
  public var m21: Float = 0

  /// Lays a whole picture onto a whole design, turned clockwise by quarter turns and stretched.
  ///
  /// - Parameters:
  ///   - query: Size of the query's working picture.
  ///   - design: Size of the design's working picture.
  ///   - quarterTurns: Clockwise quarter turns, 0...3.
  public init(wholeOf query: ImageSize, onto design: ImageSize, quarterTurns: Int) {
    let isOdd = quarterTurns % 2 == 1
    let sx = Float(design.width) / Float(isOdd ? query.height : query.width)
    let sy = Float(design.height) / Float(isOdd ? query.width : query.height)
    let width = Float(query.width)
    let height = Float(query.height)
    // Centres of pixels lie half a pixel in: place + 0.5 is stretched, then 0.5 is taken off again.
    switch quarterTurns % 4 {
    case 1:
      self.init(
        m00: 0, m01: -sx, m02: (height - 0.5) * sx - 0.5, m10: sy, m11: 0, m12: 0.5 * sy - 0.5)
    case 2:
      self.init(
        m00: -sx, m01: 0, m02: (width - 0.5) * sx - 0.5, m10: 0, m11: -sy,
        m12: (height - 0.5) * sy - 0.5)
    case 3:
      self.init(
        m00: 0, m01: sx, m02: 0.5 * sx - 0.5, m10: -sy, m11: 0, m12: (width - 0.5) * sy - 0.5)
    default:
      self.init(m00: sx, m01: 0, m02: 0.5 * sx - 0.5, m10: 0, m11: sy, m12: 0.5 * sy - 0.5)
    }
  }

  init(
    m00: Float, m01: Float, m02: Float, m10: Float, m11: Float, m12: Float, m20: Float = 0,
    m21: Float = 0
  ) {
    self.m00 = m00
    self.m01 = m01
    self.m02 = m02
    self.m10 = m10
    self.m11 = m11
    self.m12 = m12
    self.m20 = m20
    self.m21 = m21
  }

  /// The place that (`x`, `y`) goes to.
  ///
  /// - Parameters:
  ///   - x: Column in pixels.
  ///   - y: Row in pixels.
  /// - Returns: Column and row in pixels.
  @inline(__always)
  public func apply(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let w = 1 / (m20 * x + m21 * y + 1)
    return ((m00 * x + m01 * y + m02) * w, (m10 * x + m11 * y + m12) * w)
  }

  /// The affine map that touches this one at (`x`, `y`).
  func tangent(_ x: Float, _ y: Float) -> (a: Float, b: Float, c: Float, d: Float) {
    let w = 1 / (m20 * x + m21 * y + 1)
    let p = apply(x, y)
    return (
      (m00 - m20 * p.x) * w, (m01 - m21 * p.x) * w, (m10 - m20 * p.y) * w, (m11 - m21 * p.y) * w
    )
  }

  /// The map that undoes this one, or nil when it has no inverse.
  public var inverse: PlaneMap? {
    let c00 = m11 - m12 * m21
    let c01 = m12 * m20 - m10
    let c02 = m10 * m21 - m11 * m20
    let determinant = m00 * c00 + m01 * c01 + m02 * c02
    let w = m00 * m11 - m01 * m10
    guard determinant != 0, w != 0 else { return nil }
    return PlaneMap(
      m00: c00 / w, m01: (m02 * m21 - m01) / w, m02: (m01 * m12 - m02 * m11) / w, m10: c01 / w,
      m11: (m00 - m02 * m20) / w, m12: (m02 * m10 - m00 * m12) / w, m20: c02 / w,
      m21: (m01 * m20 - m00 * m21) / w)
  }

  /// The map of a picture whose columns were counted from the other side: `self` after x -> width - 1 - x.
  ///
  /// - Parameter width: Width of the query's working picture in pixels.
  /// - Returns: The map from the picture as it is.
  public func afterMirroring(width: Int) -> PlaneMap {
    let shift = Float(width - 1)
    let w = m20 * shift + 1
    return PlaneMap(
      m00: -m00 / w, m01: m01 / w, m02: (m00 * shift + m02) / w, m10: -m10 / w, m11: m11 / w,
      m12: (m10 * shift + m12) / w, m20: -m20 / w, m21: m21 / w)
  }

  /// The map of a picture of which the query is a part: `self` after (x, y) -> (x - right, y - down).
  ///
  /// - Parameters:
  ///   - right: The column of the picture in which the query begins.
  ///   - down: The row in which it begins.
  /// - Returns: The map from the picture.
  public func afterShifting(right: Int, down: Int) -> PlaneMap {
    let (right, down) = (Float(right), Float(down))
    let w = 1 - m20 * right - m21 * down
    return PlaneMap(
      m00: m00 / w, m01: m01 / w, m02: (m02 - m00 * right - m01 * down) / w, m10: m10 / w,
      m11: m11 / w, m12: (m12 - m10 * right - m11 * down) / w, m20: m20 / w, m21: m21 / w)
  }

  /// The rows of the 3 x 3 matrix.
  public var rows: [[Double]] {
    [
      [Double(m00), Double(m01), Double(m02)], [Double(m10), Double(m11), Double(m12)],
      [Double(m20), Double(m21), 1],
    ]
  }
}
