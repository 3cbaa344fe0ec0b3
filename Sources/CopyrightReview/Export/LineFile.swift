// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto
private import Glibc

/// A file of lines that is being written, and the digest of what was written.
final class LineFile {
  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []
  private var digest = SHA256()

  /// Makes the file.
  ///
  /// - Parameter path: Where; there must be none.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  init(_ path: String) throws(SelvedgeError) {
    self.path = path
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Self.failure(path) }
  }

  deinit { close(file) }

  /// Appends a line.
  ///
  /// - Parameter line: The line, without a newline in it.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  func append(_ line: String) throws(SelvedgeError) {
    buffer += Array(line.utf8)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 20 { try flush() }
  }

  /// Ends the file.
  ///
  /// - Returns: SHA-256 of its bytes, in hexadecimal.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  func finish() throws(SelvedgeError) -> String {
    try flush()
    guard fsync(file) == 0 else { throw Self.failure(path) }
    return hexadecimal(digest.finalize())
  }

  private func flush() throws(SelvedgeError) {
    digest.update(data: buffer)
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes {
        write(file, $0.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ path: String) -> SelvedgeError {
    SelvedgeError(
      .outputNotWritable, stage: "export", subject: path,
      message: "cannot be written: \(String(cString: strerror(errno)))")
  }

  /// Reads a file line by line.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - take: Takes each line, without its newline.
  /// - Throws: ``SelvedgeError`` with `ioFailure` when it cannot be read, or what `take` throws.
  static func forEachLine(of path: String, _ take: (String) throws -> Void) throws {
    guard let file = fopen(path, "re") else {
      throw SelvedgeError(
        .ioFailure, stage: "export", subject: path,
        message: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while true {
      let count = getline(&line, &capacity, file)
      guard count > 0, let line else { break }
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      try take(String(decoding: bytes.last == 10 ? bytes.dropLast() : bytes[...], as: UTF8.self))
    }
    guard ferror(file) == 0 else {
      throw SelvedgeError(
        .ioFailure, stage: "export", subject: path, message: "cannot be read to its end")
    }
  }
}
