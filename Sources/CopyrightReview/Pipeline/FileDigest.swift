// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto

extension Picture {
  /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
  public var sha256: String {
    bytes.withUnsafeBytes { memory in
      var digest = SHA256()
      // Mapped pages are given back on the way, so that a large file does not fill the memory.
      for start in stride(from: 0, to: memory.count, by: 16 << 20) {
        let end = min(memory.count, start + 16 << 20)
        digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
        bytes.releasePages()
      }
      return hexadecimal(digest.finalize())
    }
  }
}

/// SHA-256 of bytes in memory, 64 lower-case hexadecimal digits.
func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(64)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
