// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A trusted timestamp of a design, as the registry keeps it.
public struct StoredTimestamp: Hashable, Sendable {
  /// Its row, from 1.
  public let number: Int
  /// The id of the design.
  public let design: String
  /// The log index of the entry whose bytes were stamped.
  public let stampedIndex: Int
  /// The stamped time: ISO 8601 in UTC.
  public let time: String
  /// Who stamped it, as the certificate says.
  public let authority: String
  /// The RFC 3161 token as DER.
  public let token: [UInt8]
  /// The place of its own entry in the log, from 0.
  public let logIndex: Int
}
