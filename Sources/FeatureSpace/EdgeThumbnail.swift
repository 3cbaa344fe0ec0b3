// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A small colour-edge map of a design, 16 levels a pixel: what dense agreement is measured on.
///
/// Level n stands for an edge strength of n / ``levelsPerUnit``; edges stronger than 15 of them do not occur often and are
/// cut.
public struct EdgeThumbnail: Sendable, Hashable {
  /// Long side in pixels.
  public static let longSide = 128

  /// How many levels an edge strength of 1 would have.
  public static let levelsPerUnit: Float = 22

  /// Long side of the picture whose colour-edge map is averaged, in pixels; smaller pictures are taken as they are.
  public static let sourceLongSide = 512

  /// Size of the thumbnail.
  public let size: ImageSize
  /// Levels 0...15, row-major.
  public let levels: [UInt8]

  /// Creates a thumbnail from its levels.
  ///
  /// - Parameters:
  ///   - size: Size of the thumbnail.
  ///   - levels: `size.pixelCount` levels, 0...15.
  public init(size: ImageSize, levels: [UInt8]) {
    precondition(levels.count == size.pixelCount)
    self.size = size
    self.levels = levels
  }

  /// Makes the thumbnail of a colour-edge map.
  ///
  /// - Parameter edges: The pyramid of the colour-edge map, values in 0...1, of the picture at ``sourceLongSide``.
  public init(of edges: PlanePyramid) {
    let full = edges.levels[0].size
    let size = full.fitted(longSide: Self.longSide)
    let stepX = Float(full.width) / Float(size.width)
    let stepY = Float(full.height) / Float(size.height)
    let (plane, unit) = edges.level(forReduction: max(stepX, stepY))
    var levels: [UInt8] = []
    levels.reserveCapacity(size.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let value = plane.interpolated(
          (Float(x) + 0.5) * stepX / unit - 0.5, (Float(y) + 0.5) * stepY / unit - 0.5)
        levels.append(UInt8(min(15, max(0, (value * Self.levelsPerUnit).rounded()))))
      }
    }
    self.init(size: size, levels: levels)
  }
}
