// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where everything stands in the log's files.
///
/// All numbers are big-endian.
///
/// - `entries.log`: the 16 bytes `selvedge log v1\n`, then one record after the other: the entry's
///   length in 4 bytes, its bytes, and the CRC-32C of both in 4 bytes.
/// - `hashes`: the 16 bytes `selvedge hash 1\n`, then one group an entry: in 8 bytes where its
///   record ends in `entries.log`, the leaf's hash, and the hashes of the nodes which that leaf
///   completes, from its parent upwards. Every complete node is there once, at a place that its
///   level and index give (post-order), so that no proof needs more than a few reads.
/// - `head`: two slots (see `LogHead`) that take turns, at 0 and 4096.
enum LogLayout {
  static let entriesName = "entries.log"
  static let hashesName = "hashes"
  static let headName = "head"
  static let checkpointName = "checkpoint"

  static let entriesHeader = Array("selvedge log v1\n".utf8)
  static let hashesHeader = Array("selvedge hash 1\n".utf8)
  static let headerByteCount = 16
  static let recordOverhead = 8

  /// Where the group of a leaf begins in `hashes`, and so where those of the leaves before it end.
  static func groupOffset(of leaf: Int) -> Int {
    let hashesBefore = 2 * leaf - leaf.nonzeroBitCount
    return headerByteCount + hashesBefore * Digest256.byteCount + leaf * 8
  }

  static func groupByteCount(of leaf: Int) -> Int {
    groupOffset(of: leaf + 1) - groupOffset(of: leaf)
  }

  /// Where the hash of a complete node stands in `hashes`.
  static func hashOffset(of node: MerkleNode) -> Int {
    let lastLeaf = ((node.index + 1) << node.level) - 1
    return groupOffset(of: lastLeaf) + 8 + node.level * Digest256.byteCount
  }

  static func record(of entry: [UInt8]) -> [UInt8] {
    let body = bigEndian(UInt64(entry.count)).suffix(4) + entry
    return body + bigEndian(UInt64(CRC32C.checksum(of: body))).suffix(4)
  }

  static func bigEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(number >> UInt64(56 - 8 * $0) & 255) }
  }

  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
