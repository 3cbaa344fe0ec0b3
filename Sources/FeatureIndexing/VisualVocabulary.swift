// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace

/// Divides descriptor space into 65,536 visual words a group and gives each descriptor a 64-bit signature.
///
/// The words are a product of two codebooks of 256 centres over 16 components each (inverted multi-index), the
/// signature holds the sides of 64 hyperplanes on which the descriptor lies (Hamming embedding).
///
/// > Source: A. Babenko, V. Lempitsky, The inverted multi-index, CVPR 2012; H. Jegou, M. Douze, C. Schmid, Hamming
/// > embedding and weak geometric consistency, ECCV 2008.
public struct VisualVocabulary: Sendable {
  /// Packed centres of both halves, for each channel.
  private var halves: [[(packed: [Int8], norms: [Int32])]] = []
  private var planes: [[Int8]] = []
  private var offsets: [[Int32]] = []

  /// Creates a vocabulary.
  ///
  /// - Parameter channels: For each channel two codebooks of 256 vectors of 32 bytes (components of the other half zero), the
  ///   normals of 64 hyperplanes, 32 bytes each, and their 64 offsets.
  public init(
    channels: [(first: [Int8], second: [Int8], normals: [Int8], offsets: [Int32])]
  ) {
    for channel in channels {
      halves.append(
        [channel.first, channel.second].map { centres in
          var packed = [Int8](repeating: 0, count: 256 * 32)
          var norms = [Int32](repeating: 0, count: 256)
          ck_pack(centres, 256, &packed, &norms)
          return (packed, norms)
        })
      planes.append(channel.normals)
      offsets.append(channel.offsets)
    }
  }

  /// The words nearest to each descriptor of a set, nearest first.
  ///
  /// - Parameters:
  ///   - features: The features.
  ///   - count: Words a feature, 1...16.
  /// - Returns: `count` words a feature, in the order of the features; a word is group * 65,536 + first * 256 + second.
  public func words(of features: FeatureSet, count: Int) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: features.keypoints.count * count)
    var distances = [Int32](repeating: 0, count: 256)
    let keep = count == 1 ? 1 : 5
    features.descriptors.withUnsafeBufferPointer { descriptors in
      guard let start = descriptors.baseAddress else { return }
      for (index, keypoint) in features.keypoints.enumerated() {
        let codebooks = halves[Int(keypoint.channel.rawValue)]
        var nearest: [[(distance: Int32, centre: Int)]] = []
        for half in codebooks {
          ck_distances(half.packed, half.norms, 16, start + index * 32, &distances)
          var best: [(distance: Int32, centre: Int)] = []
          for centre in 0..<256 {
            let distance = distances[centre]
            if best.count == keep, distance >= best[keep - 1].distance { continue }
            var place = best.count
            while place > 0 && best[place - 1].distance > distance { place -= 1 }
            best.insert((distance, centre), at: place)
            if best.count > keep { best.removeLast() }
          }
          nearest.append(best)
        }
        var pairs: [(distance: Int32, word: UInt32)] = []
        for a in nearest[0] {
          for b in nearest[1] {
            pairs.append(
              (
                a.distance + b.distance,
                UInt32(keypoint.group) << 16 | UInt32(a.centre) << 8 | UInt32(b.centre)
              ))
          }
        }
        pairs.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
        for n in 0..<count { result[index * count + n] = pairs[n].word }
      }
    }
    return result
  }

  /// The 64-bit signature of each descriptor.
  ///
  /// - Parameter features: The features.
  /// - Returns: A signature a feature, in their order.
  public func signatures(of features: FeatureSet) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(features.keypoints.count)
    for (index, keypoint) in features.keypoints.enumerated() {
      let channel = Int(keypoint.channel.rawValue)
      var signature: UInt64 = 0
      features.descriptors.withUnsafeBufferPointer { descriptors in
        planes[channel].withUnsafeBufferPointer { normals in
          for plane in 0..<64 {
            var dot: Int32 = 0
            for c in 0..<32 {
              dot &+= Int32(descriptors[index * 32 + c]) &* Int32(normals[plane * 32 + c])
            }
            if dot > offsets[channel][plane] { signature |= 1 << UInt64(plane) }
          }
        }
      }
      result.append(signature)
    }
    return result
  }
}
