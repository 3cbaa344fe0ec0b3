// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The hashes beside the way from a node to the root.
enum MerklePath {
  /// The siblings on the way from a complete node to the root of a tree, from below upwards.
  ///
  /// The last node of a level may be incomplete; its hash is then made of complete ones.
  static func siblings<Failure: Error>(
    of node: MerkleNode, inTreeOf size: Int, hash: (MerkleNode) throws(Failure) -> Digest256
  ) throws(Failure) -> [Digest256] {
    var path: [Digest256] = []
    var level = node.level
    var index = node.index
    var last = (size - 1) >> level
    while last > 0 {
      if index & 1 == 1 {
        path.append(try hash(MerkleNode(level: level, index: index - 1)))
      } else if index < last {
        path.append(
          try subtreeHash(MerkleNode(level: level, index: index + 1), inTreeOf: size, hash: hash))
      }
      index >>= 1
      last >>= 1
      level += 1
    }
    return path
  }

  /// The hash of a node as it stands in a tree of `size` leaves, complete or not.
  private static func subtreeHash<Failure: Error>(
    _ node: MerkleNode, inTreeOf size: Int, hash: (MerkleNode) throws(Failure) -> Digest256
  ) throws(Failure) -> Digest256 {
    let first = node.index << node.level
    let count = min(size - first, 1 << node.level)
    var result: Digest256?
    for level in 0...node.level where count >> level & 1 == 1 {
      let start = first + (count >> (level + 1)) << (level + 1)
      let part = try hash(MerkleNode(level: level, index: start >> level))
      result = result.map { MerkleHashing.nodeHash(left: part, right: $0) } ?? part
    }
    guard let result else { preconditionFailure("node \(node) is outside \(size) leaves") }
    return result
  }
}
