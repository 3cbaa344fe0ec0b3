// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
private import Glibc
internal import ImageBuffers
internal import MatchVerification

/// Where a verified match lies in both files, and what was done to the design to get there.
struct PlacementGeometry {
  /// From the design file's pixels to the query file's, corners at whole numbers; three rows of three.
  private(set) var transform: [[Double]]
  /// Share of the design whose drawing is found in the query, 0...1.
  private(set) var designCoverage: Double
  /// Share of the query that it fills, 0...1.
  private(set) var queryCoverage: Double
  /// Convex hull of the area found, or the part that the match rests on, in the design file's pixels.
  private(set) var designOutline: [[Double]]
  /// The same in the query file's pixels.
  private(set) var queryOutline: [[Double]]
  /// The squares inside the outline in which the query shows something else, row by row; none by the rule
  /// ``CoveredSquares/Rule/bySquare``.
  private(set) var gaps: [Gap] = []
  /// Clockwise turn of the design in the query after any mirroring, degrees, -180...180.
  let turnDegrees: Double
  /// Size in the query over size in the design, file pixels.
  let scale: Double
  /// How much the size changes from one side of the design to the other: 1 for a flat view.
  let slant: Double
  /// Whether the design appears turned over.
  let isMirrored: Bool
  /// The squares whose drawing is found: their middles in the query's pixels and how much of the query each fills, 0...1.
  private var found: [(middle: (x: Double, y: Double), share: Double)] = []
  /// Whether a square of the design is found, row-major.
  private let isCovered: [Bool]
  private let grid: SquareGrid
  /// The part that the match rests on, if it does on one: an upright rectangle in the design file's pixels.
  private var part: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  /// From the query file's pixels to the design file's.
  private var toDesign: [[Double]]
  private let designSize: ImageSize

  /// Measures a placement; nil when its map cannot be undone.
  ///
  /// - Parameters:
  ///   - placement: How the working pictures lie on each other.
  ///   - query: Sizes of the query's working picture and file.
  ///   - design: Sizes of the design's working picture and file.
  ///   - rule: How it is judged which squares of the design are found.
  init?(
    _ placement: EngineMatch.Placement, query: (working: ImageSize, file: ImageSize),
    design: (working: ImageSize, file: ImageSize), rule: CoveredSquares.Rule
  ) {
    let map =
      placement.isMirrored
      ? placement.map.afterMirroring(width: query.working.width) : placement.map
    guard let inverse = map.inverse else { return nil }
    isMirrored = placement.isMirrored
    let isToTheEdges = placement.agreement.grid == .toTheEdges
    // A short side is rounded by more of itself than a long one.
    func zoom(_ sizes: (working: ImageSize, file: ImageSize)) -> (x: Double, y: Double) {
      let x = Double(sizes.file.width) / Double(sizes.working.width)
      let y = Double(sizes.file.height) / Double(sizes.working.height)
      return (x, isToTheEdges ? y : x)
    }
    let (zoomQuery, zoomDesign) = (zoom(query), zoom(design))
    // Working pixels have their centres at whole numbers, file coordinates their corners.
    var transform = Matrix.product(
      [[zoomQuery.x, 0, zoomQuery.x / 2], [0, zoomQuery.y, zoomQuery.y / 2], [0, 0, 1]],
      Matrix.product(
        inverse.rows, [[1 / zoomDesign.x, 0, -0.5], [0, 1 / zoomDesign.y, -0.5], [0, 0, 1]]))
    if isToTheEdges {
      // What rounding in reports would leave nothing of but a sign.
      transform = transform.map { $0.map { $0.magnitude < 5e-9 ? 0 : $0 } }
    }

    self.transform = transform
    designSize = design.file
    toDesign = Matrix.product(
      [[zoomDesign.x, 0, zoomDesign.x / 2], [0, zoomDesign.y, zoomDesign.y / 2], [0, 0, 1]],
      Matrix.product(
        map.rows, [[1 / zoomQuery.x, 0, -0.5], [0, 1 / zoomQuery.y, -0.5], [0, 0, 1]]))

    let squares = CoveredSquares(placement.agreement, rule: rule)
    let grid = SquareGrid(placement.agreement, size: design.file)
    self.grid = grid
    let hull = Matrix.convexHull(
      squares.isFound.indices.filter { squares.isFound[$0] }.flatMap(grid.corners))
    switch rule {
    case .bySquare: isCovered = squares.isFound
    case .byNeighbourhood:
      // Inside the outline all is found that the query shows, but for what is seen to differ.
      let isInside = squares.isFound.indices.map { Matrix.isInside(hull, grid.middle($0)) }
      isCovered = isInside.indices.map {
        isInside[$0] && placement.agreement.squares[$0] != 0 && !squares.isDifferent[$0]
      }
      gaps = isInside.indices.filter { isInside[$0] && squares.isDifferent[$0] }.map { place in
        let corners = grid.corners(place).map { Matrix.apply(transform, $0.x, $0.y) }
        let middle = grid.middle(place)
        return Gap(
          middle: Matrix.apply(transform, middle.x, middle.y), corners: corners,
          row: place / grid.columns, column: place % grid.columns)
      }
    }
    var area = 0.0
    for place in isCovered.indices where isCovered[place] {
      let images = grid.corners(place).map { Matrix.apply(transform, $0.x, $0.y) }
      let own = abs(Matrix.area(images))
      area += own
      let middle = grid.middle(place)
      found.append(
        (Matrix.apply(transform, middle.x, middle.y), own / Double(query.file.pixelCount)))
    }
    if isToTheEdges {
      let covered = isCovered
      let area = covered.indices.reduce(0.0) { covered[$1] ? $0 + grid.area($1) : $0 }
      designCoverage = min(1, area / Double(design.file.pixelCount))
    } else {
      designCoverage =
        isCovered.isEmpty
        ? 0 : Double(isCovered.count(where: \.self)) / Double(isCovered.count)
    }
    queryCoverage = min(1, area / Double(query.file.pixelCount))
    designOutline = hull.map { [$0.x, $0.y] }
    let (width, height) = (Double(query.file.width), Double(query.file.height))
    queryOutline = hull.map { corner in
      let image = Matrix.apply(transform, corner.x, corner.y)
      return [min(max(0, image.x), width), min(max(0, image.y), height)]
    }

    let centre = (x: Double(design.file.width) / 2, y: Double(design.file.height) / 2)
    let t = Matrix.tangent(transform, centre.x, centre.y)
    let flip = placement.isMirrored ? -1.0 : 1.0
    let turn = atan2(t.c * flip, t.a * flip) * 180 / .pi
    turnDegrees = isToTheEdges && turn.magnitude < 0.05 ? 0 : turn
    scale = abs(t.a * t.d - t.b * t.c).squareRoot()
    let sizes = [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].map { corner in
      let t = Matrix.tangent(
        transform, corner.0 * Double(design.file.width), corner.1 * Double(design.file.height))
      return abs(t.a * t.d - t.b * t.c).squareRoot()
    }
    slant = (sizes.max() ?? 1) / max(1e-9, sizes.min() ?? 1)
    if isToTheEdges, isCovered.isEmpty, let extent = placement.extent {
      // Too narrow for squares: what is known is where details were matched.
      func x(_ place: Float) -> Double { (Double(place) + 0.5) * zoomDesign.x }
      func y(_ place: Float) -> Double { (Double(place) + 0.5) * zoomDesign.y }
      let (left, right) = (x(extent.left), x(extent.right))
      let (top, bottom) = (y(extent.top), y(extent.bottom))
      let corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
      rest(
        on: corners,
        corners.map { corner in
          let image = Matrix.apply(transform, corner.0, corner.1)
          return (min(max(0, image.x), width), min(max(0, image.y), height))
        }, query: query.file)
    }
  }

