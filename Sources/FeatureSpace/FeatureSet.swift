// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// The local features of one picture: where they are and their short descriptors.
///
/// Features are kept in four groups, dark and bright of luma, dark and bright of the colour edges, since only features of
/// the same group are ever compared. Descriptors are 32 signed bytes a feature; their squared Euclidean distance
/// says how alike two neighbourhoods are.
public struct FeatureSet: Sendable, Hashable {
  /// The number of components of a descriptor.
  public static let dimension = 32
  /// The number of groups.
  public static let groupCount = 4

  /// Size of the working picture, whose pixels the keypoints are given in.
  public let size: ImageSize
  /// The keypoints, group by group.
  public let keypoints: [Keypoint]
  /// The descriptors, `dimension` bytes a keypoint, in the same order.
  public let descriptors: [Int8]
  /// Which keypoints each group has.
  public let groups: [Range<Int>]

  /// Creates a set, sorting the features into groups.
  ///
  /// - Parameters:
  ///   - size: Size of the working picture.
  ///   - keypoints: The keypoints in any order.
  ///   - descriptors: `dimension` bytes a keypoint, in the same order.
  public init(size: ImageSize, keypoints: [Keypoint], descriptors: [Int8]) {
    precondition(descriptors.count == keypoints.count * Self.dimension)
    var order: [[Int]] = Array(repeating: [], count: Self.groupCount)
    for (index, keypoint) in keypoints.enumerated() { order[Int(keypoint.group)].append(index) }
    var sorted: [Keypoint] = []
    var sortedDescriptors: [Int8] = []
    sorted.reserveCapacity(keypoints.count)
    sortedDescriptors.reserveCapacity(descriptors.count)
    var groups: [Range<Int>] = []
    for members in order {
      let start = sorted.count
      for index in members {
        sorted.append(keypoints[index])
        sortedDescriptors.append(
          contentsOf: descriptors[index * Self.dimension..<(index + 1) * Self.dimension])
      }
      groups.append(start..<sorted.count)
    }
    self.init(
      size: size, sortedKeypoints: sorted, sortedDescriptors: sortedDescriptors, groups: groups)
  }

  /// Takes features that are in groups already.
  init(
    size: ImageSize, sortedKeypoints: [Keypoint], sortedDescriptors: [Int8], groups: [Range<Int>]
  ) {
    self.size = size
    keypoints = sortedKeypoints
    descriptors = sortedDescriptors
    self.groups = groups
  }

  /// The features at some places.
  ///
  /// - Parameter indices: The places in ``keypoints``, rising.
  /// - Returns: Those features, in their order.
  public func features(at indices: [Int]) -> FeatureSet {
    FeatureSet(
      size: size, sortedKeypoints: indices.map { keypoints[$0] },
      sortedDescriptors: indices.flatMap {
        descriptors[$0 * Self.dimension..<($0 + 1) * Self.dimension]
      },
      groups: groups.map { group in
        indices.count { $0 < group.lowerBound }..<indices.count { $0 < group.upperBound }
      })
  }
}
