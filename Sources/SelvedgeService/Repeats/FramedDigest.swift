// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

/// SHA-256 of values, each with its length before it, so that no two lists of values run together alike.
struct FramedDigest: Sendable {
  private var hash = SHA256()

  /// Adds a value.
  ///
  /// - Parameter bytes: The value.
  mutating func add(_ bytes: [UInt8]) {
    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: bytes)
  }

  /// Adds a text.
  ///
  /// - Parameter text: The text.
  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// The digest of what was added: 32 bytes.
  var bytes: [UInt8] { Array(hash.finalize()) }

  /// The digest of what was added: 64 hexadecimal digits.
  var text: String { Self.text(of: bytes) }

  /// A digest as hexadecimal digits.
  ///
  /// - Parameter bytes: The digest.
  /// - Returns: Two lower-case digits for each byte.
  static func text(of bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
