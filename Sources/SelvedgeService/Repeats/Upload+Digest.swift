// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

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
    FramedDigest.text(
      of: digest(labelled: operation.rawValue + (subject.map { " " + $0 } ?? "")))
  }

  /// SHA-256 of a label and of what the upload says; what it is under one label tells nothing of another.
  ///
  /// - Parameter label: What the digest is for.
  /// - Returns: 32 bytes.
  func digest(labelled label: String) -> [UInt8] {
    var digest = FramedDigest()
    digest.add(label)
    for (name, value) in fields.all {
      digest.add(name)
      digest.add(value)
    }
    for picture in pictures {
      digest.add(picture.field)
      digest.add(picture.fileName)
      digest.add(picture.bytes)
    }
    return digest.bytes
  }
}
