// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

/// The colour edges of one picture, seen at several scales.
///
/// Edges do not scale: where a fine map shows the two sides of a thin line, a map of the smaller
/// picture shows one ridge. A repeat unit that fills a design is a third as large in a photograph
/// of three repeats, and its code is the same only when the edges of both were taken at the same
/// number of pixels a cell. So the maps of the scaled *pictures* belong here, not scaled maps of
/// one picture; the analysis then samples each cell from the map in which the cell is nearest to
/// one standard size.
public struct EdgeScales: Sendable {
  /// The long sides to make maps for, in pixels: half an octave apart.
  ///
  /// A picture that is smaller than a side is not enlarged; its map may be left out or given at its
  /// own size.
  public static let longSides = [512, 362, 256, 181, 128, 91, 64]

  /// The maps, finest first.
  public let planes: [FloatPlane]

  /// The size of the finest map; lattices are given in its pixels.
  public var size: ImageSize { planes[0].size }

  /// Collects the maps of one picture.
  ///
  /// - Parameter planes: At least one map of saturated colour edges (0...1), the finest first, all
  ///   of the same picture; see ``longSides``.
  public init(planes: [FloatPlane]) {
    precondition(!planes.isEmpty, "a picture has at least one edge map")
    self.planes = planes
  }

  /// The finest map whose long side is at most `side`, else the coarsest.
  func plane(longSide side: Int) -> FloatPlane {
    planes.first { $0.size.longSide <= side } ?? planes[planes.count - 1]
  }

  /// The map in which an area of the picture is nearest to a square of `side` pixels.
  func plane(where area: Float, isNearestTo side: Float) -> FloatPlane {
    // A length and its goal are compared by the quotient, the larger over the smaller.
    func misfit(_ plane: FloatPlane) -> Float {
      let scale = scale(of: plane)
      let quotient = area * scale.x * scale.y / (side * side)
      return max(quotient, 1 / max(1e-6, quotient))
    }
    var best = planes[0]
    for plane in planes.dropFirst() where misfit(plane) < misfit(best) { best = plane }
    return best
  }

  /// What a length in the finest map is in another.
  func scale(of plane: FloatPlane) -> SIMD2<Float> {
    SIMD2(
      Float(plane.size.width) / Float(size.width), Float(plane.size.height) / Float(size.height))
  }

  /// The plane averaged over the rectangles of a coarser grid.
  static func averaged(_ plane: FloatPlane, to target: ImageSize) -> FloatPlane {
    guard target != plane.size else { return plane }
    var samples = [Float](repeating: 0, count: target.pixelCount)
    var scratch = [Float](repeating: 0, count: plane.size.height * target.width)
    ck_average_plane(
      plane.samples, plane.size.width, plane.size.height, &samples, target.width, target.height,
      &scratch)
    return FloatPlane(size: target, samples: samples)
  }

  /// The plane less its mean over a window round each pixel.
  static func flattened(_ plane: FloatPlane, radius: Int) -> FloatPlane {
    var samples = [Float](repeating: 0, count: plane.size.pixelCount)
    var scratch = samples
    ck_subtract_local_mean(
      plane.samples, plane.size.width, plane.size.height, radius, &samples, &scratch)
    return FloatPlane(size: plane.size, samples: samples)
  }
}
