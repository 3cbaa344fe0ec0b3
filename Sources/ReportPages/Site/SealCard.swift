// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// A design that was just sealed, with what opens the seal.
public struct SealCard: Sendable {
  /// The design's id.
  public let design: String
  /// When it was sealed: ISO 8601 in UTC.
  public let sealedAt: String
  /// What it is bound to, 64 lower-case hexadecimal digits.
  public let commitment: String
  /// What opens the seal: JSON in UTF-8.
  public let opening: [UInt8]

  /// Creates a card.
  ///
  /// - Parameters:
  ///   - design: The design's id.
  ///   - sealedAt: When it was sealed: ISO 8601 in UTC.
  ///   - commitment: What it is bound to, in hexadecimal.
  ///   - opening: What opens the seal: JSON in UTF-8.
  public init(design: String, sealedAt: String, commitment: String, opening: [UInt8]) {
    self.design = design
    self.sealedAt = sealedAt
    self.commitment = commitment
    self.opening = opening
  }

  var fields: Fields {
    [
      "design": design, "sealedAt": sealedAt, "commitment": commitment,
      "opening": String(decoding: opening, as: UTF8.self),
      "openingBase64": Data(opening).base64EncodedString(),
    ]
  }
}
