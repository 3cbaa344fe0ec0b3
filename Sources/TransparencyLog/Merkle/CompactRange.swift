// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The right edge of a growing Merkle tree: all that appending needs to know.
///
/// It holds one hash for each set bit of the size: the complete subtrees that the leaves fall into,
/// the largest first. Appending merges equal neighbours, as binary addition carries.
public struct CompactRange: Hashable, Sendable {
  /// How many leaves the tree has.
  public private(set) var size = 0
  /// The hashes of the complete subtrees, the largest first.
  public private(set) var hashes: [Digest256] = []

  /// Creates the edge of the empty tree.
  public init() {}

  /// Creates the edge of a tree whose complete subtrees are stored.
  ///
  /// - Parameters:
  ///   - size: How many leaves the tree has, at least 0.
  ///   - hash: Gives the hash of a complete subtree.
  /// - Throws: What `hash` throws.
  public init<Failure: Error>(
    size: Int, hash: (MerkleNode) throws(Failure) -> Digest256
  ) throws(Failure) {
    precondition(size >= 0, "a tree has no \(size) leaves")
    self.size = size
    for level in stride(from: size.bitWidth - size.leadingZeroBitCount - 1, through: 0, by: -1)
    where size >> level & 1 == 1 {
      hashes.append(try hash(MerkleNode(level: level, index: (size >> level) - 1)))
    }
  }

  /// Appends a leaf.
  ///
  /// - Parameter leaf: The leaf's hash.
  /// - Returns: The hashes of the nodes that this leaf completes, from its parent upwards.
  /// - Complexity: O(1) hashes on average, O(log *size*) at worst.
  @discardableResult
  public mutating func append(_ leaf: Digest256) -> [Digest256] {
    var completed: [Digest256] = []
    var hash = leaf
    for _ in 0..<(~size).trailingZeroBitCount {
      hash = MerkleHashing.nodeHash(left: hashes.removeLast(), right: hash)
      completed.append(hash)
    }
    hashes.append(hash)
    size += 1
    return completed
  }

  /// The root of the tree.
  ///
  /// - Complexity: O(log *size*).
  public var root: Digest256 {
    guard var root = hashes.last else { return MerkleHashing.emptyRoot }
    for hash in hashes.dropLast().reversed() {
      root = MerkleHashing.nodeHash(left: hash, right: root)
    }
    return root
  }
}
