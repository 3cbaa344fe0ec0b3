// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchReporting
internal import Provenance

/// What is told of a sealed design before it is revealed, to those who may ask, as a text that the log vouches for.
struct ToldDocument: Codable, Hashable {
  /// Every date, the sealing among them, from the hardest kind to the softest.
  let dates: [TypedDate]
  /// Who holds the rights, as claimed.
  let holders: [String]
  /// 16 random bytes in hexadecimal, so that nobody finds a holder by trying names against the digest in the log.
  let salt: String
  /// When the design was sealed: ISO 8601 in UTC.
  let sealedAt: String

  /// Reads a document; nil when the text is none.
  init?(text: String) {
    guard let read = try? JSONText.decode(ToldDocument.self, from: text) else { return nil }
    self = read
  }

  init(dates: [TypedDate], holders: [String], salt: String, sealedAt: String) {
    self.dates = dates
    self.holders = holders
    self.salt = salt
    self.sealedAt = sealedAt
  }
}
