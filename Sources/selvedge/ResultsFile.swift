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
/// whatever ended the earlier run. Where a link leads, the table takes the name there. Pipes and devices are written
/// to as they are.
final class ResultsFile {
  private let path: String
  /// What the path leads to.
  private let place: String
  private let file: Int32
  /// The file until ``takeName()``; `nil` when it has its name, and of a pipe or device.
  private var part: OutputPart?

  /// Makes the file, which has no name or another until ``takeName()``, or opens the pipe or device.
  ///
  /// - Parameter path: The file's name.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, also when something else has the name.
  init(_ path: String) throws(SelvedgeError) {
    try OutputFile.requireOutsideRegistries(path)
    self.path = path
    if let stream = try ResultsFile.stream(path) {
      place = path
      file = stream
      part = nil
    } else {
      let place = OutputFile.destination(of: path)
      guard ResultsFile.isFree(place) else {
        throw SelvedgeError(
          .outputNotWritable, subject: path,
          message: "holds something else than results of an import; name another file")
      }
      self.place = place
      let made = try OutputPart(beside: place)
      file = made.file
      part = made
    }
    try put(ResultsTable.header)
  }

  deinit {
    close(file)
    // Whoever did not come as far as the name leaves nothing behind.
    part?.discard()
  }

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
    guard part != nil else { return }
    guard part?.takePlace() == true else { throw OutputFile.failure(path) }
    part = nil
    try OutputFile.synchronizeName(of: place)
  }

  /// Waits until all rows are on the disk.
  ///
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func synchronize() throws(SelvedgeError) {
    // What is no file says that it has nothing to wait for.
    guard fsync(file) == 0 || [EINVAL, EROFS].contains(errno) else {
      throw OutputFile.failure(path)
    }
  }

  /// Opens what is written to as it is; `nil` when a file is to be made.
  private static func stream(_ path: String) throws(SelvedgeError) -> Int32? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw OutputFile.failure(path) }
      return nil
    }
    // Where standard output goes the table goes by the same way, or one would be written over the other.
    var output = stat()
    let isOutput =
      fstat(1, &output) == 0 && output.st_dev == status.st_dev && output.st_ino == status.st_ino
    guard isOutput || status.st_mode & S_IFMT != S_IFREG else { return nil }
    let file =
      isOutput
      ? fcntl(1, F_DUPFD_CLOEXEC, 3) : open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else { throw OutputFile.failure(path) }
    return file
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
    try OutputFile.put(Array(text.utf8), into: file, path: path)
  }
}
