// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The proof that a log of one size is the beginning of the log of another size.
///
/// With it, whoever kept an old checkpoint sees that nothing before it was changed or removed.
///
/// > Source: RFC 9162, sections 2.1.4.1 (what it lists) and 2.1.4.2 (how it is verified). The RFC
/// > speaks of sizes above 0 only; the empty log begins every log, with an empty path.
public struct ConsistencyProof: Hashable, Sendable, Codable {
  /// The size of the older tree.
  public let oldSize: Int
  /// The size of the newer tree.
  public let newSize: Int
  /// The hashes, from below upwards.
  public let path: [Digest256]

  /// Creates a proof from its parts, which `verify(oldRoot:newRoot:)` judges.
  ///
  /// - Parameters:
  ///   - oldSize: The size of the older tree.
  ///   - newSize: The size of the newer tree.
  ///   - path: The hashes, from below upwards.
  public init(oldSize: Int, newSize: Int, path: [Digest256]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Makes the proof from stored hashes.
  ///
  /// - Parameters:
  ///   - oldSize: The size of the older tree, in `0...newSize`.
  ///   - newSize: The size of the newer tree.
  ///   - hash: Gives the hash of a complete subtree.
  /// - Throws: What `hash` throws.
  /// - Complexity: O(log *newSize*) hashes.
  public init<Failure: Error>(
    from oldSize: Int, to newSize: Int, hash: (MerkleNode) throws(Failure) -> Digest256
  ) throws(Failure) {
    precondition(
      oldSize >= 0 && oldSize <= newSize, "\(oldSize) entries do not begin \(newSize) entries")
    var path: [Digest256] = []
    if oldSize > 0, oldSize < newSize {
      let level = oldSize.trailingZeroBitCount
      let node = MerkleNode(level: level, index: (oldSize >> level) - 1)
      // The verifier has the old root itself when it is a complete subtree of the new tree.
      if node.index > 0 { path.append(try hash(node)) }
      path += try MerklePath.siblings(of: node, inTreeOf: newSize, hash: hash)
    }
    self.init(oldSize: oldSize, newSize: newSize, path: path)
  }

  /// Verifies the proof.
  ///
  /// - Parameters:
  ///   - oldRoot: The root of the older tree.
  ///   - newRoot: The root of the newer tree.
  /// - Throws: `ProofError` when the older tree is not shown to begin the newer.
  public func verify(oldRoot: Digest256, newRoot: Digest256) throws(ProofError) {
    guard oldSize >= 0, oldSize <= newSize else {
      throw .sizesOutOfOrder(old: oldSize, new: newSize)
    }
    if oldSize == 0 || oldSize == newSize {
      guard path.isEmpty else { throw .pathTooLong(expected: 0, actual: path.count) }
      let expected = oldSize == 0 ? MerkleHashing.emptyRoot : newRoot
      guard oldRoot == expected else {
        throw .oldRootDiffers(expected: oldRoot, computed: expected)
      }
      return
    }
    var hashes = path[...]
    if oldSize & (oldSize - 1) == 0 { hashes = [oldRoot] + path }
    guard let first = hashes.popFirst(), !path.isEmpty else {
      throw .pathTooShort(actual: path.count)
    }
    var node = oldSize - 1
    var last = newSize - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var old = first
    var new = first
    for (position, hash) in hashes.enumerated() {
      guard last != 0 else {
        throw .pathTooLong(expected: path.count - hashes.count + position, actual: path.count)
      }
      if node & 1 == 1 || node == last {
        old = MerkleHashing.nodeHash(left: hash, right: old)
        new = MerkleHashing.nodeHash(left: hash, right: new)
        while node & 1 == 0 && node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        new = MerkleHashing.nodeHash(left: new, right: hash)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .pathTooShort(actual: path.count) }
    guard old == oldRoot else { throw .oldRootDiffers(expected: oldRoot, computed: old) }
    guard new == newRoot else { throw .rootDiffers(expected: newRoot, computed: new) }
  }
}
