// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// By how much each place of a picture is moved beside another that it was laid upon, from place to place gently changing.
///
/// Cloth in folds, a waved print or a crooked photograph lies on a design along no one map of the plane. Squares of the
/// design, each overlapping the next by half, are looked for as in ``BlockMatching``; those that moved as a neighbour did
/// say how the picture is bent, and between them the steps are smoothed. Bent by the field, the picture lies on the
/// design as far as it follows it, whatever bent it before.
///
/// > Source: smoothing of samples that are not everywhere known is normalised convolution (H. Knutsson, C.-F. Westin, CVPR
/// > 1993).
///
/// - Determinism: every sum has a fixed order; the same pictures, the same field, on every machine.
public struct DisplacementField: Sendable, Hashable {
  /// From one node to the next, in pixels: squares overlap by half.
  ///
  /// Of 143 missed copies of the developers' sets (two attacks at once, most of them), 16 were flagged once bent by these squares
  /// and 13 by squares side by side; the strongest stranger reached 3.94 and 3.95.
  static let pace = FoundSquares.side / 2
  /// At this distance a step counts half as much as where it was found, in nodes; at 2.5, 13 of those copies were
  /// flagged instead of 17, both with the bent picture drawn anew from the query.
  static let reach: Float = 1.5

  private let columns: Int
  private let rows: Int
  /// The steps at the nodes, in pixels, row by row.
  private var stepsX: [Float]
  private var stepsY: [Float]

  /// Finds out how a query is moved against a design; nil when no two neighbours are found moved by the same step, or none
  /// of those is moved at all.
  ///
  /// - Parameters:
  ///   - design: The design's directions.
  ///   - query: The directions of the query drawn as it lies on the design, of the same size.
  ///   - shares: How much of each pixel the query covers, 0...255, row by row.
  /// - Complexity: O(pixels x window), and the square of the number of nodes, of which there are up to some 500.
  public init?(of design: DirectionField, in query: DirectionField, covered shares: [UInt8]) {
    let squares = FoundSquares(of: design, in: query, covered: shares, pace: Self.pace)
    (columns, rows) = (squares.columns, squares.rows)
    var agrees = [Bool](repeating: false, count: columns * rows)
    squares.visitNeighbours { one, other in
      guard one.0.agrees(with: other.0) else { return }
      agrees[one.at] = true
      agrees[other.at] = true
    }
    var known: [(column: Int, row: Int, place: FoundSquares.Place)] = []
    for row in 0..<rows {
      for column in 0..<columns where agrees[row * columns + column] {
        guard let place = squares[column, row] else { continue }
        known.append((column, row, place))
      }
    }
    guard known.contains(where: { $0.place.stepX != 0 || $0.place.stepY != 0 }) else { return nil }
    (stepsX, stepsY) = ([], [])
    for row in 0..<rows {
      for column in 0..<columns {
        var (x, y, sum): (Float, Float, Float) = (0, 0, 0)
        for step in known {
          let (right, below) = (Float(step.column - column), Float(step.row - row))
          let distance = (right * right + below * below) / (Self.reach * Self.reach)
          let weight = 1 / (1 + distance * distance)
          x += weight * Float(step.place.stepX)
          y += weight * Float(step.place.stepY)
          sum += weight
        }
        stepsX.append(x / sum)
        stepsY.append(y / sum)
      }
    }
  }

  /// This field and what is left to move once a picture is bent by it.
  ///
  /// - Parameter rest: The field that the bent picture gave, on the same nodes.
  /// - Returns: The sum of the steps.
  public func followed(by rest: DisplacementField) -> DisplacementField {
    precondition((columns, rows) == (rest.columns, rest.rows))
    var sum = self
    for node in stepsX.indices {
      sum.stepsX[node] += rest.stepsX[node]
      sum.stepsY[node] += rest.stepsY[node]
    }
    return sum
  }

  /// The largest of all steps, in pixels.
  public var largestStep: Float {
    zip(stepsX, stepsY).reduce(0) { max($0, ($1.0 * $1.0 + $1.1 * $1.1).squareRoot()) }
  }

  /// Bends a picture, so that each place shows what lies a step away.
  ///
  /// - Parameters:
  ///   - picture: The picture that the field was found on, at any size.
  ///   - shares: How much of each of its pixels is covered, 0...255, row by row.
  ///   - scale: How many of its pixels make one of the field's.
  /// - Returns: The bent picture of the same size, white where it does not reach, and how much of each pixel is covered.
  /// - Complexity: O(pixels).
  public func bent(
    _ picture: PixelBuffer, covered shares: [UInt8], scale: Float
  ) -> (picture: PixelBuffer, shares: [UInt8]) {
    let (width, height) = (picture.size.width, picture.size.height)
    precondition(shares.count == width * height)
    guard width > 1, height > 1 else { return (picture, shares) }
    let across = (0..<width).map { Self.node(at: $0, of: columns, scale: scale) }
    var bent = PixelBuffer(size: picture.size, red: 255, green: 255, blue: 255)
    var covered = [UInt8](repeating: 0, count: width * height)
    var rowX = [Float](repeating: 0, count: columns)
    var rowY = rowX
    for y in 0..<height {
      let (row, below) = Self.node(at: y, of: rows, scale: scale)
      for column in 0..<columns {
        let (node, next) = (row * columns + column, min(row + 1, rows - 1) * columns + column)
        rowX[column] = (stepsX[node] + (stepsX[next] - stepsX[node]) * below) * scale
        rowY[column] = (stepsY[node] + (stepsY[next] - stepsY[node]) * below) * scale
      }
      for x in 0..<width {
        let (column, right) = across[x]
        let next = min(column + 1, columns - 1)
        let fromX = Float(x) + rowX[column] + (rowX[next] - rowX[column]) * right
        let fromY = Float(y) + rowY[column] + (rowY[next] - rowY[column]) * right
        guard fromX >= 0, fromY >= 0, fromX <= Float(width - 1), fromY <= Float(height - 1) else {
          continue
        }
        let left = min(Int(fromX), width - 2)
        let top = min(Int(fromY), height - 2)
        // Joined in 256ths, with whole numbers.
        let (u, v) = (Int((fromX - Float(left)) * 256), Int((fromY - Float(top)) * 256))
        let corner = top * width + left
        for channel in 0..<3 {
          let at = corner * 3 + channel
          let upper = Int(picture.samples[at]) * (256 - u) + Int(picture.samples[at + 3]) * u
          let under = at + width * 3
          let lower = Int(picture.samples[under]) * (256 - u) + Int(picture.samples[under + 3]) * u
          bent.samples[(y * width + x) * 3 + channel] = UInt8(
            (upper * (256 - v) + lower * v + 32_768) >> 16)
        }
        covered[y * width + x] = min(
          shares[corner], shares[corner + 1], shares[corner + width], shares[corner + width + 1])
      }
    }
    return (bent, covered)
  }

  /// The node at or before a pixel, and how far the pixel is from it to the next, 0...1.
  private static func node(at pixel: Int, of count: Int, scale: Float) -> (node: Int, beyond: Float)
  {
    let first = Float(FoundSquares.radius) + Float(FoundSquares.side - 1) / 2
    let place = ((Float(pixel) + 0.5) / scale - 0.5 - first) / Float(pace)
    let clamped = min(max(0, place), Float(count - 1))
    let node = min(Int(clamped), max(0, count - 2))
    return (node, clamped - Float(node))
  }
}
