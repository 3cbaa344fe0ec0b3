// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An original whose bytes are written but which has no place in the store yet.
///
/// The bytes are removed with the last copy of the value, unless they were given a place.
public struct StagedOriginal: Sendable {
  /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The file's format.
  public let format: OriginalFormat
  /// The number of bytes.
  public let byteCount: Int
  let file: StagedFile
  var path: String { file.path }
}

/// A file that goes with whoever speaks of it.
final class StagedFile: Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  deinit { DurableFile.remove(path) }
}
