// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc

extension SigningKey {
  /// Writes the key to a new file that only its owner can read (mode 600).
  ///
  /// - Parameter path: The file, which must not exist yet.
  /// - Throws: `NoteError.keyFile` when the file exists or cannot be written.
  public func write(to path: String) throws(NoteError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .keyFile(path: path, operation: "creating", code: errno) }
    defer { _ = close(descriptor) }
    let bytes = Array((secretText + "\n").utf8)
    guard fchmod(descriptor, 0o600) == 0,
      Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0
    else { throw .keyFile(path: path, operation: "writing", code: errno) }
  }

  /// Reads a key from a file that only its owner can read.
  ///
  /// - Parameter path: The file.
  /// - Returns: The key.
  /// - Throws: `NoteError.keyFileExposed` when others can read the file, `keyFile` when it cannot
  ///   be read, `malformedKey` when it holds no key.
  public static func read(from path: String) throws(NoteError) -> SigningKey {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .keyFile(path: path, operation: "opening", code: errno) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .keyFile(path: path, operation: "reading", code: errno)
    }
    let mode = status.st_mode & 0o777
    guard mode & 0o077 == 0 else { throw .keyFileExposed(path: path, mode: mode) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw .keyFile(path: path, operation: "reading", code: errno) }
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
      throw .malformedKey(reason: "\(path) is not text")
    }
    return try SigningKey(text: text)
  }
}