  /// Whether a place of the query, in its file's pixels, lies where the design's drawing is found.
  func covers(x: Double, y: Double) -> Bool {
    guard grid.columns > 0 || grid.isToTheEdges else { return false }
    let place = Matrix.apply(toDesign, x, y)
    if let part { return part.x.contains(place.x) && part.y.contains(place.y) }
    return grid.square(at: place).map { isCovered[$0] } ?? false
  }

  /// Share of the query that the drawing fills beside other placements in the same view, 0...1.
  func queryCoverage(outside others: [PlacementGeometry]) -> Double {
    found.reduce(0) { sum, square in
      let isElsewhere = others.contains { $0.covers(x: square.middle.x, y: square.middle.y) }
      return isElsewhere ? sum : sum + square.share
    }
  }

  /// The same placement where the match rests on a part: what lies beside it is not claimed.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - query: The query file's size.
  /// - Returns: The placement with outlines and coverages of the part.
  func resting(on part: EngineMatch.Part, query: ImageSize) -> PlacementGeometry {
    func places(_ corners: [PicturePoint], in size: ImageSize) -> [(x: Double, y: Double)] {
      corners.map { ($0.x * Double(size.width), $0.y * Double(size.height)) }
    }
    var rested = self
    rested.rest(
      on: places(part.designCorners, in: designSize), places(part.queryCorners, in: query),
      query: query)
    return rested
  }

  /// Claims an upright rectangle of the design, and where it lies in the query, and nothing else.
  private mutating func rest(
    on inDesign: [(x: Double, y: Double)], _ inQuery: [(x: Double, y: Double)], query: ImageSize
  ) {
    guard let left = inDesign.map(\.x).min(), let right = inDesign.map(\.x).max(),
      let top = inDesign.map(\.y).min(), let bottom = inDesign.map(\.y).max()
    else { return }
    part = (left...right, top...bottom)
    designOutline = inDesign.map { [$0.x, $0.y] }
    queryOutline = inQuery.map { [$0.x, $0.y] }
    designCoverage = (right - left) * (bottom - top) / Double(designSize.pixelCount)
    queryCoverage = min(1, abs(Matrix.area(inQuery)) / Double(query.pixelCount))
    gaps = []
    if found.isEmpty {
      let middle = Matrix.apply(transform, (left + right) / 2, (top + bottom) / 2)
      found = [(middle, queryCoverage)]
    }
  }

