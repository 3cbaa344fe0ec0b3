// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A trusted timestamp that was verified, as it is printed.
public struct TimestampVerdict: Codable, Hashable, Sendable {
  /// The id of the design; `nil` for a file.
  public let design: String?
  /// The log index of the stamped entry; `nil` for a file.
  public let stampedIndex: Int?
  /// The stamped time, by the authority's clock: ISO 8601 in UTC.
  public let time: String
  /// Who stamped it, as the certificate says.
  public let authority: String
  /// The policy, in dotted form.
  public let policy: String
  /// The authority's number of the stamp, in hexadecimal.
  public let serialNumber: String
  /// The digest algorithm of the imprint.
  public let algorithm: String
  /// What the authority changed against the request, if it did.
  public let modification: String?
  /// True when the design had this very stamp before, so that nothing was kept; else absent.
  public var wasKeptBefore: Bool?
}
