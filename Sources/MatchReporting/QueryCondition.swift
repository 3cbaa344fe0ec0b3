// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// In which condition a picture was that was asked about, as a report names it: measured before the search.
public struct QueryCondition: Codable, Hashable, Sendable {
  /// The short side of the picture as it came, in pixels.
  public var shortSide: Int
  /// How sharp it is, 0...1.
  public var sharpness: Double
  /// How far a grid, such as a screen's, stands out, at least 1.
  public var grating: Double
  /// What makes it doubtful that a look-alike would have been found; empty for a sound picture.
  public var doubts: [PictureDoubt]

  /// Creates a condition.
  ///
  /// - Parameters:
  ///   - shortSide: The short side, in pixels.
  ///   - sharpness: How sharp it is, 0...1.
  ///   - grating: How far a grid stands out.
  ///   - doubts: What makes a search doubtful.
  public init(shortSide: Int, sharpness: Double, grating: Double, doubts: [PictureDoubt]) {
    self.shortSide = shortSide
    self.sharpness = sharpness
    self.grating = grating
    self.doubts = doubts
  }
}
