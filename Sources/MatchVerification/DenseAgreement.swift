// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace
public import ImageBuffers

/// How well two pictures agree pixel by pixel once one is laid onto the other.
///
/// Matched features only say that some corners fit. Here the query's colour-edge map is warped onto the design's
/// thumbnail and compared in squares of 8 x 8 pixels by normalised cross-correlation, which asks for the same
/// drawing, whatever the colours. A smooth field of small shifts, taken from what the matches leave over, follows
/// folds of cloth.
public struct DenseAgreement: Sendable, Hashable {
  /// How squares are laid over a thumbnail.
  public enum Grid: Sendable {
    /// As many whole squares as fit, from the top left; what is left at the right and below is not compared, and the unit
    /// of the width counts for both axes: reviews of methods 1 to 11.
    case wholeSquares
    /// The same, and a last column and row that end where the thumbnail ends; each axis has its own unit.
    case toTheEdges
  }

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
  /// How they are laid.
  public internal(set) var grid = Grid.toTheEdges
  /// Size of the thumbnail, of which each square takes ``side`` pixels; nil when nothing was compared.
  public internal(set) var thumbnailSize: ImageSize?

  /// Rows of squares.
  public var rows: Int { columns > 0 ? squares.count / columns : 0 }

  /// What the matched details leave over, by which the query was moved.
  private(set) var shifts: ShiftField?

  /// Compares a query with a design along an alignment.
  ///
  /// - Parameters:
  ///   - alignment: How the query lies on the design.
  ///   - query: The prepared query that was aligned.
  ///   - design: The prepared design.
  ///   - edges: The colour edges of the query, not mirrored.
  ///   - isMirrored: Whether the aligned query was the mirrored one.
  ///   - thumbnail: The design's edge thumbnail.
  ///   - grid: How squares are laid over it.
  /// - Complexity: O(thumbnail pixels).
  public init(
    alignment: Alignment, query: PreparedQuery, design: PreparedDesign, edges: EdgeStack,
    isMirrored: Bool, thumbnail: EdgeThumbnail, grid: Grid = .toTheEdges
  ) {
    self.grid = grid
    let shifts = ShiftField(alignment: alignment, query: query, design: design)
    self.shifts = shifts
    let laying = Laying(
      map: alignment.map, isMirrored: isMirrored, querySize: query.features.size,
      designSize: design.features.size)
    guard
      let warped = Self.warped(
        edges, laying, shifts, onto: thumbnail, madeAt: EdgeThumbnail.sourceLongSide, grid)
    else { return }
    let size = thumbnail.size
    let unit = Self.unit(of: size, laying, grid)
    let (columns, rows) = (
      Self.count(along: size.width, grid), Self.count(along: size.height, grid)
    )
    var isSupported = [Bool](repeating: false, count: columns * rows)
    for match in alignment.matches {
      let d = design.places[Int(match.design)]
      let column = Int(d.x / unit.x) / Self.side
      let row = Int(d.y / unit.y) / Self.side
      if column < columns && row < rows { isSupported[row * columns + column] = true }
    }
    compare(warped, thumbnail, isSupported)
  }

  /// How a query lies on a design, and how large their working pictures are.
  public struct Laying: Sendable {
    let map: PlaneMap
    let isMirrored: Bool
    let querySize: ImageSize
    let designSize: ImageSize

    /// Says how a query lies on a design.
    ///
    /// - Parameters:
    ///   - map: From the query's working pixels to the design's; of the mirrored query where it is mirrored.
    ///   - isMirrored: Whether it is.
    ///   - querySize: The size of the query's working picture.
    ///   - designSize: The size of the design's.
    public init(map: PlaneMap, isMirrored: Bool, querySize: ImageSize, designSize: ImageSize) {
      (self.map, self.isMirrored) = (map, isMirrored)
      (self.querySize, self.designSize) = (querySize, designSize)
    }

    /// How many working pixels of the query one of the design's takes in the middle of the design.
    public var shrink: Float {
      guard let inverse = map.inverse else { return 0 }
      let centre = inverse.tangent(Float(designSize.width) / 2, Float(designSize.height) / 2)
      return abs(centre.a * centre.d - centre.b * centre.c).squareRoot()
    }
  }

