// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import FeatureSpace
public import ImageBuffers

/// The features of one channel of a picture in the order of finding; mirrored as well where that was described.
public struct ChannelFeatures: Sendable {
  private let channel: FeatureChannel
  private let keypoints: [Keypoint]
  /// `FeatureSet.dimension` bytes a keypoint.
  private let plain: [Int8]
  /// The same of the picture mirrored left-right, where it was described.
  private let mirrored: [Int8]?
  /// The same two of the picture's negative, where it was described and is another.
  var negated: (plain: [Int8], mirrored: [Int8]?)?

  init(channel: FeatureChannel, keypoints: [Keypoint], plain: [Int8], mirrored: [Int8]?) {
    self.channel = channel
    self.keypoints = keypoints
    self.plain = plain
    self.mirrored = mirrored
  }

  /// The features of the picture's negative: light and dark exchanged, and nothing else.
  ///
  /// Luma's are found at the same places as the picture's, bright ones as dark ones, and point the other way; nothing
  /// is extracted anew. Colour edges are the same in both.
  ///
  /// - Precondition: Luma was extracted with ``FeatureExtractor/Effort/describesNegative``.
  public var negative: ChannelFeatures {
    guard channel == .luma else { return self }
    guard let negated else { preconditionFailure("the negative was not described") }
    var other = ChannelFeatures(
      channel: channel, keypoints: keypoints.map(\.negated), plain: negated.plain,
      mirrored: negated.mirrored)
    other.negated = (plain, mirrored)
    return other
  }

  /// Puts the channels of a picture together.
  ///
  /// - Parameters:
  ///   - channels: The features of its channels, luma first.
  ///   - size: Size of the working picture.
  /// - Returns: The features, and those of the picture mirrored left-right, in the same order of finding; nil where a
  ///   channel was extracted without ``FeatureExtractor/Effort/describesMirrored``.
  public static func combined(
    _ channels: [ChannelFeatures], size: ImageSize
  ) -> (plain: FeatureSet, mirrored: FeatureSet?) {
    let keypoints = channels.flatMap(\.keypoints)
    let mirrored = channels.compactMap(\.mirrored)
    return (
      FeatureSet(size: size, keypoints: keypoints, descriptors: channels.flatMap(\.plain)),
      mirrored.count < channels.count
        ? nil
        : FeatureSet(
          size: size, keypoints: keypoints.map { $0.mirrored(width: size.width) },
          descriptors: mirrored.flatMap(\.self))
    )
  }
}
