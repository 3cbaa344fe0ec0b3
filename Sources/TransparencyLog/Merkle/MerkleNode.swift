// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The place of a complete subtree in the tree.
///
/// The node at `level` and `index` covers the `2^level` leaves from `index * 2^level` on. A
/// complete subtree never changes once its last leaf is there, whatever is appended.
public struct MerkleNode: Hashable, Sendable {
  /// The height above the leaves; leaves have level 0.
  public let level: Int
  /// The position from the left within the level.
  public let index: Int

  /// Creates a place.
  ///
  /// - Parameters:
  ///   - level: The height above the leaves, at least 0.
  ///   - index: The position from the left, at least 0.
  public init(level: Int, index: Int) {
    precondition(level >= 0 && index >= 0, "no node at level \(level), index \(index)")
    self.level = level
    self.index = index
  }
}
