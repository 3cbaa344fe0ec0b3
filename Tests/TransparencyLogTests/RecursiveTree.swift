// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

@testable import TransparencyLog

/// The tree as RFC 9162 defines it, by recursion over the entries; slow, and sharing no code with
/// the tree under test.
final class RecursiveTree {
  private let entries: [[UInt8]]
  private var known: [Range<Int>: [UInt8]] = [:]

  init(entries: [[UInt8]]) { self.entries = entries }

  /// MTH of section 2.1.1.
  func head(_ range: Range<Int>) -> [UInt8] {
    if let hash = known[range] { return hash }
    let hash: SHA256.Digest
    switch range.count {
    case 0: hash = SHA256.hash(data: [UInt8]())
    case 1: hash = SHA256.hash(data: [0] + entries[range.lowerBound])
    default:
      let middle = range.lowerBound + Self.split(range.count)
      hash = SHA256.hash(
        data: [1] + head(range.lowerBound..<middle) + head(middle..<range.upperBound))
    }
    known[range] = Array(hash)
    return Array(hash)
  }

  /// PATH of section 2.1.3.1.
  func path(_ index: Int, _ range: Range<Int>) -> [[UInt8]] {
    guard range.count > 1 else { return [] }
    let size = Self.split(range.count)
    let (left, right) = (
      range.lowerBound..<range.lowerBound + size, range.lowerBound + size..<range.upperBound
    )
    return index < size
      ? path(index, left) + [head(right)] : path(index - size, right) + [head(left)]
  }

  /// PROOF of section 2.1.4.1.
  func proof(_ size: Int, _ range: Range<Int>) -> [[UInt8]] { subproof(size, range, true) }

  private func subproof(_ size: Int, _ range: Range<Int>, _ isKnown: Bool) -> [[UInt8]] {
    guard size < range.count else { return isKnown ? [] : [head(range)] }
    let half = Self.split(range.count)
    let (left, right) = (
      range.lowerBound..<range.lowerBound + half, range.lowerBound + half..<range.upperBound
    )
    return size <= half
      ? subproof(size, left, isKnown) + [head(right)]
      : subproof(size - half, right, false) + [head(left)]
  }

  /// The largest power of two below `count`.
  private static func split(_ count: Int) -> Int {
    var size = 1
    while size * 2 < count { size *= 2 }
    return size
  }
}
