// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace

/// How a query lies on a design, and how surprising that is.
public struct Alignment: Sendable {
  /// From the query's working pixels (of the mirrored query, if it was mirrored) to the design's.
  public let map: PlaneMap
  /// The supporting matches, at most one a place in either picture, most surprising first.
  public let matches: [FeatureMatch]
  /// How many of the matches show something different from each other.
  let distinctCount: Int
  /// Places with query features inside the design.
  let testedCount: Int
  /// -log10 of the number of false alarms, over all matches.
  public let significance: Float
  /// The same over matches that differ from each other: what a repeat shows again and again counts once.
  public let distinctSignificance: Float
  /// The share of matches found in luma; the others come from the colour edges.
  public let lumaShare: Float
}

extension PairVerifier {
  /// The parts of the chance that a query feature meets a design feature that fits it: a simple model, which what is seen
  /// need not follow.
  ///
  /// Of pairs of features of one design of `TestImages/`, 0.27 are of one group, 0.46 have sizes and 0.18 directions that
  /// fit (means of 36 designs). The significance is a measurement like others: the calibration says what it is worth.
  private enum Chance {
    /// Features of a design in the group of a query's: a little more than one of four groups has.
    static let sameGroup: Float = 0.3
    /// Sizes that fit: the slack to either side, 1.4 octaves, of four over which sizes are spread.
    static let fittingSize: Float = 0.35
    /// Directions that fit: 29 degrees to either side, 58 of 360.
    static let fittingDirection: Float = 0.16
    /// The chance of a meeting is never taken for more, as it comes near certainty with a dense design.
    static let most: Float = 0.9
  }

  /// Judges a map by an a-contrario model: the number of alignments as good that chance would give.
  ///
  /// Under chance a query feature that falls inside the design meets a feature of fitting group, place, direction and size with
  /// a probability given by the design's density, and the match's rarity, squared offset, twist and growth are then
  /// independent and uniform. Their product has the law P(product <= t) = t (1 + L + L^2/2 + L^3/6) with L = -ln t.
  /// For each of several t the count of matches below t is compared with the expected one (Chernoff's bound of the Poisson
  /// tail); the most surprising t counts. Squares of 1.5 % of the design's long side count once in either picture.
  ///
  /// > Source: L. Moisan, P. Moulon, P. Monasse, Automatic homographic registration of a pair of images, with a contrario
  /// > elimination of outliers, IPOL 2 (2012); the product of uniform variables replaces their single residual.
  func scored(_ map: PlaneMap, _ query: PreparedQuery, _ design: PreparedDesign) -> Alignment? {
    let longSide = Float(design.features.size.longSide)
    let radius = max(4, (Parameters.reaches.last ?? 0.012) * longSide)
    let matches = guidedMatches(map, radius: radius, query, design)
    guard matches.count >= 4 else { return nil }
    let width = Float(design.features.size.width)
    let height = Float(design.features.size.height)
    let centre = map.tangent(
      Float(query.features.size.width) / 2, Float(query.features.size.height) / 2)
    let zoom = abs(centre.a * centre.d - centre.b * centre.c).squareRoot()
    let designSide = max(6, 0.015 * longSide)
    let querySide = max(1, designSide / max(zoom, 0.1))
    var tested = MetSquares(side: querySide)
    var testedSquares = 0
    for q in query.places {
      let p = map.apply(q.x, q.y)
      guard p.x >= 0, p.y >= 0, p.x < width, p.y < height else { continue }
      if tested.meet(q.x, q.y) { testedSquares += 1 }
    }
    func surprise(_ match: FeatureMatch) -> Float {
      let offset = max(match.offset * match.offset / (radius * radius), 0.02)
      let twist = max(match.twist / Parameters.directionSlack, 0.1)
      let growth = max(match.growth / Parameters.sizeSlack, 0.1)
      return min(1, match.rarity / Parameters.guidedRarity * offset * twist * growth)
    }
    let ranked = matches.map { (surprise: surprise($0), match: $0) }.sorted {
      ($0.surprise, $0.match.query, $0.match.design) < (
        $1.surprise, $1.match.query, $1.match.design
      )
    }
    var seenQuery = MetSquares(side: querySide)
    var seenDesign = MetSquares(side: designSide)
    var kept: [(surprise: Float, match: FeatureMatch)] = []
    for entry in ranked {
      let q = query.places[Int(entry.match.query)]
      let d = design.places[Int(entry.match.design)]
      guard !seenQuery.hasMet(q.x, q.y), !seenDesign.hasMet(d.x, d.y) else { continue }
      _ = seenQuery.meet(q.x, q.y)
      _ = seenDesign.meet(d.x, d.y)
      kept.append(entry)
    }
    guard kept.count >= 4 else { return nil }
    let distinct = distinct(kept.map(\.match), design)
    let testedCount = max(testedSquares, kept.count)
    let density = Float(design.features.keypoints.count) * Chance.sameGroup / (width * height)
    let met = Float.pi * radius * radius * density * Chance.fittingSize * Chance.fittingDirection
    let reach = min(Chance.most, met)
    let tests = 5 + 0.301_03 * Turn.logarithm(ofTwo: Float(query.features.keypoints.count))
    let chance = Float(testedCount) * reach * Parameters.guidedRarity
    let all = kept.map(\.surprise)
    let some = distinct.map { kept[$0].surprise }
    // The places tested shrink in the same proportion, as most of them repeat each other too.
    let share = Float(some.count) / Float(all.count)
    return Alignment(
      map: map, matches: kept.map(\.match), distinctCount: some.count, testedCount: testedCount,
      significance: Self.significance(all, expected: chance) - tests,
      distinctSignificance: Self.significance(some, expected: chance * share) - tests,
      lumaShare: Float(kept.count { query.places[Int($0.match.query)].group < 2 })
        / Float(kept.count))
  }

  /// -log10 of the chance to see so many small products, for the most surprising limit.
  static func significance(_ surprises: [Float], expected: Float) -> Float {
    var best: Float = 0
    for limit: Float in [1, 0.1, 0.01, 0.003, 0.001, 0.000_3, 0.000_1, 0.000_03, 0.000_01] {
      let k = Float(surprises.count { $0 <= limit })
      let l = -0.693_147_2 * Turn.logarithm(ofTwo: limit)
      let law = min(1, limit * (1 + l + l * l / 2 + l * l * l / 6))
      let mean = expected * law
      guard k >= 4, k > mean else { continue }
      let nats = k * 0.693_147_2 * Turn.logarithm(ofTwo: k / mean) - (k - mean)
      best = max(best, nats * 0.434_294_5)
    }
    return best
  }

  /// The matches whose design features are not look-alikes of an earlier one's: indices into `matches`.
  private func distinct(_ matches: [FeatureMatch], _ design: PreparedDesign) -> [Int] {
    var kept: [Int] = []
    design.features.descriptors.withUnsafeBufferPointer { descriptors in
      for (index, match) in matches.enumerated() {
        let own = Int(match.design) * FeatureSet.dimension
        let group = design.places[Int(match.design)].group
        let isRepeated = kept.contains { earlier in
          let other = Int(matches[earlier].design)
          guard design.places[other].group == group else { return false }
          var distance: Int32 = 0
          for k in 0..<FeatureSet.dimension {
            let e =
              Int32(descriptors[own + k]) &- Int32(descriptors[other * FeatureSet.dimension + k])
            distance &+= e &* e
          }
          return distance <= Parameters.sameDescriptor
        }
        if !isRepeated { kept.append(index) }
      }
    }
    return kept
  }
}
