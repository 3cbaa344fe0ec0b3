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
/// > embedding and weak geometric consistency for large scale image search, ECCV 2008.
public struct VisualVocabulary: Sendable {
  private struct Codebook {
    var packed = [Int8](repeating: 0, count: 256 * FeatureSet.dimension)
    var norms = [Int32](repeating: 0, count: 256)

    init(centres: [Int8]) {
      ck_pack(centres, 256, &packed, &norms)
    }
  }

  private let codebooks: [(first: Codebook, second: Codebook)]
  private let normals: [[Int8]]
  private let offsets: [[Int32]]

  /// The vocabulary that this program ships with.
  public static let shipped = VisualVocabulary()

  /// Creates a vocabulary.
  ///
  /// - Parameter model: The trained numbers.
  public init(model: FeatureModel = .shipped) {
    codebooks = model.channels.map {
      (Codebook(centres: $0.firstCentres), Codebook(centres: $0.secondCentres))
    }
    normals = model.channels.map(\.normals)
    offsets = model.channels.map(\.offsets)
  }

  /// The words nearest to each descriptor of a set, nearest first.
  ///
  /// - Parameters:
  ///   - features: The features.
  ///   - count: Words a feature, 1...16.
  /// - Returns: `count` words a feature, in the order of the features; a word is group * 65,536 + first * 256 + second.
  public func words(of features: FeatureSet, count: Int) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: features.keypoints.count * count)
    forEachGroup(of: features) { group, members, descriptors in
      let (first, second) = codebooks[group / 2]
      var words = [UInt16](repeating: 0, count: members.count * count)
      ck_words(
        descriptors, Int32(members.count), first.packed, first.norms, second.packed, second.norms,
        Int32(count), &words)
      for (place, word) in words.enumerated() {
        result[members.lowerBound * count + place] = UInt32(group) << 16 | UInt32(word)
      }
    }
    return result
  }

  /// The 64-bit signature of each descriptor.
  ///
  /// - Parameter features: The features.
  /// - Returns: A signature a feature, in their order.
  public func signatures(of features: FeatureSet) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: features.keypoints.count)
    forEachGroup(of: features) { group, members, descriptors in
      result.withUnsafeMutableBufferPointer { result in
        guard let start = result.baseAddress else { return }
        ck_signatures(
          descriptors, Int32(members.count), normals[group / 2], offsets[group / 2],
          start + members.lowerBound)
      }
    }
    return result
  }

  /// The postings of a design, in the order of its features.
  func postings(of features: FeatureSet, design: Int) -> [Posting] {
    zip(features.keypoints, signatures(of: features)).map { keypoint, signature in
      Posting(
        design: UInt32(design), direction: keypoint.direction, size: keypoint.size,
        signature: signature)
    }
  }

  private func forEachGroup(
    of features: FeatureSet, _ body: (Int, Range<Int>, UnsafePointer<Int8>) -> Void
  ) {
    features.descriptors.withUnsafeBufferPointer { descriptors in
      guard let start = descriptors.baseAddress else { return }
      for (group, members) in features.groups.enumerated() where !members.isEmpty {
        body(group, members, start + members.lowerBound * FeatureSet.dimension)
      }
    }
  }
}
