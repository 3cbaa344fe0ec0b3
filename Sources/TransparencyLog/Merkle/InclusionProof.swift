// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The proof that an entry stands at a place in the log of a given size.
///
/// It lists the hashes that lead from the leaf to the root. Whoever has the entry, the proof and a
/// trusted root needs nothing else.
///
/// > Source: RFC 9162, sections 2.1.3.1 (what it lists) and 2.1.3.2 (how it is verified).
public struct InclusionProof: Hashable, Sendable, Codable {
  /// The entry's place, from 0.
  public let index: Int
  /// The size of the tree that the proof leads to.
  public let treeSize: Int
  /// The sibling hashes, from the leaf upwards.
  public let path: [Digest256]

  /// Creates a proof from its parts, which `verify(leafHash:root:)` judges.
  ///
  /// - Parameters:
  ///   - index: The entry's place, from 0.
  ///   - treeSize: The size of the tree that the proof leads to.
  ///   - path: The sibling hashes, from the leaf upwards.
  public init(index: Int, treeSize: Int, path: [Digest256]) {
    self.index = index
    self.treeSize = treeSize
    self.path = path
  }

  /// Makes the proof from stored hashes.
  ///
  /// - Parameters:
  ///   - index: The entry's place, in `0..<treeSize`.
  ///   - treeSize: The size of the tree that the proof leads to.
  ///   - hash: Gives the hash of a complete subtree.
  /// - Throws: What `hash` throws.
  /// - Complexity: O(log *treeSize*) hashes.
  public init<Failure: Error>(
    of index: Int, inTreeOf treeSize: Int, hash: (MerkleNode) throws(Failure) -> Digest256
  ) throws(Failure) {
    precondition(0..<treeSize ~= index, "entry \(index) is not among \(treeSize)")
    self.init(
      index: index, treeSize: treeSize,
      path: try MerklePath.siblings(
        of: MerkleNode(level: 0, index: index), inTreeOf: treeSize, hash: hash))
  }

  /// Verifies the proof.
  ///
  /// - Parameters:
  ///   - leafHash: The hash of the entry as a leaf.
  ///   - root: The root of the tree of `treeSize` entries, from a source that is trusted.
  /// - Throws: `ProofError` when the proof does not lead from the leaf to the root.
  public func verify(leafHash: Digest256, root: Digest256) throws(ProofError) {
    guard index >= 0, index < treeSize else {
      throw .indexOutsideTree(index: index, treeSize: treeSize)
    }
    var node = index
    var last = treeSize - 1
    var hash = leafHash
    for (position, sibling) in path.enumerated() {
      guard last != 0 else { throw .pathTooLong(expected: position, actual: path.count) }
      if node & 1 == 1 || node == last {
        hash = MerkleHashing.nodeHash(left: sibling, right: hash)
        while node & 1 == 0 && node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleHashing.nodeHash(left: hash, right: sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .pathTooShort(actual: path.count) }
    guard hash == root else { throw .rootDiffers(expected: root, computed: hash) }
  }
}
