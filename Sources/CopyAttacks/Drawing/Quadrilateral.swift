// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The projective map of the unit square onto a quadrilateral.
///
/// > Source: P. Heckbert, "Fundamentals of texture mapping and image warping", 1989, section 2.2.3.
struct Quadrilateral {
  private let x: SIMD3<Double>
  private let y: SIMD3<Double>
  private let depth: SIMD3<Double>

  /// Finds the map.
  ///
  /// - Parameter corners: Where (0, 0), (1, 0), (1, 1) and (0, 1) go; no three on one line.
  init(corners: [SIMD2<Double>]) {
    precondition(corners.count == 4, "a quadrilateral has 4 corners, not \(corners.count)")
    let sum = corners[0] - corners[1] + corners[2] - corners[3]
    let (first, second) = (corners[1] - corners[2], corners[3] - corners[2])
    let area = first.x * second.y - second.x * first.y
    let g = (sum.x * second.y - second.x * sum.y) / area
    let h = (first.x * sum.y - sum.x * first.y) / area
    let across = corners[1] - corners[0] + corners[1] * g
    let down = corners[3] - corners[0] + corners[3] * h
    x = SIMD3(across.x, down.x, corners[0].x)
    y = SIMD3(across.y, down.y, corners[0].y)
    depth = SIMD3(g, h, 1)
  }

  /// Where a point of the unit square goes.
  func place(_ u: Double, _ v: Double) -> (x: Double, y: Double) {
    let w = depth.x * u + depth.y * v + depth.z
    return ((x.x * u + x.y * v + x.z) / w, (y.x * u + y.y * v + y.z) / w)
  }
}
