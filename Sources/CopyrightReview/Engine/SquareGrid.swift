// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import MatchVerification

/// Where the squares lie in a design's file that were compared with a query.
struct SquareGrid {
  /// Squares a row.
  let columns: Int
  private let rows: Int
  private let stepX: Double
  private let stepY: Double
  private let width: Double
  private let height: Double
  /// Whether they take all of the design.
  let isToTheEdges: Bool

  /// Lays the squares of an agreement.
  ///
  /// - Parameters:
  ///   - agreement: How query and design agree, square by square.
  ///   - size: The size of the design's file, or of another picture of all of it.
  init(_ agreement: DenseAgreement, size: ImageSize) {
    (columns, rows) = (agreement.columns, agreement.rows)
    (width, height) = (Double(size.width), Double(size.height))
    isToTheEdges = agreement.grid == .toTheEdges
    if isToTheEdges, let thumbnail = agreement.thumbnailSize {
      stepX = width * Double(DenseAgreement.side) / Double(thumbnail.width)
      stepY = height * Double(DenseAgreement.side) / Double(thumbnail.height)
    } else {
      // As reviews of methods 1 to 11 have it: what no square covers is shared among those that are there.
      stepX = width / Double(max(1, columns))
      stepY = height / Double(max(1, rows))
    }
  }

  /// The corners of what a square takes, clockwise from the top left, pixels; the last of a row and of a column end where
  /// the design does.
  ///
  /// - Parameter place: The square, row-major.
  /// - Returns: The corners.
  func corners(_ place: Int) -> [(x: Double, y: Double)] {
    let (x, y) = (Double(place % columns) * stepX, Double(place / columns) * stepY)
    guard isToTheEdges else {
      return [(x, y), (x + stepX, y), (x + stepX, y + stepY), (x, y + stepY)]
    }
    let (right, bottom) = (min(width, x + stepX), min(height, y + stepY))
    return [(x, y), (right, y), (right, bottom), (x, bottom)]
  }

  /// The middle of what a square takes, pixels.
  func middle(_ place: Int) -> (x: Double, y: Double) {
    guard isToTheEdges else {
      return (
        Double(place % columns) * stepX + stepX / 2, Double(place / columns) * stepY + stepY / 2
      )
    }
    let corners = corners(place)
    return ((corners[0].x + corners[2].x) / 2, (corners[0].y + corners[2].y) / 2)
  }

  /// How many pixels a square takes.
  func area(_ place: Int) -> Double {
    let corners = corners(place)
    return (corners[2].x - corners[0].x) * (corners[2].y - corners[0].y)
  }

  /// The square that takes a place; nil where none does.
  ///
  /// - Parameter place: The place, pixels.
  /// - Returns: The square, row-major.
  func square(at place: (x: Double, y: Double)) -> Int? {
    guard columns > 0, rows > 0 else { return nil }
    if isToTheEdges {
      guard place.x >= 0, place.y >= 0, place.x < width, place.y < height else { return nil }
      let column = min(columns - 1, Int(place.x / stepX))
      return min(rows - 1, Int(place.y / stepY)) * columns + column
    }
    let column = place.x * Double(columns) / width
    let row = place.y * Double(rows) / height
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
    return Int(row) * columns + Int(column)
  }
}
