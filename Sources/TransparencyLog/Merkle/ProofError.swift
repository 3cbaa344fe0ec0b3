// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a Merkle proof does not hold.
public enum ProofError: Error, Hashable, Sendable {
  /// The proof speaks of an entry that a tree of this size does not have.
  case indexOutsideTree(index: Int, treeSize: Int)
  /// The older tree of a consistency proof is larger than the newer.
  case sizesOutOfOrder(old: Int, new: Int)
  /// The path goes on above the root, which it reaches after `expected` hashes.
  case pathTooLong(expected: Int, actual: Int)
  /// The path ends below the root.
  case pathTooShort(actual: Int)
  /// The path leads to another root than the trusted one.
  case rootDiffers(expected: Digest256, computed: Digest256)
  /// The path leads to another root of the older tree than the trusted one.
  case oldRootDiffers(expected: Digest256, computed: Digest256)
}

extension ProofError: CustomStringConvertible {
  /// One line that says what does not hold.
  public var description: String {
    switch self {
    case .indexOutsideTree(let index, let treeSize):
      "the proof speaks of entry \(index), and a log of \(treeSize) entries has none"
    case .sizesOutOfOrder(let old, let new):
      "a log of \(old) entries cannot begin a log of \(new)"
    case .pathTooLong(let expected, let actual):
      "the proof has \(actual) hashes where \(expected) lead to the root"
    case .pathTooShort(let actual):
      "the proof's \(actual) hashes end below the root"
    case .rootDiffers(let expected, let computed):
      "the proof leads to root \(computed), not to the trusted root \(expected)"
    case .oldRootDiffers(let expected, let computed):
      "the proof leads to earlier root \(computed), not to the trusted root \(expected)"
    }
  }
}
