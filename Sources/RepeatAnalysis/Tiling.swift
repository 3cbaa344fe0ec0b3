// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where a lattice comes from: seen in the picture, or what the picture would be if it were printed
/// as a repeat.
///
/// A design file often is one repeat unit. Nothing repeats inside it, but a copy that was printed
/// from it does. So the picture is also laid out in thought, in the four ways that mills use; the
/// code of such a layout is what a picture of the printed cloth has. Raw values are stable and are
/// stored.
public enum Tiling: UInt8, CaseIterable, Sendable, Codable {
  /// The repeat is visible in the picture.
  case visible = 0
  /// The picture is the repeat unit, set side by side and one below the other.
  case straight = 1
  /// The picture is the repeat unit; each column is half a unit lower than the one before.
  case halfDrop = 2
  /// The picture is the repeat unit; each row is half a unit to the side of the one before, like
  /// bricks.
  case brick = 3
  /// The picture and its mirror images, two by two, are the repeat unit.
  case mirrored = 4
}
