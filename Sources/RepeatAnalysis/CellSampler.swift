// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
import ImageBuffers

/// Samples one cell of a lattice from a picture, in lattice coordinates.
///
/// Sample (`i`, `j`) of a cell stands for the point `i / side` of the way along the first vector
/// and `j / side` along the second, so arbitrary turns, scales and shears of the print are gone.
struct CellSampler {
  /// Samples along each side of a cell.
  static let side = 64

  let scales: EdgeScales

  /// The cell of a lattice, averaged over every place where the picture shows it.
  ///
  /// - Parameter lattice: In pixels of the picture (its finest edge map).
  /// - Returns: `side * side` values, row by row along the first vector.
  func cell(of lattice: Lattice) -> [Float] {
    lattice.tiling == .visible ? foldedCell(of: lattice) : layoutCell(of: lattice)
  }

  private func foldedCell(of lattice: Lattice) -> [Float] {
    let plane = scales.plane(where: lattice.cellArea, isNearestTo: RepeatParameters.cellSide)
    let scale = scales.scale(of: plane)
    let (first, second) = (lattice.first * scale, lattice.second * scale)
    var cell = [Float](repeating: 0, count: CellSampler.side * CellSampler.side)
    ck_fold_cell(
      plane.samples, plane.size.width, plane.size.height, [first.x, first.y],
      [second.x, second.y], CellSampler.side, &cell)
    return cell
  }

  private func layoutCell(of lattice: Lattice) -> [Float] {
    let side = CellSampler.side
    let plane = scales.plane(where: lattice.cellArea, isNearestTo: RepeatParameters.cellSide)
    let tile = EdgeScales.averaged(
      plane,
      to: ImageSize(width: min(plane.size.width, side), height: min(plane.size.height, side)))
    let size = SIMD2(Float(scales.size.width), Float(scales.size.height))
    let (first, second) = (lattice.first / size, lattice.second / size)
    var cell = [Float](repeating: 0, count: side * side)
    for j in 0..<side {
      for i in 0..<side {
        let s = (Float(i) + 0.5) / Float(side)
        let t = (Float(j) + 0.5) / Float(side)
        let point = CellSampler.folded(s * first + t * second, by: lattice.tiling)
        cell[j * side + i] = CellSampler.sample(tile, at: point)
      }
    }
    return cell
  }

  /// Where in the repeat unit (0..<1 each way) a point of the printed cloth comes from.
  private static func folded(_ point: SIMD2<Float>, by tiling: Tiling) -> SIMD2<Float> {
    var (x, y) = (point.x, point.y)
    switch tiling {
    case .visible, .straight: break
    case .halfDrop: y -= 0.5 * x.rounded(.down)
    case .brick: x -= 0.5 * y.rounded(.down)
    case .mirrored:
      x -= 2 * (x / 2).rounded(.down)
      y -= 2 * (y / 2).rounded(.down)
      return SIMD2(x < 1 ? x : 2 - x, y < 1 ? y : 2 - y)
    }
    return SIMD2(x - x.rounded(.down), y - y.rounded(.down))
  }

  /// The value at a point of the unit square, interpolated, wrapping round.
  private static func sample(_ tile: FloatPlane, at point: SIMD2<Float>) -> Float {
    let (width, height) = (tile.size.width, tile.size.height)
    let x = point.x * Float(width) - 0.5
    let y = point.y * Float(height) - 0.5
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (fx, fy) = (x - left, y - top)
    let x0 = (Int(left) + width) % width
    let y0 = (Int(top) + height) % height
    let (x1, y1) = ((x0 + 1) % width, (y0 + 1) % height)
    let upper = tile[x0, y0] + fx * (tile[x1, y0] - tile[x0, y0])
    let lower = tile[x0, y1] + fx * (tile[x1, y1] - tile[x0, y1])
    return upper + fy * (lower - upper)
  }
}
