// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureSpace
public import ImageBuffers

/// How consistently the squares of one picture find their like in another that it was laid upon.
///
/// Each square of the design is looked for in a window of the query around the place where it should be. Squares of a
/// copy are all found moved by about the same step as their neighbours, however the colours were changed, since only
/// the directions of edges are compared; squares of another drawing are found anywhere in the window. The number
/// of neighbours that agree is judged by the number that chance would give.
///
/// How a square is looked for, and which are passed over, stands at ``FoundSquares``.
///
/// > Source: block matching as in motion estimation (J. R. Jain, A. K. Jain, IEEE Trans. Communications 29, 1981); the
/// > count is judged a contrario, after A. Desolneux, L. Moisan, J.-M. Morel, IJCV 40 (2000).
///
/// - Determinism: sums of whole numbers; the same pictures, the same answer, on every machine.
public struct BlockMatching: Sendable, Hashable {
  /// Squares that have enough edges, are unlike their surroundings and lie inside the query.
  private(set) var squareCount = 0
  /// Neighbouring pairs of those.
  public private(set) var pairCount = 0
  /// Pairs of which both were found moved by the same step.
  public private(set) var agreeingPairCount = 0
  /// Mean correlation of the squares of agreeing pairs where they were found, each as often as it is in such a pair, -1...1;
  /// 0 when there is none.
  public private(set) var correlation: Float = 0

  /// Looks for the squares of a design in a query.
  ///
  /// - Parameters:
  ///   - design: The design's directions.
  ///   - query: The directions of the query drawn as it lies on the design, of the same size.
  ///   - shares: How much of each pixel the query covers, 0...255, row by row.
  /// - Complexity: O(pixels x window).
  public init(of design: DirectionField, in query: DirectionField, covered shares: [UInt8]) {
    let squares = FoundSquares(of: design, in: query, covered: shares)
    squareCount = squares.count
    var (pairs, agreeing) = (0, 0)
    var sum: Float = 0
    squares.visitNeighbours { one, other in
      pairs += 1
      guard one.0.agrees(with: other.0) else { return }
      agreeing += 1
      sum += one.0.correlation + other.0.correlation
    }
    (pairCount, agreeingPairCount) = (pairs, agreeing)
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

  /// The chance that two steps drawn evenly from the window differ by at most ``FoundSquares/stepSlack`` along both axes.
  static let chanceOfAgreement: Float = {
    let (radius, slack) = (FoundSquares.radius, FoundSquares.stepSlack)
    let count = 2 * radius + 1
    let near = (-slack...slack).reduce(0) { $0 + count - abs($1) }
    let share = Float(near) / Float(count * count)
    return share * share
  }()
}
