// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why bytes are not a stored fingerprint.
enum FingerprintError: Error, Hashable {
  /// There are `count` bytes where this version writes `expected`.
  case wrongByteCount(Int, expected: Int)
  /// A part is not in the form that this version writes.
  case unreadable(String)
}

extension FingerprintError: CustomStringConvertible {
  var description: String {
    switch self {
    case .wrongByteCount(let count, let expected):
      "a part of the fingerprint has \(count) bytes, not \(expected)"
    case .unreadable(let reason): "a part of the fingerprint is unreadable: \(reason)"
    }
  }
}
