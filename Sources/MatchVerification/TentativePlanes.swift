// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import FeatureSpace

/// Tentative matches as the kernels read them, and the similarities that single matches propose.
struct TentativePlanes {
  private let matches: [TentativeMatch]
  /// All query x, then query y, design x, design y, changes of size and weights.
  private let planes: [Float]
  private let turns: [Int32]
  private let sizeSlack: Float

  /// Takes matches.
  ///
  /// - Parameters:
  ///   - matches: The matches.
  ///   - sizeSlack: By how many octaves changes of size may differ between matches that agree.
  init(_ matches: [TentativeMatch], sizeSlack: Float) {
    self.matches = matches
    self.sizeSlack = sizeSlack
    planes =
      matches.map(\.qx) + matches.map(\.qy) + matches.map(\.dx) + matches.map(\.dy)
      + matches.map(\.scale) + matches.map(\.weight)
    turns = matches.map(\.turn)
  }

  /// How much speaks for the similarity that one match proposes.
  ///
  /// - Parameter seed: The place of that match.
  /// - Returns: The sum of the weights of the matches that agree.
  /// - Complexity: O(matches).
  func support(of seed: Int) -> Float {
    var similarity = similarity(of: seed)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: matches.count) { agreeing in
      ck_support(
        &similarity, planes, turns, Int32(matches.count), sizeSlack, agreeing.baseAddress)
    }
  }

  /// What agrees with the similarity that one match proposes.
  ///
  /// - Parameter seed: The place of that match.
  /// - Returns: For each match 1 if it agrees, else 0.
  /// - Complexity: O(matches).
  func agreeing(with seed: Int) -> [UInt8] {
    var similarity = similarity(of: seed)
    return [UInt8](unsafeUninitializedCapacity: matches.count) { agreeing, filled in
      _ = ck_support(
        &similarity, planes, turns, Int32(matches.count), sizeSlack, agreeing.baseAddress)
      filled = matches.count
    }
  }

  /// One match of oriented, sized features lays the query on the design.
  private func similarity(of seed: Int) -> ck_similarity {
    let match = matches[seed]
    let zoom = Turn.power(ofTwo: match.scale)
    let unit = Turn.directions[Int(UInt8(truncatingIfNeeded: match.turn))]
    let a = zoom * unit.x
    let c = zoom * unit.y
    return ck_similarity(
      m00: a, m01: -c, m02: match.dx - a * match.qx + c * match.qy, m10: c, m11: a,
      m12: match.dy - c * match.qx - a * match.qy, zoom: zoom, seed: Int32(seed))
  }
}
