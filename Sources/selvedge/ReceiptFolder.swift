// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc

/// A folder that gets the receipts of designs as they are registered: `ID.receipt`.
final class ReceiptFolder {
  private let path: String
  private let desk: ReviewDesk
  /// The designs whose receipts were written and not synced yet.
  private var pending: [String] = []

  /// Makes the folder, unless it is there.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - desk: Whose receipts it gets.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, also when nothing can be written in it.
  init(_ path: String, of desk: ReviewDesk) throws(SelvedgeError) {
    self.path = path
    self.desk = desk
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "cannot be made: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "this is there and no folder, which the receipts need; name another")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "no receipt can be written in it: \(String(cString: strerror(errno)))")
    }
    try OutputFile.requireOutsideRegistries(path)
  }

  /// Writes the receipt of a design, in place of an earlier one; it is durable after ``synchronize()``.
  ///
  /// - Parameter design: The design's id; `nil`, of what was not registered, writes nothing.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, or when the log cannot be read.
  func write(_ design: String?) throws(SelvedgeError) {
    guard let design else { return }
    let receipt = try desk.receipt(of: design)
    try OutputFile.write(receipt, to: "\(path)/\(design).receipt", isDurable: false)
    pending.append(design)
  }

  /// Waits until all receipts are on the disk.
  ///
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func synchronize() throws(SelvedgeError) {
    // All at the end: by then most are on the disk, and to wait for each would slow an import down.
    for design in pending { try OutputFile.synchronize("\(path)/\(design).receipt") }
    try OutputFile.synchronize(path)
    pending = []
  }
}
