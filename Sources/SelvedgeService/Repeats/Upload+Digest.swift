// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

extension Upload {
  /// SHA-256 of what the upload says, in hexadecimal.
  ///
  /// It covers fields and pictures rather than the bytes of the request: the same form sent again has another
  /// boundary.
  ///
  /// - Parameters:
  ///   - operation: What is asked for.
  ///   - subject: What it is asked of, if that stands in the path.
  /// - Returns: 64 hexadecimal digits.
  func digest(of operation: Operation, on subject: String? = nil) -> String {
    digest(labelled: operation.rawValue + (subject.map { " " + $0 } ?? "")).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// SHA-256 of a label and of what the upload says; what it is under one label tells nothing of another.
  ///
  /// - Parameter label: What the digest is for.
  /// - Returns: 32 bytes.
  func digest(labelled label: String) -> [UInt8] {
    var hash = SHA256()
    func add(_ bytes: [UInt8]) {
      // A length before each value, so that no two uploads run together alike.
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
      hash.update(data: bytes)
    }
    add(Array(label.utf8))
    for (name, value) in fields.all {
      add(Array(name.utf8))
      add(Array(value.utf8))
    }
    for picture in pictures {
      add(Array(picture.field.utf8))
      add(Array(picture.fileName.utf8))
      add(picture.bytes)
    }
    return Array(hash.finalize())
  }
}
