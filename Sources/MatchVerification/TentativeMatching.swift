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
        ck_two_nearest(
          design.packed[group], design.norms[group], Int32(targets.count),
          start + members.lowerBound * FeatureSet.dimension, Int32(members.count), &distances,
          &indices, &scratch)
        for (offset, index) in members.enumerated() {
          for rank in 0..<2 {
            let target = indices[offset * 2 + rank]
            guard target >= 0 else { continue }
            let rarity = query.rarity(of: index, distance: distances[offset * 2 + rank])
            guard rarity <= parameters.tentativeRarity else { break }
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
    }
    if result.count > parameters.tentativeLimit {
      result.sort { ($0.rarity, $0.query, $0.design) < ($1.rarity, $1.query, $1.design) }
      result.removeLast(result.count - parameters.tentativeLimit)
    }
    return result
  }

  /// -log10 of a rarity, at most 5.
  @inline(__always)
  static func weight(_ rarity: Float) -> Float {
    min(5, -0.301_03 * Turn.logarithm(ofTwo: rarity))
  }
}
