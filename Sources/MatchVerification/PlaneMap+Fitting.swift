// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A pair of places that a map should lay onto each other.
struct PlacePair {
  var qx: Float
  var qy: Float
  var dx: Float
  var dy: Float
  var weight: Float
}

extension PlaneMap {
  /// How free a fitted map is.
  enum Model {
    /// Shift, turn, one scale: 2 pairs.
    case similarity
    /// Two scales and shear besides: 3 pairs.
    case affine
    /// Perspective besides: 4 pairs.
    case homography
  }

  /// The map that minimises the weighted squared distances; nil when the pairs do not determine it.
  ///
  /// A homography is held towards its affine part by a small penalty, so that few pairs in a corner do not tilt the far side.
  ///
  /// - Complexity: O(pairs).
  static func fitted(_ pairs: [PlacePair], model: Model) -> PlaneMap? {
    var n = 0.0
    var centre = (0.0, 0.0, 0.0, 0.0)
    for p in pairs {
      let w = Double(p.weight)
      n += w
      centre.0 += w * Double(p.qx)
      centre.1 += w * Double(p.qy)
      centre.2 += w * Double(p.dx)
      centre.3 += w * Double(p.dy)
    }
    guard n > 0 else { return nil }
    let (mx, my, nx, ny) = (centre.0 / n, centre.1 / n, centre.2 / n, centre.3 / n)
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
    var xu = 0.0
    var xv = 0.0
    var yu = 0.0
    var yv = 0.0
    for p in pairs {
      let w = Double(p.weight)
      let x = Double(p.qx) - mx
      let y = Double(p.qy) - my
      let u = Double(p.dx) - nx
      let v = Double(p.dy) - ny
      xx += w * x * x
      xy += w * x * y
      yy += w * y * y
      xu += w * x * u
      xv += w * x * v
      yu += w * y * u
      yv += w * y * v
    }
    guard xx + yy > 1e-6 else { return nil }
    if model == .similarity {
      let p = (xu + yv) / (xx + yy)
      let q = (xv - yu) / (xx + yy)
      return PlaneMap(
        m00: Float(p), m01: Float(-q), m02: Float(nx - p * mx + q * my), m10: Float(q),
        m11: Float(p), m12: Float(ny - q * mx - p * my))
    }
    let determinant = xx * yy - xy * xy
    guard determinant > 1e-3 * (xx + yy) * (xx + yy) * 0.25 else { return nil }
    let a = (xu * yy - yu * xy) / determinant
    let b = (yu * xx - xu * xy) / determinant
    let c = (xv * yy - yv * xy) / determinant
    let d = (yv * xx - xv * xy) / determinant
    if model == .affine {
      return PlaneMap(
        m00: Float(a), m01: Float(b), m02: Float(nx - a * mx - b * my), m10: Float(c),
        m11: Float(d), m12: Float(ny - c * mx - d * my))
    }
    return homography(pairs, scale: ((xx + yy) / n).squareRoot(), query: (mx, my), design: (nx, ny))
  }

  private static func homography(
    _ pairs: [PlacePair], scale: Double, query: (Double, Double), design: (Double, Double)
  ) -> PlaneMap? {
    // Unknowns h0...h7 in coordinates centred and scaled to about 1; rows [x y 1 0 0 0 -ux -uy | u], likewise v.
    var normal = [Double](repeating: 0, count: 8 * 9)
    var total = 0.0
    for p in pairs {
      let w = Double(p.weight)
      total += w
      let x = (Double(p.qx) - query.0) / scale
      let y = (Double(p.qy) - query.1) / scale
      let u = (Double(p.dx) - design.0) / scale
      let v = (Double(p.dy) - design.1) / scale
      for (row, value) in [
        ([x, y, 1, 0, 0, 0, -u * x, -u * y], u), ([0, 0, 0, x, y, 1, -v * x, -v * y], v),
      ] {
        for i in 0..<8 {
          for j in 0..<8 { normal[i * 9 + j] += w * row[i] * row[j] }
          normal[i * 9 + 8] += w * row[i] * value
        }
      }
    }
    normal[6 * 9 + 6] += 0.05 * total
    normal[7 * 9 + 7] += 0.05 * total
    guard let h = solved(&normal) else { return nil }
    // Back to pixels: D^-1 H Q with Q = (x - q) / scale and D = (u - d) / scale.
    let (qx, qy) = query
    let (dx, dy) = design
    let g0 = h[6] / scale
    let g1 = h[7] / scale
    let g2 = 1 - g0 * qx - g1 * qy
    guard abs(g2) > 1e-9 else { return nil }
    let a2 = h[2] * scale - h[0] * qx - h[1] * qy
    let b2 = h[5] * scale - h[3] * qx - h[4] * qy
    return PlaneMap(
      m00: Float((h[0] + dx * g0) / g2), m01: Float((h[1] + dx * g1) / g2),
      m02: Float((a2 + dx * g2) / g2), m10: Float((h[3] + dy * g0) / g2),
      m11: Float((h[4] + dy * g1) / g2), m12: Float((b2 + dy * g2) / g2), m20: Float(g0 / g2),
      m21: Float(g1 / g2))
  }

  /// Solves 8 equations, rows of 9 numbers, by elimination with row exchange.
  private static func solved(_ m: inout [Double]) -> [Double]? {
    let n = 8
    let stride = 9
    for column in 0..<n {
      var pivot = column
      for row in column..<n
      where abs(m[row * stride + column]) > abs(m[pivot * stride + column]) { pivot = row }
      guard abs(m[pivot * stride + column]) > 1e-12 else { return nil }
      if pivot != column {
        for k in 0...n { m.swapAt(pivot * stride + k, column * stride + k) }
      }
      for row in 0..<n where row != column {
        let factor = m[row * stride + column] / m[column * stride + column]
        guard factor != 0 else { continue }
        for k in column...n { m[row * stride + k] -= factor * m[column * stride + k] }
      }
    }
    return (0..<n).map { m[$0 * stride + n] / m[$0 * stride + $0] }
  }
}