  /// The same placement in a picture of which the query is a part.
  ///
  /// - Parameters:
  ///   - right: The column of the picture in which the query begins.
  ///   - down: The row in which it begins.
  /// - Returns: The placement with transform and outline in the picture's pixels; shares stay those of the query.
  func moved(right: Int, down: Int) -> PlacementGeometry {
    guard right != 0 || down != 0 else { return self }
    var moved = self
    let (x, y) = (Double(right), Double(down))
    moved.transform = Matrix.product([[1, 0, x], [0, 1, y], [0, 0, 1]], transform)
    moved.queryOutline = queryOutline.map { [$0[0] + x, $0[1] + y] }
    moved.gaps = gaps.map { $0.moved(right: x, down: y) }
    return moved
  }

  /// The same placement in a picture of which the design is a part.
  ///
  /// - Parameters:
  ///   - right: The column of the picture in which the design begins.
  ///   - down: The row in which it begins.
  /// - Returns: The placement with transform and outline in the picture's pixels; shares stay those of the design.
  func designMoved(right: Int, down: Int) -> PlacementGeometry {
    guard right != 0 || down != 0 else { return self }
    var moved = self
    let (x, y) = (Double(right), Double(down))
    moved.transform = Matrix.product(transform, [[1, 0, -x], [0, 1, -y], [0, 0, 1]])
    moved.designOutline = designOutline.map { [$0[0] + x, $0[1] + y] }
    return moved
  }

  /// A square of the design in which the query shows something else.
  struct Gap {
    /// The square's middle in the query, in pixels of its file.
    var middle: (x: Double, y: Double)
    /// Its corners there, clockwise in the design from the top left.
    var corners: [(x: Double, y: Double)]
    /// The row of the square in the design.
    let row: Int
    /// Its column, or that of the last of several side by side.
    private(set) var column: Int

    func moved(right: Double, down: Double) -> Gap {
      Gap(
        middle: (middle.x + right, middle.y + down),
        corners: corners.map { ($0.x + right, $0.y + down) }, row: row, column: column)
    }

    /// The same area with squares side by side as one.
    ///
    /// - Parameter gaps: Squares of one placement, row by row.
    /// - Returns: Rows of squares, of which middles say nothing.
    static func joined(_ gaps: [Gap]) -> [Gap] {
      var result: [Gap] = []
      for gap in gaps {
        if let last = result.last, last.row == gap.row, last.column + 1 == gap.column {
          result[result.count - 1].corners[1] = gap.corners[1]
          result[result.count - 1].corners[2] = gap.corners[2]
          result[result.count - 1].column = gap.column
        } else {
          result.append(gap)
        }
      }
      return result
    }
  }
}

/// Three rows of three, homogeneous.
private enum Matrix {
  static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    var result = [[Double]](repeating: [0, 0, 0], count: 3)
    for row in 0..<3 {
      for column in 0..<3 {
        for k in 0..<3 { result[row][column] += a[row][k] * b[k][column] }
      }
    }
    return result
  }

  static func apply(_ m: [[Double]], _ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let w = m[2][0] * x + m[2][1] * y + m[2][2]
    return (
      (m[0][0] * x + m[0][1] * y + m[0][2]) / w, (m[1][0] * x + m[1][1] * y + m[1][2]) / w
    )
  }

  /// The affine map that touches `m` at a place.
  static func tangent(
    _ m: [[Double]], _ x: Double, _ y: Double
  ) -> (a: Double, b: Double, c: Double, d: Double) {
    let w = m[2][0] * x + m[2][1] * y + m[2][2]
    let p = apply(m, x, y)
    return (
      (m[0][0] - m[2][0] * p.x) / w, (m[0][1] - m[2][1] * p.x) / w,
      (m[1][0] - m[2][0] * p.y) / w, (m[1][1] - m[2][1] * p.y) / w
    )
  }

  /// Signed area of a polygon.
  static func area(_ corners: [(x: Double, y: Double)]) -> Double {
    var sum = 0.0
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      sum += corner.x * next.y - next.x * corner.y
    }
    return sum / 2
  }

  /// Whether a point lies in a convex polygon, or on its border; the corners go round in the order of ``convexHull(_:)``.
  static func isInside(_ hull: [(x: Double, y: Double)], _ p: (x: Double, y: Double)) -> Bool {
    guard hull.count >= 3 else { return false }
    return hull.indices.allSatisfy { index in
      let (a, b) = (hull[index], hull[(index + 1) % hull.count])
      return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0
    }
  }

  /// The convex hull by Andrew's monotone chain.
  static func convexHull(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
      var hull: [(x: Double, y: Double)] = []
      for p in points {
        while hull.count >= 2 {
          let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
          guard (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) <= 0 else { break }
          hull.removeLast()
        }
        hull.append(p)
      }
      return Array(hull.dropLast())
    }
    return chain(sorted) + chain(sorted.reversed())
  }
}
