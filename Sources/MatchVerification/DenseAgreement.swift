// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace
internal import ImageBuffers

/// How well two pictures agree pixel by pixel once one is laid onto the other.
///
/// Matched features only say that some corners fit. Here the query's colour-edge map is warped onto the design's
/// thumbnail and compared in squares of 8 x 8 pixels by normalised cross-correlation, which asks for the same
/// drawing, whatever the colours. A smooth field of small shifts, taken from what the matches leave over, follows
/// folds of cloth.
public struct DenseAgreement: Sendable, Hashable {
  /// Side of a square in thumbnail pixels.
  public static let side = Int(CK_SQUARE_SIDE)
  /// Correlation from which a square counts as agreeing.
  static let agreeingCorrelation: Float = 0.5

  /// Squares of the design that the query covers and that have edges in either picture.
  private(set) var texturedCount = 0
  /// Squares with edges in both pictures.
  public internal(set) var comparedCount = 0
  /// Squares of both that correlate by 0.5 or more.
  public internal(set) var agreeingCount = 0
  /// Mean correlation over the compared squares, -1...1.
  public internal(set) var meanCorrelation: Float = 0
  /// Mean correlation over the compared squares that hold a matched feature, -1...1.
  public internal(set) var supportedCorrelation: Float = 0
  /// How many those are.
  public internal(set) var supportedSquareCount = 0
  /// Which squares of the design agree, row-major, `columns` a row: 0 outside the query, 1 flat in both, 2 differing, 3 agreeing.
  public internal(set) var squares: [UInt8] = []
  /// Correlation of each of these squares, -1...1; 0 where one of the two alone has edges, or none.
  public internal(set) var correlations: [Float] = []
  /// Which of these squares are flat in the design and have faint edges in the query, which the design's levels may hide.
  public internal(set) var isFaint: [Bool] = []
  /// Squares a row.
  public internal(set) var columns = 0

  /// Compares a query with a design along an alignment.
  ///
  /// - Parameters:
  ///   - alignment: How the query lies on the design.
  ///   - query: The prepared query that was aligned.
  ///   - design: The prepared design.
  ///   - edges: The colour edges of the query, not mirrored.
  ///   - isMirrored: Whether the aligned query was the mirrored one.
  ///   - thumbnail: The design's edge thumbnail.
  /// - Complexity: O(thumbnail pixels).
  public init(
    alignment: Alignment, query: PreparedQuery, design: PreparedDesign, edges: EdgeStack,
    isMirrored: Bool, thumbnail: EdgeThumbnail
  ) {
    guard let inverse = alignment.map.inverse else { return }
    let designSize = design.features.size
    let querySize = query.features.size
    let shifts = ShiftField(alignment: alignment, query: query, design: design)
    let unit = Float(designSize.width) / Float(thumbnail.size.width)
    let width = thumbnail.size.width
    let height = thumbnail.size.height
    let centre = inverse.tangent(Float(designSize.width) / 2, Float(designSize.height) / 2)
    let shrink = abs(centre.a * centre.d - centre.b * centre.c).squareRoot()
    // The map of the query in which the drawing is as large as in the map that the thumbnail was made of.
    let designUnit = Float(designSize.longSide) / Float(EdgeThumbnail.sourceLongSide)
    let map = edges.map(nearestTo: max(1, designUnit) * shrink)
    let (plane, levelUnit) = map.pyramid.level(forReduction: unit * shrink / map.unit)
    var laying = ck_laying(
      m00: inverse.m00, m01: inverse.m01, m02: inverse.m02, m10: inverse.m10, m11: inverse.m11,
      m12: inverse.m12, m20: inverse.m20, m21: inverse.m21, width: Float(querySize.width),
      height: Float(querySize.height), isMirrored: isMirrored ? 1 : 0, unit: unit,
      planeUnit: levelUnit * map.unit, planeWidth: Int32(plane.size.width),
      planeHeight: Int32(plane.size.height), stepX: shifts.stepX, stepY: shifts.stepY)
    let warped = [Float](unsafeUninitializedCapacity: width * height) { target, filled in
      ck_lay_edges(
        &laying, plane.samples, shifts.planes, Int32(width), Int32(height), target.baseAddress)
      filled = width * height
    }
    let (columns, rows) = (width / Self.side, height / Self.side)
    var isSupported = [Bool](repeating: false, count: columns * rows)
    for match in alignment.matches {
      let d = design.places[Int(match.design)]
      let column = Int(d.x / unit) / Self.side
      let row = Int(d.y / unit) / Self.side
      if column < columns && row < rows { isSupported[row * columns + column] = true }
    }
    compare(warped, thumbnail, isSupported)
  }

