// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import BulkManifest
import CopyrightReview
import Glibc

/// The file that holds what became of each row, as it happens.
///
/// What an earlier run did is written anew into a file beside it, which then takes the name; so the table is whole
/// whatever ended the earlier run.
final class ResultsFile {
  private let path: String
  private let file: Int32

  /// Makes the file, under a name of its own until ``takeName()``.
  ///
  /// - Parameter path: The file's name.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, also when something else has the name.
  init(_ path: String) throws(SelvedgeError) {
    guard ResultsFile.isFree(path) else {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "holds something else than results of an import; name another file")
    }
    file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    self.path = path
    guard file >= 0 else { throw failure }
    try put(ResultsTable.header)
  }

  deinit { close(file) }

  /// Writes a row.
  ///
  /// - Parameter row: What became of it.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func write(_ row: ImportRow) throws(SelvedgeError) { try put(ResultsTable.line(row)) }

  /// Gives the file its name, when its rows are on the disk; rows that are written later are added to it.
  ///
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func takeName() throws(SelvedgeError) {
    try synchronize()
    guard rename(path + ".part", path) == 0 else { throw failure }
    try OutputFile.synchronizeName(of: path)
  }

  /// Waits until all rows are on the disk.
  ///
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func synchronize() throws(SelvedgeError) {
    guard fsync(file) == 0 else { throw failure }
  }

  private static func isFree(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return errno == ENOENT }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: ResultsTable.header.utf8.count)
    let count = read(file, &start, start.count)
    return count == 0 || count == start.count && start.elementsEqual(ResultsTable.header.utf8)
  }

  private func put(_ text: String) throws(SelvedgeError) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure }
      written += count
    }
  }

  private var failure: SelvedgeError {
    SelvedgeError(
      .outputNotWritable, subject: path,
      message: "cannot be written: \(String(cString: strerror(errno)))")
  }
}
