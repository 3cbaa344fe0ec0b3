// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a receipt proves; it is made only when everything in it holds.
public struct ReceiptVerdict: Codable, Hashable, Sendable {
  /// The type of the log entry.
  public let type: String
  /// The design that the entry is about, if it is about one.
  public let design: String?
  /// When it was recorded, by the registry's clock: ISO 8601 in UTC.
  public let recordedAt: String?
  /// The entry's place in the log, from 0.
  public let logIndex: Int
  /// How many entries the log had when it was signed.
  public let logSize: Int
  /// The log's name, under which the key vouches for it.
  public let log: String
  /// Whether a picture was given and is the registered one, byte for byte.
  public let includesPicture: Bool
  /// Whether the receipt has the document with title, holders and dates, and it is the registered one.
  public let includesMetadata: Bool
  /// The trusted timestamps of the entry in the receipt; each holds.
  public let timestamps: [Stamp]

  /// A trusted timestamp that holds: it is of the entry's bytes, and its certificate signed it.
  public struct Stamp: Codable, Hashable, Sendable {
    /// The stamped time, by the authority's clock: ISO 8601 in UTC.
    public let time: String
    /// Who stamped it.
    public let authority: String
    /// Whether the certificate was followed to a root that is trusted.
    public let isTrusted: Bool
  }
}
