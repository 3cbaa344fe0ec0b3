// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import ImageBuffers

/// Where the squares of a design are found in a query that was laid upon it, row by row.
///
/// Each is looked for in a window around the place where it should be. A square that looks like itself elsewhere in the
/// window, as on stripes and small repeats, says nothing and is passed over.
struct FoundSquares {
  /// Side of a square in pixels.
  static let side = 20
  /// Reach of the window to each side in pixels.
  static let radius = 7
  /// Least mean square of a square with enough edges, on the field's scale.
  static let leastEnergy = 64
  /// A square that correlates as well with its own surroundings, more than `sameReach` pixels away, is ambiguous.
  static let ambiguousCorrelation: Float = 0.8
  static let sameReach = 2
  /// Steps of neighbours that differ by no more than this agree, pixels along each axis.
  static let stepSlack = 1

  /// From one square to the next, in pixels.
  let pace: Int
  let columns: Int
  let rows: Int
  /// nil where a square has too few edges, looks like its surroundings or lies outside the query.
  private let places: [Place?]

  /// Looks for the squares of a design in a query.
  ///
  /// - Parameters:
  ///   - design: The design's directions.
  ///   - query: The directions of the query drawn as it lies on the design, of the same size.
  ///   - shares: How much of each pixel the query covers, 0...255, row by row.
  ///   - pace: From one square to the next, in pixels; a divisor of `side`.
  /// - Complexity: O(pixels x window), times the squares that overlap on a pixel.
  init(
    of design: DirectionField, in query: DirectionField, covered shares: [UInt8],
    pace: Int = Self.side
  ) {
    precondition(design.size == query.size, "\(design.size) is laid on \(query.size)")
    precondition(shares.count == design.size.pixelCount)
    precondition(Self.side % pace == 0)
    self.pace = pace
    let (width, height) = (design.size.width, design.size.height)
    func count(_ length: Int) -> Int {
      let room = length - 2 * Self.radius - Self.side
      return room < 0 ? 0 : room / pace + 1
    }
    let (columns, rows) = (count(width), count(height))
    (self.columns, self.rows) = (columns, rows)
    let last = Self.side - 1
    places = (0..<rows * columns).map { index in
      let x = Self.radius + index % columns * pace
      let y = Self.radius + index / columns * pace
      let isCovered = [(0, 0), (last, 0), (0, last), (last, last)].allSatisfy {
        shares[(y + $0.1) * width + x + $0.0] == 255
      }
      return isCovered ? Self.place(of: design, in: query, x: x, y: y) : nil
    }
  }

  /// How many were found.
  var count: Int { places.count { $0 != nil } }

  /// Where a square was found.
  struct Place {
    /// By how much it is moved, in pixels.
    var stepX: Int
    var stepY: Int
    var correlation: Float

    func agrees(with other: Place) -> Bool {
      abs(stepX - other.stepX) <= FoundSquares.stepSlack
        && abs(stepY - other.stepY) <= FoundSquares.stepSlack
    }
  }

  /// The square at a column and a row, nil where none was found.
  subscript(column: Int, row: Int) -> Place? { places[row * columns + column] }

  /// Visits each pair of found squares that lie side by side, or one below the other, and do not overlap.
  ///
  /// - Parameter visit: Takes the two, and where they are in the order of rows.
  func visitNeighbours(_ visit: (_ one: (Place, at: Int), _ other: (Place, at: Int)) -> Void) {
    let apart = Self.side / pace
    for row in 0..<rows {
      for column in 0..<columns {
        guard let own = self[column, row] else { continue }
        for (right, below) in [(apart, 0), (0, apart)] {
          guard column + right < columns, row + below < rows,
            let other = self[column + right, row + below]
          else { continue }
          visit(
            (own, row * columns + column), (other, (row + below) * columns + column + right))
        }
      }
    }
  }

  /// Looks for one square; nil when it has too few edges or looks like its surroundings.
  private static func place(
    of design: DirectionField, in query: DirectionField, x: Int, y: Int
  ) -> Place? {
    let count = 2 * radius + 1
    let (own, energies) = scores(of: design, in: design, x: x, y: y)
    let energy = energies[count * count / 2]
    guard energy >= Int32(leastEnergy * side * side) else { return nil }
    for place in 0..<count * count {
      let (stepX, stepY) = (place % count - radius, place / count - radius)
      guard max(abs(stepX), abs(stepY)) > sameReach, energies[place] > 0 else { continue }
      let product = Float(energy) * Float(energies[place])
      if Float(own[place]) > ambiguousCorrelation * product.squareRoot() { return nil }
    }
    let (dots, seen) = scores(of: design, in: query, x: x, y: y)
    var best = Place(stepX: 0, stepY: 0, correlation: -2)
    for place in 0..<count * count where seen[place] > 0 {
      let correlation = Float(dots[place]) / (Float(energy) * Float(seen[place])).squareRoot()
      if correlation > best.correlation {
        best = Place(
          stepX: place % count - radius, stepY: place / count - radius, correlation: correlation)
      }
    }
    return best.correlation > -2 ? best : nil
  }

  private static func scores(
    of block: DirectionField, in field: DirectionField, x: Int, y: Int
  ) -> (dots: [Int32], energies: [Int32]) {
    let count = (2 * radius + 1) * (2 * radius + 1)
    var dots = [Int32](repeating: 0, count: count)
    var energies = dots
    ck_block_scores(
      block.samples, field.samples, Int32(field.size.width), Int32(x), Int32(y), Int32(side),
      Int32(radius), &dots, &energies)
    return (dots, energies)
  }
}
