// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Which squares of a design are found in a query, and in which the query shows something else.
public struct CoveredSquares: Sendable {
  /// How a square is judged.
  public enum Rule: Sendable {
    /// By itself: those that agree, and flat ones beside them. No square is said to differ.
    case bySquare
    /// By what surrounds it: correlation falls with the size and the sharpness of a copy, square by square and by chance,
    /// but where a copy shows something else it falls to that of strangers all around.
    case byNeighbourhood
  }

  /// Whether the drawing of a square is found, row-major.
  public private(set) var isFound: [Bool]
  /// Whether a square has edges and its drawing is not found, in a group that is large enough to be no chance.
  public private(set) var isDifferent: [Bool]
  /// Squares a row.
  public let columns: Int

  /// The least mean correlation of a square and those around it in which one drawing is seen, -1...1.
  ///
  /// Where another drawing was laid into four designs, the means were 0.09 to 0.28 (150 squares, the best of nine shifts
  /// each). In 60 copies that were shrunk to a quarter, photographed, recoloured, blurred or inverted 93 % of the squares
  /// are above 0.28: in 47 of the copies at least 95 %, in three less than half.
  static let leastMean: Float = 0.28
  /// Groups of fewer squares, side by side, go with what surrounds them: a mean is of up to nine squares, so what is seen to
  /// differ by chance in one is seen so in those beside it.
  static let leastGroup = 4

  /// How many squares to each side along a border count: seven in all are about as many as the nine around a square; chosen,
  /// no other was tried.
  static let borderReach = 3

  /// Judges the squares.
  ///
  /// - Parameters:
  ///   - agreement: How query and design agree.
  ///   - rule: How a square is judged; where no neighbourhood agrees, each is judged by itself.
  /// - Complexity: O(squares).
  public init(_ agreement: DenseAgreement, rule: Rule) {
    columns = agreement.columns
    isDifferent = [Bool](repeating: false, count: agreement.squares.count)
    isFound = agreement.squares.indices.map { Self.agrees($0, agreement) }
    guard rule == .byNeighbourhood, columns > 0 else { return }

    let hasEdges = zip(agreement.squares, agreement.isFaint).map { $0 >= 2 && !$1 }
    let isGround = zip(agreement.squares, agreement.isFaint).map { $0 == 1 || $1 }
    let means = Self.means(agreement, hasEdges)
    var found = means.indices.map { hasEdges[$0] && means[$0] >= Self.leastMean }
    for isOfFound in [false, true] {
      let members = found.indices.map { hasEdges[$0] && found[$0] == isOfFound }
      for group in Self.groups(members, columns: columns) where group.count < Self.leastGroup {
        for place in group { found[place].toggle() }
      }
    }
    guard found.contains(true) else { return }
    let count = found.count
    // A mean reaches a square too far: what borders on another drawing is judged by itself.
    let differs = found.indices.map { place in
      hasEdges[place]
        && (!found[place]
          || agreement.correlations[place] < Self.leastMean
            && Self.neighbours(of: place, columns: columns, count: count).contains {
              hasEdges[$0] && !found[$0]
            })
    }
    isDifferent = differs
    isFound = found.indices.map { hasEdges[$0] && !differs[$0] }
    for ground in Self.groups(isGround, columns: columns) {
      let beside = Set(
        ground.flatMap { Self.neighbours(of: $0, columns: columns, count: count) }
      ).filter { hasEdges[$0] }
      let differing = beside.count { differs[$0] }
      // Ground goes with what stands on it.
      if 2 * differing <= beside.count { for place in ground { isFound[place] = true } }
    }
  }

  /// Whether a square agrees, or is flat in both pictures beside one that agrees.
  private static func agrees(_ place: Int, _ agreement: DenseAgreement) -> Bool {
    let state = agreement.squares[place]
    guard state == 1 else { return state == 3 }
    return neighbours(of: place, columns: agreement.columns, count: agreement.squares.count)
      .contains { agreement.squares[$0] == 3 }
  }

  /// The mean correlation of a square with edges and of those around it, 0...1.
  ///
  /// On the border of a design, of which a strip may be covered that is a square wide, the mean of a square and those beside
  /// it along the border counts where it is less.
  private static func means(_ agreement: DenseAgreement, _ hasEdges: [Bool]) -> [Float] {
    let (columns, rows) = (agreement.columns, agreement.rows)
    func mean(_ places: some Sequence<Int>) -> Float {
      var (sum, count): (Float, Float) = (0, 0)
      for near in places where hasEdges[near] {
        sum += max(0, agreement.correlations[near])
        count += 1
      }
      return sum / count
    }
    return agreement.squares.indices.map { place in
      guard hasEdges[place] else { return 0 }
      var least = mean(neighbours(of: place, columns: columns, count: columns * rows))
      guard agreement.grid == .toTheEdges else { return least }
      let (row, column) = (place / columns, place % columns)
      if row == 0 || row == rows - 1 {
        let along = max(0, column - borderReach)...min(columns - 1, column + borderReach)
        least = min(least, mean(along.lazy.map { row * columns + $0 }))
      }
      if column == 0 || column == columns - 1 {
        let along = max(0, row - borderReach)...min(rows - 1, row + borderReach)
        least = min(least, mean(along.lazy.map { $0 * columns + column }))
      }
      return least
    }
  }

  /// A square and those around it.
  private static func neighbours(of place: Int, columns: Int, count: Int) -> [Int] {
    let (row, column) = (place / columns, place % columns)
    var result: [Int] = []
    for y in max(0, row - 1)...min(count / columns - 1, row + 1) {
      for x in max(0, column - 1)...min(columns - 1, column + 1) { result.append(y * columns + x) }
    }
    return result
  }

  /// The members that hang together side by side.
  private static func groups(_ isMember: [Bool], columns: Int) -> [[Int]] {
    var left = isMember
    var groups: [[Int]] = []
    for start in left.indices where left[start] {
      left[start] = false
      var group = [start]
      var next = 0
      while next < group.count {
        let place = group[next]
        next += 1
        let column = place % columns
        for (isInside, near) in [
          (column > 0, place - 1), (column + 1 < columns, place + 1),
          (place >= columns, place - columns), (place + columns < left.count, place + columns),
        ] where isInside && left[near] {
          left[near] = false
          group.append(near)
        }
      }
      groups.append(group)
    }
    return groups
  }
}
