// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where a local feature lies, how large it is, which way it points and what it was found in.
///
/// Values are quantised once, when the feature is found, so that a feature read back from a registry is the one that
/// was written and every later step computes from the same numbers.
public struct Keypoint: Hashable, Sendable {
  /// Column of the centre in 1/32 pixel of the working picture; 0 is the centre of its leftmost pixels.
  public var column: UInt16
  /// Row of the centre in 1/32 pixel of the working picture; 0 is the centre of its topmost pixels.
  public var row: UInt16
  /// Size: sigma is 2^(size / 16 - 4) pixels of the working picture.
  public var size: UInt8
  /// Direction in 1/256 turn, from the x axis towards the y axis.
  public var direction: UInt8
  /// What the feature is made of, 0..<``FeatureSet/groupCount``: only features of one group are compared.
  public var group: UInt8

  /// Creates a keypoint.
  ///
  /// - Parameters:
  ///   - column: Column of the centre in 1/32 pixel.
  ///   - row: Row of the centre in 1/32 pixel.
  ///   - size: 16 (log2 sigma + 4).
  ///   - direction: Direction in 1/256 turn.
  ///   - group: Channel and sign of the extremum.
  public init(column: UInt16, row: UInt16, size: UInt8, direction: UInt8, group: UInt8) {
    precondition(Int(group) < FeatureSet.groupCount, "there is no group \(group) of features")
    self.column = column
    self.row = row
    self.size = size
    self.direction = direction
    self.group = group
  }

  /// The plane in which the feature was found.
  public var channel: FeatureChannel { group < 2 ? .luma : .edge }

  /// Column of the centre in pixels.
  public var x: Float { Float(column) * (1 / 32) }

  /// Row of the centre in pixels.
  public var y: Float { Float(row) * (1 / 32) }

  /// The keypoint in the picture mirrored left-right.
  ///
  /// - Parameter width: Width of the working picture in pixels.
  /// - Returns: The keypoint at the mirrored place, pointing the mirrored way.
  public func mirrored(width: Int) -> Keypoint {
    Keypoint(
      column: UInt16(max(0, (width - 1) * 32 - Int(column))), row: row, size: size,
      direction: 128 &- direction, group: group)
  }

  /// The keypoint in the picture's negative: in luma of the other sign, pointing the other way; colour edges stay.
  public var negated: Keypoint {
    guard channel == .luma else { return self }
    return Keypoint(
      column: column, row: row, size: size, direction: direction &+ 128, group: group ^ 1)
  }
}

/// The plane that a local feature describes.
public enum FeatureChannel: UInt8, CaseIterable, Sendable {
  /// Luma: signed, the more distinctive of the two while no colours were exchanged.
  case luma = 0
  /// The colour-edge map: blind to the palette.
  case edge = 1
}
