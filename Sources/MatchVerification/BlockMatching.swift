// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
private import FeatureSpace
public import ImageBuffers

/// How consistently the squares of one picture find their like in another that it was laid upon.
///
/// Each square of the design is looked for in a window of the query around the place where it should be. Squares of a
/// copy are all found moved by about the same step as their neighbours, however the colours were changed, since only
/// the directions of edges are compared; squares of another drawing are found anywhere in the window. The number
/// of neighbours that agree is judged by the number that chance would give.
///
/// A square that looks like itself elsewhere in the window, as on stripes and small repeats, says nothing and is
/// passed over.
///
/// > Source: block matching as in motion estimation (J. R. Jain, A. K. Jain, IEEE Trans. Communications 29, 1981); the
/// > count is judged a contrario, after A. Desolneux, L. Moisan, J.-M. Morel, IJCV 40 (2000).
///
/// - Determinism: sums of whole numbers; the same pictures, the same answer, on every machine.
public struct BlockMatching: Sendable, Hashable {
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

  /// Squares that have enough edges, are unlike their surroundings and lie inside the query.
  public private(set) var squareCount = 0
  /// Neighbouring pairs of those.
  public private(set) var pairCount = 0
  /// Pairs of which both were found moved by the same step.
  public private(set) var agreeingPairCount = 0
  /// Mean correlation of the squares in agreeing pairs where they were found, -1...1; 0 when there is none.
  public private(set) var correlation: Float = 0

  /// Looks for the squares of a design in a query.
  ///
  /// - Parameters:
  ///   - design: The design's directions.
  ///   - query: The directions of the query drawn as it lies on the design, of the same size.
  ///   - shares: How much of each pixel the query covers, 0...255, row by row.
  /// - Complexity: O(pixels x window).
  public init(of design: DirectionField, in query: DirectionField, covered shares: [UInt8]) {
    precondition(design.size == query.size, "\(design.size) is laid on \(query.size)")
    precondition(shares.count == design.size.pixelCount)
    let (width, height) = (design.size.width, design.size.height)
    let columns = (width - 2 * Self.radius) / Self.side
    let rows = (height - 2 * Self.radius) / Self.side
    guard columns > 0, rows > 0 else { return }
    var found = [Place?](repeating: nil, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let x = Self.radius + column * Self.side
        let y = Self.radius + row * Self.side
        guard
          [(0, 0), (1, 0), (0, 1), (1, 1)].allSatisfy({
            shares[(y + $0.1 * (Self.side - 1)) * width + x + $0.0 * (Self.side - 1)] == 255
          })
        else { continue }
        found[row * columns + column] = Self.place(of: design, in: query, x: x, y: y)
      }
    }
    squareCount = found.count { $0 != nil }
    var sum: Float = 0
    for row in 0..<rows {
      for column in 0..<columns {
        guard let own = found[row * columns + column] else { continue }
        for (right, below) in [(1, 0), (0, 1)] {
          guard column + right < columns, row + below < rows,
            let other = found[(row + below) * columns + column + right]
          else { continue }
          pairCount += 1
          guard own.agrees(with: other) else { continue }
          agreeingPairCount += 1
          sum += own.correlation + other.correlation
        }
      }
    }
    if agreeingPairCount > 0 { correlation = sum / Float(2 * agreeingPairCount) }
  }

  /// The share of the pairs that agree, 0...1.
  public var agreeingShare: Float {
    pairCount > 0 ? Float(agreeingPairCount) / Float(pairCount) : 0
  }

  /// -log10 of the chance that so many pairs agree when each square is found anywhere in its window (Chernoff's bound).
  public var significance: Float {
    guard pairCount > 0 else { return 0 }
    let share = agreeingShare
    let chance = Self.chanceOfAgreement
    guard share > chance else { return 0 }
    func ln(_ x: Float) -> Float { 0.693_147_2 * Turn.logarithm(ofTwo: x) }
    var divergence = share * ln(share / chance)
    if share < 1 { divergence += (1 - share) * ln((1 - share) / (1 - chance)) }
    return Float(pairCount) * divergence * 0.434_294_5
  }

  /// The chance that two steps drawn evenly from the window differ by at most `stepSlack` along both axes.
  static let chanceOfAgreement: Float = {
    let count = 2 * radius + 1
    let near = (-stepSlack...stepSlack).reduce(0) { $0 + count - abs($1) }
    let share = Float(near) / Float(count * count)
    return share * share
  }()

  /// Where a square was found.
  private struct Place {
    var stepX: Int
    var stepY: Int
    var correlation: Float

    func agrees(with other: Place) -> Bool {
      abs(stepX - other.stepX) <= BlockMatching.stepSlack
        && abs(stepY - other.stepY) <= BlockMatching.stepSlack
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
