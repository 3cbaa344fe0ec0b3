// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import FeatureSpace

/// A sample of features from many designs, against which the rarity of a descriptor match is judged.
///
/// A match at distance d says much if few features of the population lie within d of the query's feature, and
/// nothing if many do: the corner of a check meets its like in every check. Rarity is therefore counted for each
/// query feature on its own, not by one threshold for all.
///
/// > Source: J. Rabin, J. Delon, Y. Gousseau, A statistical approach to the matching of local features, SIAM J. Imaging
/// > Sciences 2 (2009).
public struct BackgroundPopulation: Sendable {
  /// The squared distances at which rarity is tabulated, rising by a factor of 1.16.
  static let thresholds: [Int32] = {
    var value = 2_000.0
    var result: [Int32] = []
    for _ in 0..<28 {
      result.append(Int32(value))
      value *= 1.16
    }
    return result
  }()

  /// For each 512th squared distance the first threshold that is not below it; the last entry stands for all beyond.
  static let firstSteps: [UInt8] = (0...Int(thresholds[thresholds.count - 1]) / 512 + 1).map {
    place in
    UInt8(thresholds.count { Int($0) < place * 512 })
  }

  /// The first threshold that is not below a squared distance; `thresholds.count` when all are.
  @inline(__always)
  static func step(of distance: Int32) -> Int {
    firstSteps.withUnsafeBufferPointer { firstSteps in
      thresholds.withUnsafeBufferPointer { thresholds in
        var step = Int(firstSteps[min(Int(distance) / 512, firstSteps.count - 1)])
        while step < thresholds.count && thresholds[step] < distance { step += 1 }
        return step
      }
    }
  }

  /// What the share falls by from one threshold to the next below: 1.16^-4.
  static let extrapolation: Float = 0.552_29
  /// No match is called rarer than this.
  static let leastRarity: Float = 1e-6

  private var groups: [(packed: [Int8], norms: [Int32], count: Int)] = []

  /// Creates a population.
  ///
  /// - Parameter groups: For each group of features the sample's descriptors, 32 bytes each.
  public init(groups: [[Int8]]) {
    precondition(groups.count == FeatureSet.groupCount)
    for descriptors in groups {
      let count = descriptors.count / FeatureSet.dimension
      let blocks = (count + 15) / 16
      var packed = [Int8](repeating: 0, count: blocks * 512)
      var norms = [Int32](repeating: 0, count: blocks * 16)
      ck_pack(descriptors, Int32(count), &packed, &norms)
      self.groups.append((packed, norms, count))
    }
  }

  /// The share of the population within each threshold of each feature, `thresholds.count` numbers a feature.
  ///
  /// - Parameters:
  ///   - features: The features.
  ///   - largest: Shares up to this are exact; for one that is larger, some other larger one may be given.
  /// - Returns: The shares, 0...1, feature by feature.
  /// - Complexity: O(features x population).
  func rarities(of features: FeatureSet, upTo largest: Float = 1) -> [Float] {
    let steps = Self.thresholds.count
    var result = [Float](repeating: 1, count: features.keypoints.count * steps)
    var counts = [Int32](repeating: 0, count: steps)
    features.descriptors.withUnsafeBufferPointer { descriptors in
      guard let start = descriptors.baseAddress else { return }
      for (group, members) in features.groups.enumerated() {
        let population = groups[group]
        let blocks = population.norms.count / 16
        // As many as make a share larger than that, and are not too few to count.
        let enough = max(3, Int32(largest * Float(population.count + 1)) + 1)
        var distances = [Int32](repeating: 0, count: blocks * 16)
        for index in members {
          ck_distances(
            population.packed, population.norms, Int32(blocks),
            start + index * FeatureSet.dimension, &distances)
          ck_count_within(
            distances, Int32(population.count), Self.thresholds, Int32(steps), enough,
            &counts)
          // Where the sample has too few to count, the share falls with the volume of a ball of 8 dimensions.
          var share: Float = 1
          for step in (0..<steps).reversed() {
            if counts[step] >= 3 {
              share = (Float(counts[step]) + 0.5) / Float(population.count + 1)
            } else {
              share = max(Self.leastRarity, share * Self.extrapolation)
            }
            result[index * steps + step] = share
          }
        }
      }
    }
    return result
  }
}