  /// The same squares, compared with a thumbnail that was made of a smaller picture of the design.
  ///
  /// A thumbnail holds what a picture of 512 pixels shows. Where the query shows the design smaller than that, fine edges
  /// are gone in it, and squares would differ for that alone. The better of both comparisons counts, square by square.
  ///
  /// - Parameters:
  ///   - laying: How the query lies on the design.
  ///   - edges: The colour edges of the query, not mirrored.
  ///   - thumbnail: The design's edge thumbnail, made of a picture about as large as the query shows the design.
  ///   - longSide: The long side of that picture, pixels.
  /// - Returns: The squares; what was counted and averaged over them is that of the first comparison.
  /// - Complexity: O(thumbnail pixels).
  public func compared(
    anew laying: Laying, _ edges: EdgeStack, with thumbnail: EdgeThumbnail, madeAt longSide: Int
  ) -> DenseAgreement {
    guard thumbnail.size == thumbnailSize, let shifts,
      let warped = Self.warped(edges, laying, shifts, onto: thumbnail, madeAt: longSide, grid)
    else { return self }
    var other = DenseAgreement()
    other.grid = grid
    other.compare(warped, thumbnail, [Bool](repeating: false, count: squares.count))
    var best = self
    for place in squares.indices {
      // What is flat in both, or agrees, is found; of two that differ the one that correlates better says more.
      let (own, its) = (squares[place], other.squares[place])
      guard
        its == 3 && own != 3 || its == 1 && own == 2
          || own == 2 && its == 2
            && other.correlations[place] > correlations[place]
      else { continue }
      best.squares[place] = its
      best.correlations[place] = max(correlations[place], other.correlations[place])
      best.isFaint[place] = other.isFaint[place]
    }
    return best
  }

  private init() {}

  /// Working pixels of the design a pixel of its thumbnail.
  private static func unit(
    of thumbnail: ImageSize, _ laying: Laying, _ grid: Grid
  ) -> (x: Float, y: Float) {
    let x = Float(laying.designSize.width) / Float(thumbnail.width)
    return (x, grid == .toTheEdges ? Float(laying.designSize.height) / Float(thumbnail.height) : x)
  }

  /// The query's edges drawn on a design's thumbnail; nil when the map cannot be undone.
  private static func warped(
    _ edges: EdgeStack, _ lies: Laying, _ shifts: ShiftField, onto thumbnail: EdgeThumbnail,
    madeAt sourceLongSide: Int, _ grid: Grid
  ) -> [Float]? {
    guard let inverse = lies.map.inverse else { return nil }
    let (width, height) = (thumbnail.size.width, thumbnail.size.height)
    let unit = unit(of: thumbnail.size, lies, grid)
    // What a pixel spans along the long side, which is rounded the least.
    let span = grid == .toTheEdges && height > width ? unit.y : unit.x
    let shrink = lies.shrink
    // The map of the query in which the drawing is as large as in the map that the thumbnail was made of.
    let designUnit = Float(lies.designSize.longSide) / Float(sourceLongSide)
    let map = edges.map(nearestTo: max(1, designUnit) * shrink)
    let (plane, levelUnit) = map.pyramid.level(forReduction: span * shrink / map.unit)
    var laying = ck_laying(
      m00: inverse.m00, m01: inverse.m01, m02: inverse.m02, m10: inverse.m10, m11: inverse.m11,
      m12: inverse.m12, m20: inverse.m20, m21: inverse.m21, width: Float(lies.querySize.width),
      height: Float(lies.querySize.height), isMirrored: lies.isMirrored ? 1 : 0, unitX: unit.x,
      unitY: unit.y, planeUnit: levelUnit * map.unit, planeWidth: Int32(plane.size.width),
      planeHeight: Int32(plane.size.height), stepX: shifts.stepX, stepY: shifts.stepY)
    return [Float](unsafeUninitializedCapacity: width * height) { target, filled in
      ck_lay_edges(
        &laying, plane.samples, shifts.planes, Int32(width), Int32(height), target.baseAddress)
      filled = width * height
    }
  }

  /// How many squares lie along a side of a thumbnail.
  private static func count(along length: Int, _ grid: Grid) -> Int {
    let whole = length / side
    return grid == .toTheEdges && whole > 0 && whole * side < length ? whole + 1 : whole
  }

  private mutating func compare(
    _ warped: [Float], _ thumbnail: EdgeThumbnail, _ isSupported: [Bool]
  ) {
    let width = thumbnail.size.width
    let height = thumbnail.size.height
    let side = Self.side
    columns = Self.count(along: width, grid)
    let rows = Self.count(along: height, grid)
    thumbnailSize = thumbnail.size
    var sum: Float = 0
    var supportedSum: Float = 0
    var supportedCount = 0
    let level = 1 / EdgeThumbnail.levelsPerUnit
    let own = thumbnail.levels.map { Float($0) * level }
    for row in 0..<rows {
      for column in 0..<columns {
        // The centre and its eight neighbours: shifts of a pixel that the field does not follow.
        let square = ck_compare_square(
          own, warped, Int32(width), Int32(height), Int32(min(column * side, width - side)),
          Int32(min(row * side, height - side)))
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
struct ShiftField: Sendable, Hashable {
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
