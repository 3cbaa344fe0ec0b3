// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace

/// Finds how a query lies on a design: similarity, affine map or homography, each with the matches that support it.
///
/// One match of oriented, sized features already proposes a similarity; every proposal is judged by the matches that
/// agree with it, so there is no chance in the search. The best proposals grow: matches near the predicted place are
/// looked for anew, whatever their rank among look-alikes, which is what finds copies inside a repeat.
///
/// - Determinism: exhaustive over proposals in a fixed order; same inputs, same alignments.
public struct PairVerifier: Sendable {
  /// The numbers that the search goes by.
  enum Parameters {
    /// Matches rarer than this are tentative.
    static let tentativeRarity: Float = 0.02
    /// The most tentative matches looked at, rarest first.
    static let tentativeLimit = 600
    /// The most matches that propose a similarity.
    static let proposalLimit = 160
    /// The most proposals that are grown.
    static let seedLimit = 4
    /// Support below which a proposal is not grown.
    static let leastSupport: Float = 4
    /// Guided matches may be this common.
    static let guidedRarity: Float = 0.1
    /// Largest difference of sizes, in octaves, between a feature and where the map lays it.
    static let sizeSlack: Float = 0.7
    /// Largest sine of the difference of directions: 29 degrees.
    static let directionSlack: Float = 0.485
    /// Reach of guided matching, as a share of the design's long side, round by round.
    static let reaches: [Float] = [0.032, 0.02, 0.012]
    /// Squared distance of descriptors within which two features of a design show the same thing.
    static let sameDescriptor: Int32 = 9_000
  }

  /// Creates a verifier.
  public init() {}

  /// What single matches propose of how a query lies on a design.
  ///
  /// - Parameters:
  ///   - query: The query, plain or mirrored.
  ///   - design: The design.
  /// - Returns: The proposals, which ``alignments(_:_:growing:limit:)`` takes on.
  /// - Complexity: O(query features x design features) for descriptors, O(proposals x tentative matches) for geometry.
  public func proposals(_ query: PreparedQuery, _ design: PreparedDesign) -> AlignmentProposals {
    let tentative = tentativeMatches(query, design)
    let planes = TentativePlanes(tentative, sizeSlack: Parameters.sizeSlack)
    var ranked: [(support: Float, seed: Int)] = []
    for seed in Self.rarestFirst(tentative.map(\.rarity), limit: Parameters.proposalLimit) {
      let support = planes.support(of: seed)
      if support >= Parameters.leastSupport { ranked.append((support, seed)) }
    }
    ranked.sort { ($1.support, $0.seed) < ($0.support, $1.seed) }
    return AlignmentProposals(tentative: tentative, planes: planes, ranked: ranked)
  }

  /// The best alignments of a query with a design.
  ///
  /// - Parameters:
  ///   - query: The query, plain or mirrored.
  ///   - design: The design.
  ///   - proposals: What ``proposals(_:_:)`` gave for the two.
  ///   - limit: The most alignments to give.
  /// - Returns: Distinct alignments, most significant first.
  /// - Complexity: O(grown proposals x query features).
  public func alignments(
    _ query: PreparedQuery, _ design: PreparedDesign, growing proposals: AlignmentProposals,
    limit: Int = 1
  ) -> [Alignment] {
    var result: [Alignment] = []
    var isExplained = [Bool](repeating: false, count: proposals.tentative.count)
    var grown = 0
    for (_, seed) in proposals.ranked {
      if grown >= Parameters.seedLimit + limit - 1 { break }
      if isExplained[seed] { continue }
      grown += 1
      guard let map = grownMap(from: seed, proposals, query, design),
        let alignment = scored(map, query, design)
      else { continue }
      // Matches that the grown map explains would grow into the same map again.
      let near = 0.02 * Float(design.features.size.longSide)
      for (index, match) in proposals.tentative.enumerated() {
        let p = alignment.map.apply(match.qx, match.qy)
        if abs(p.x - match.dx) < near && abs(p.y - match.dy) < near { isExplained[index] = true }
      }
      result.append(alignment)
    }
    result.sort { $0.significance > $1.significance }
    return Array(result.prefix(limit))
  }

  /// Judges a given map; the alignment may have no match at all.
  ///
  /// - Parameters:
  ///   - map: From the query's working pixels to the design's.
  ///   - query: The query, plain or mirrored.
  ///   - design: The design.
  /// - Returns: The map with the matches that support it.
  public func alignment(
    along map: PlaneMap, _ query: PreparedQuery, _ design: PreparedDesign
  ) -> Alignment {
    scored(map, query, design)
      ?? Alignment(
        map: map, matches: [], distinctCount: 0, testedCount: 0, significance: 0,
        distinctSignificance: 0, lumaShare: 0)
  }

  /// Grows a proposal: fits, looks for matches again, fits more freely.
  private func grownMap(
    from seed: Int, _ proposals: AlignmentProposals, _ query: PreparedQuery,
    _ design: PreparedDesign
  ) -> PlaneMap? {
    let agreeing = proposals.planes.agreeing(with: seed)
    let first = zip(proposals.tentative, agreeing).filter { $0.1 == 1 }.map {
      PlacePair(qx: $0.0.qx, qy: $0.0.qy, dx: $0.0.dx, dy: $0.0.dy, weight: $0.0.weight)
    }
    guard first.count >= 3,
      var map = PlaneMap.fitted(first, model: first.count >= 7 ? .affine : .similarity)
        ?? PlaneMap.fitted(first, model: .similarity)
    else { return nil }
    if !isSane(map, query) {
      guard let plain = PlaneMap.fitted(first, model: .similarity) else { return nil }
      map = plain
    }
    let longSide = Float(design.features.size.longSide)
    for (round, reach) in Parameters.reaches.enumerated() {
      let matches = guidedMatches(map, radius: max(4, reach * longSide), query, design)
      guard matches.count >= 4 else { return nil }
      let pairs = matches.map { match in
        let q = query.places[Int(match.query)]
        let d = design.places[Int(match.design)]
        return PlacePair(qx: q.x, qy: q.y, dx: d.x, dy: d.y, weight: Self.weight(match.rarity))
      }
      var model = PlaneMap.Model.similarity
      if pairs.count >= 6 { model = .affine }
      if pairs.count >= 24 && round >= 1 { model = .homography }
      guard let next = PlaneMap.fitted(pairs, model: model) else { return nil }
      if isSane(next, query) {
        map = next
      } else if let plain = PlaneMap.fitted(pairs, model: .similarity), isSane(plain, query) {
        map = plain
      } else {
        return nil
      }
    }
    return map
  }

  /// Whether a map keeps the sense of turning, shrinks or enlarges within reason, and is not too slanted.
  private func isSane(_ map: PlaneMap, _ query: PreparedQuery) -> Bool {
    let width = Float(query.features.size.width)
    let height = Float(query.features.size.height)
    for (x, y) in [(width / 2, height / 2), (0, 0), (width, 0), (0, height), (width, height)] {
      guard map.m20 * x + map.m21 * y + 1 > 0.3 else { return false }
      let t = map.tangent(x, y)
      let determinant = t.a * t.d - t.b * t.c
      guard determinant > 0.01, determinant < 80 else { return false }
      guard t.a * t.a + t.b * t.b + t.c * t.c + t.d * t.d < 6 * determinant else { return false }
    }
    return true
  }
}
