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
  static let side = 8
  /// Correlation from which a square counts as agreeing.
  static let agreeingCorrelation: Float = 0.5

  /// Squares of the design that the query covers and that have edges in either picture.
  public internal(set) var texturedCount = 0
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
    let planeUnit = levelUnit * map.unit
    var warped = [Float](repeating: -1, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        let dx = (Float(x) + 0.5) * unit - 0.5
        let dy = (Float(y) + 0.5) * unit - 0.5
        let shift = shifts.value(dx, dy)
        let q = inverse.apply(dx - shift.x, dy - shift.y)
        guard q.x >= 0, q.y >= 0, q.x <= Float(querySize.width - 1),
          q.y <= Float(querySize.height - 1)
        else { continue }
        let column = isMirrored ? Float(querySize.width - 1) - q.x : q.x
        warped[y * width + x] = plane.interpolated(
          (column + 0.5) / planeUnit - 0.5, (q.y + 0.5) / planeUnit - 0.5)
      }
    }
    var supported = Set<Int>()
    for match in alignment.matches {
      let d = design.places[Int(match.design)]
      let column = Int(d.x / unit) / Self.side
      let row = Int(d.y / unit) / Self.side
      if column < width / Self.side { supported.insert(row * (width / Self.side) + column) }
    }
    compare(warped, thumbnail, supported)
  }

  private mutating func compare(
    _ warped: [Float], _ thumbnail: EdgeThumbnail, _ supported: Set<Int>
  ) {
    let width = thumbnail.size.width
    let height = thumbnail.size.height
    let side = Self.side
    columns = width / side
    var sum: Float = 0
    var supportedSum: Float = 0
    var supportedCount = 0
    let own = thumbnail.levels.map { Float($0) * (1 / 22) }
    for row in 0..<(height / side) {
      for column in 0..<columns {
        let x = column * side
        let y = row * side
        var best: Float = -2
        var isTextured = false
        var isQueryTextured = false
        var isInside = false
        // The centre first, then its eight neighbours: shifts of a pixel that the field does not follow.
        for (oy, ox) in Self.nudges {
          guard x + ox >= 0, y + oy >= 0, x + ox + side <= width, y + oy + side <= height,
            let c = Self.correlation(own, warped, width, x: x, y: y, ox: ox, oy: oy)
          else { continue }
          isInside = true
          if c.designVariance > 0.0012 { isTextured = true }
          if c.queryVariance > 0.0002 {
            isQueryTextured = true
            if c.designVariance > 0.0012 {
              best = max(
                best, c.covariance / (c.designVariance * c.queryVariance).squareRoot())
            }
          }
        }
        guard isInside else {
          squares.append(0)
          continue
        }
        guard isTextured || isQueryTextured else {
          squares.append(1)
          continue
        }
        texturedCount += 1
        guard isTextured && isQueryTextured && best > -2 else {
          squares.append(2)
          continue
        }
        comparedCount += 1
        sum += best
        if supported.contains(row * columns + column) {
          supportedSum += best
          supportedCount += 1
        }
        if best >= Self.agreeingCorrelation { agreeingCount += 1 }
        squares.append(best >= Self.agreeingCorrelation ? 3 : 2)
      }
    }
    meanCorrelation = comparedCount > 0 ? sum / Float(comparedCount) : 0
    supportedCorrelation = supportedCount > 0 ? supportedSum / Float(supportedCount) : 0
    supportedSquareCount = supportedCount
  }

  private static let nudges = [
    (0, 0), (0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1),
  ]

  /// Variances and covariance of a square and its shifted counterpart; nil where the query does not cover it.
  private static func correlation(
    _ own: [Float], _ warped: [Float], _ width: Int, x: Int, y: Int, ox: Int, oy: Int
  ) -> (designVariance: Float, queryVariance: Float, covariance: Float)? {
    var sums = [Float](repeating: 0, count: 5)
    let isCovered = own.withUnsafeBufferPointer { own in
      warped.withUnsafeBufferPointer { warped in
        guard let design = own.baseAddress, let query = warped.baseAddress else { return false }
        return ck_square_sums(
          design + y * width + x, query + (y + oy) * width + x + ox, Int32(width), &sums) != 0
      }
    }
    guard isCovered else { return nil }
    let n: Float = 1 / Float(side * side)
    let (a, b) = (sums[0] * n, sums[1] * n)
    return (sums[2] * n - a * a, sums[3] * n - b * b, sums[4] * n - a * b)
  }
}

/// A smooth field of shifts over the design: what the matches leave over, averaged with a bell of a tenth of the long side.
struct ShiftField {
  static let nodes = 9
  private var shifts: [SIMD2<Float>]
  private let stepX: Float
  private let stepY: Float

  init(alignment: Alignment, query: PreparedQuery, design: PreparedDesign) {
    let size = design.features.size
    stepX = Float(size.width) / Float(Self.nodes - 1)
    stepY = Float(size.height) / Float(Self.nodes - 1)
    let bell = 1 / (0.1 * Float(size.longSide) * 0.1 * Float(size.longSide))
    shifts = []
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
  }

  /// The shift at a place of the design, in design pixels.
  func value(_ x: Float, _ y: Float) -> SIMD2<Float> {
    let gx = min(max(0, x / stepX), Float(Self.nodes) - 1.001)
    let gy = min(max(0, y / stepY), Float(Self.nodes) - 1.001)
    let column = Int(gx)
    let row = Int(gy)
    let fx = gx - Float(column)
    let fy = gy - Float(row)
    let at = row * Self.nodes + column
    let top = shifts[at] + (shifts[at + 1] - shifts[at]) * fx
    let bottom =
      shifts[at + Self.nodes] + (shifts[at + Self.nodes + 1] - shifts[at + Self.nodes]) * fx
    return top + (bottom - top) * fy
  }
}
