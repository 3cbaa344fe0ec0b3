// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

/// The hashes of the Merkle tree of RFC 6962 and RFC 9162, over SHA-256.
///
/// A leaf is hashed behind the byte 0x00 and a node behind 0x01, so that no leaf can pass for a
/// node.
///
/// > Source: RFC 9162, section 2.1.1 (RFC 6962, section 2.1).
public enum MerkleHashing {
  /// The root of the tree without entries: the SHA-256 of nothing.
  public static let emptyRoot = Digest256.sha256(of: EmptyCollection())

  /// The hash of a leaf, `SHA-256(0x00 || entry)`.
  ///
  /// - Parameter entry: The entry's bytes.
  /// - Returns: The leaf hash.
  /// - Complexity: O(*n*) in the entry's bytes.
  public static func leafHash(of entry: some Sequence<UInt8>) -> Digest256 {
    var hasher = SHA256()
    withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
    let hashed: Void? = entry.withContiguousStorageIfAvailable {
      hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if hashed == nil {
      Array(entry).withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }
    return Digest256(hasher.finalize())
  }

  /// The hash of a node, `SHA-256(0x01 || left || right)`.
  ///
  /// - Parameters:
  ///   - left: The hash of the left child.
  ///   - right: The hash of the right child.
  /// - Returns: The node hash.
  public static func nodeHash(left: Digest256, right: Digest256) -> Digest256 {
    withUnsafeTemporaryAllocation(byteCount: 72, alignment: 8) { buffer in
      buffer[7] = 1
      left.store(into: buffer, at: 8)
      right.store(into: buffer, at: 40)
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[7...]))
      return Digest256(hasher.finalize())
    }
  }
}
