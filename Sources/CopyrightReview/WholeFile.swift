// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Small files, read whole: receipts, checkpoints, keys, openings, time stamps.
public enum WholeFile {
  /// Reads a file, once: a pipe gives its bytes only once.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its bytes.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` or `ioFailure`.
  public static func bytes(of path: String) throws(SelvedgeError) -> [UInt8] {
    try Picture.reading(path).bytes.withUnsafeBytes { Array($0) }
  }
}
