// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A place in a picture, in pixels from its top left corner.
///
/// The centre of the first pixel is at (0.5, 0.5).
public struct PicturePoint: Hashable, Sendable {
  /// Distance from the left edge, in pixels.
  public var x: Double
  /// Distance from the top edge, in pixels.
  public var y: Double

  /// Creates a point.
  ///
  /// - Parameters:
  ///   - x: Distance from the left edge, in pixels.
  ///   - y: Distance from the top edge, in pixels.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
