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
  func tentativeMatches(_ query: PreparedQuery, _ design: PreparedDesign) -> [TentativeMatch] {
    var result: [TentativeMatch] = []
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
          let rarity = query.rarity(of: index, distance: distances[place])
          let q = query.places[index]
          let d = design.places[targets.lowerBound + Int(target)]
          result.append(
            TentativeMatch(
              query: Int32(index), design: Int32(targets.lowerBound) + target, rarity: rarity,
              weight: Self.weight(rarity), qx: q.x, qy: q.y, dx: d.x, dy: d.y,
              scale: d.size - q.size, turn: Int32(d.direction &- q.direction)))
        }
      }
    }
    guard result.count > parameters.tentativeLimit else { return result }
    return Self.rarestFirst(result).prefix(parameters.tentativeLimit).map { result[$0] }
  }

  /// The places of matches by rising rarity, then by query and design feature.
  static func rarestFirst(_ matches: [TentativeMatch]) -> [Int] {
    // Positive numbers have the order of their bits; matches come by query and design feature of a group already, so their
    // places keep that order among equals.
    matches.indices.map { UInt64(matches[$0].rarity.bitPattern) << 32 | UInt64($0) }.sorted().map {
      Int($0 & 0xFFFF_FFFF)
    }
  }

  /// -log10 of a rarity, at most 5.
  @inline(__always)
  static func weight(_ rarity: Float) -> Float {
    min(5, -0.301_03 * Turn.logarithm(ofTwo: rarity))
  }
}
