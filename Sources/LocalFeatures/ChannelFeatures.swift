// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import FeatureSpace
public import ImageBuffers

/// The features of one channel of a picture, plain and mirrored, in the order of finding.
public struct ChannelFeatures: Sendable {
  let keypoints: [Keypoint]
  /// `FeatureSet.dimension` bytes a keypoint.
  var plain: [Int8] = []
  /// The same of the picture mirrored left-right.
  var mirrored: [Int8] = []

  init(keypoints: [Keypoint]) {
    self.keypoints = keypoints
  }

  /// Puts the channels of a picture together.
  ///
  /// - Parameters:
  ///   - channels: The features of its channels, luma first.
  ///   - size: Size of the working picture.
  /// - Returns: The features, and those of the picture mirrored left-right, in the same order of finding.
  public static func combined(
    _ channels: [ChannelFeatures], size: ImageSize
  ) -> (plain: FeatureSet, mirrored: FeatureSet) {
    let keypoints = channels.flatMap(\.keypoints)
    return (
      FeatureSet(size: size, keypoints: keypoints, descriptors: channels.flatMap(\.plain)),
      FeatureSet(
        size: size, keypoints: keypoints.map { $0.mirrored(width: size.width) },
        descriptors: channels.flatMap(\.mirrored))
    )
  }
}
