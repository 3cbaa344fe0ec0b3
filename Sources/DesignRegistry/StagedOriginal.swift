// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An original whose bytes are written but which has no place in the store yet.
public struct StagedOriginal: Hashable, Sendable {
  /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The file's format.
  public let format: OriginalFormat
  /// The number of bytes.
  public let byteCount: Int
  let path: String
}