  private mutating func compare(
    _ warped: [Float], _ thumbnail: EdgeThumbnail, _ isSupported: [Bool]
  ) {
    let width = thumbnail.size.width
    let height = thumbnail.size.height
    let side = Self.side
    columns = width / side
    var sum: Float = 0
    var supportedSum: Float = 0
    var supportedCount = 0
    let level = 1 / EdgeThumbnail.levelsPerUnit
    let own = thumbnail.levels.map { Float($0) * level }
    for row in 0..<(height / side) {
      for column in 0..<columns {
        // The centre and its eight neighbours: shifts of a pixel that the field does not follow.
        let square = ck_compare_square(
          own, warped, Int32(width), Int32(height), Int32(column * side), Int32(row * side))
        guard square.isInside != 0 else {
          append(0)
          continue
        }
        let (isTextured, isQueryTextured) = (square.isTextured != 0, square.isQueryTextured != 0)
        guard isTextured || isQueryTextured else {
          append(1)
          continue
        }
        texturedCount += 1
        let best = square.correlation
        guard isTextured && isQueryTextured && best > -2 else {
          append(2, isFaint: !isTextured && square.isQueryClear == 0)
          continue
        }
        comparedCount += 1
        sum += best
        if isSupported[row * columns + column] {
          supportedSum += best
          supportedCount += 1
        }
        if best >= Self.agreeingCorrelation { agreeingCount += 1 }
        append(best >= Self.agreeingCorrelation ? 3 : 2, correlation: best)
      }
    }
    meanCorrelation = comparedCount > 0 ? sum / Float(comparedCount) : 0
    supportedCorrelation = supportedCount > 0 ? supportedSum / Float(supportedCount) : 0
    supportedSquareCount = supportedCount
  }

  private mutating func append(_ square: UInt8, correlation: Float = 0, isFaint: Bool = false) {
    squares.append(square)
    correlations.append(correlation)
    self.isFaint.append(isFaint)
  }
}

/// A smooth field of shifts over the design: what the matches leave over, averaged with a bell of a tenth of the long side.
struct ShiftField {
  static let nodes = Int(CK_SHIFT_NODES)
  /// The shifts at the nodes, row by row, in design pixels: all x, then all y.
  let planes: [Float]
  /// Design pixels from node to node.
  let stepX: Float
  let stepY: Float

  init(alignment: Alignment, query: PreparedQuery, design: PreparedDesign) {
    let size = design.features.size
    stepX = Float(size.width) / Float(Self.nodes - 1)
    stepY = Float(size.height) / Float(Self.nodes - 1)
    let bell = 1 / (0.1 * Float(size.longSide) * 0.1 * Float(size.longSide))
    var shifts: [SIMD2<Float>] = []
    let residuals = alignment.matches.map { match in
      let q = query.places[Int(match.query)]
      let d = design.places[Int(match.design)]
      let p = alignment.map.apply(q.x, q.y)
      return (x: d.x, y: d.y, dx: d.x - p.x, dy: d.y - p.y)
    }
    for row in 0..<Self.nodes {
      for column in 0..<Self.nodes {
        let x = Float(column) * stepX
        let y = Float(row) * stepY
        // The 2 stands for two matches that left nothing over: few matches move little.
        var weight: Float = 2
        var sum = SIMD2<Float>()
        for r in residuals {
          let distance = ((r.x - x) * (r.x - x) + (r.y - y) * (r.y - y)) * bell
          guard distance < 9 else { continue }
          let w = 1 / ((1 + distance) * (1 + distance))
          weight += w
          sum += SIMD2(r.dx, r.dy) * w
        }
        shifts.append(sum / weight)
      }
    }
    planes = shifts.map(\.x) + shifts.map(\.y)
  }
}
