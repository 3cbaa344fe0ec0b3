// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import FeatureSpace

/// A match that descriptors alone propose.
struct TentativeMatch {
  var query: Int32
  var design: Int32
  /// Chance that a feature of the population is as alike.
  var rarity: Float
  /// -log10 of the rarity, at most 5.
  var weight: Float
  var qx: Float
  var qy: Float
  var dx: Float
  var dy: Float
  /// log2 of the design's size over the query's.
  var scale: Float
  /// Direction of the design's feature less the query's, in 1/256 turn.
  var turn: Int32
}

extension PairVerifier {
  /// For each query feature the two most alike features of the design, as far as the population rarely has as alike ones.
  ///
  /// No ratio of first to second is asked for: in a repeat the second is as good as the first.
  ///
  /// - Returns: The matches; the rarest of them, rarest first, where there are more than are looked at.
  func tentativeMatches(_ query: PreparedQuery, _ design: PreparedDesign) -> [TentativeMatch] {
    var proposed: [(query: Int32, design: Int32)] = []
    var rarities: [Float] = []
    proposed.reserveCapacity(query.places.count * 2)
    rarities.reserveCapacity(query.places.count * 2)
    var scratch: [Int32] = []
    query.features.descriptors.withUnsafeBufferPointer { descriptors in
      guard let start = descriptors.baseAddress else { return }
      for group in 0..<FeatureSet.groupCount {
        let members = query.features.groups[group]
        let targets = design.features.groups[group]
        guard !members.isEmpty, !targets.isEmpty else { continue }
        var distances = [Int32](repeating: 0, count: members.count * 2)
        var indices = [Int32](repeating: 0, count: members.count * 2)
        scratch = [Int32](repeating: 0, count: design.norms[group].count)
        query.tentativeLimits.withUnsafeBufferPointer { limits in
          guard let limits = limits.baseAddress else { return }
          ck_two_nearest(
            design.packed[group], design.norms[group], Int32(targets.count),
            start + members.lowerBound * FeatureSet.dimension, limits + members.lowerBound,
            Int32(members.count), &distances, &indices, &scratch)
        }
        for (place, target) in indices.enumerated() where target >= 0 {
          let index = members.lowerBound + place / 2
          proposed.append((Int32(index), Int32(targets.lowerBound) + target))
          rarities.append(query.rarity(of: index, distance: distances[place]))
        }
      }
    }
    func match(_ place: Int) -> TentativeMatch {
      let (own, other) = proposed[place]
      let q = query.places[Int(own)]
      let d = design.places[Int(other)]
      return TentativeMatch(
        query: own, design: other, rarity: rarities[place], weight: Self.weight(rarities[place]),
        qx: q.x, qy: q.y, dx: d.x, dy: d.y, scale: d.size - q.size,
        turn: Int32(d.direction &- q.direction))
    }
    guard rarities.count > Parameters.tentativeLimit else {
      return rarities.indices.map(match)
    }
    return Self.rarestFirst(rarities, limit: Parameters.tentativeLimit).map(match)
  }

  /// The places of the rarest matches by rising rarity, then by place.
  ///
  /// Matches come by query and design feature of a group, so their places keep that order among equals.
  ///
  /// - Parameters:
  ///   - rarities: How rare each match is, 0...1.
  ///   - limit: How many are wanted, at least 1.
  /// - Returns: Their places, `limit` at most.
  /// - Complexity: O(n), and O(limit log limit) for those that are given.
  static func rarestFirst(_ rarities: [Float], limit: Int) -> [Int] {
    var keys: [UInt64] = []
    keys.reserveCapacity(min(rarities.count, 2 * limit))
    // Positive numbers have the order of their bits. Those that are more common than the limit allows are told by a few of
    // the highest bits, of which 1 has 2,032: only what is left is sorted.
    let last = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2_048) { counts in
      guard rarities.count > limit else { return 2_047 }
      counts.initialize(repeating: 0)
      for rarity in rarities { counts[Self.bucket(rarity)] += 1 }
      var (bucket, sum) = (0, Int(counts[0]))
      while sum < limit {
        bucket += 1
        sum += Int(counts[bucket])
      }
      return bucket
    }
    for (place, rarity) in rarities.enumerated() where Self.bucket(rarity) <= last {
      keys.append(UInt64(rarity.bitPattern) << 32 | UInt64(place))
    }
    keys.sort()
    return keys.prefix(limit).map { Int($0 & 0xFFFF_FFFF) }
  }

  @inline(__always)
  private static func bucket(_ rarity: Float) -> Int { Int(rarity.bitPattern >> 19) }

  /// -log10 of a rarity, at most 5.
  @inline(__always)
  static func weight(_ rarity: Float) -> Float {
    min(5, -0.301_03 * Turn.logarithm(ofTwo: rarity))
  }
}
