// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the database says of the stored picture of a review, whatever its file is.
public struct StoredQueryRow: Hashable, Sendable {
  /// The SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// Its format as it stands there, known or not.
  public let format: String
  /// The number of its bytes.
  public let byteCount: Int

  /// Where its file is below the registry's folder; `nil` when no format is called so.
  public var path: String? {
    OriginalFormat(rawValue: format).map { "queries/" + OriginalStore.place(sha256, $0) }
  }
}
