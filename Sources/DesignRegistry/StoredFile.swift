// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A file in the store of originals, as it is found there, whatever the database says.
public struct StoredFile: Hashable, Sendable {
  /// Its path below the registry's folder.
  public let path: String
  /// The SHA-256 that its name promises, in hexadecimal.
  public let sha256: String
}
