// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// A design of which the registry has the commitment and the fingerprint, not the picture.
public struct SealedDesign: Codable, Hashable, Sendable {
  /// The id; it says nothing of the file.
  public var design: String
  /// The design's row in this registry, from 1.
  public var number: Int
  /// When it was sealed: ISO 8601 in UTC.
  public var sealedAt: String
  /// What it is bound to, 64 lower-case hexadecimal digits.
  public var commitment: String
  /// The version of the engine that made the fingerprint.
  public var engine: String
  /// Who holds the rights, as claimed.
  public var holders: [String]
  /// Every date that is known of it, the sealing among them, from the hardest kind to the softest.
  public var dates: [TypedDate]
  /// That it is no longer compared with; `nil` when it is.
  public var withdrawn: Withdrawal?
  /// When it was revealed; `nil` while it is sealed.
  public var revealedAt: String?
  /// Those of the dates that came to be known after the sealing: trusted timestamps that were verified.
  public var addedDates: [TypedDate] = []
  /// The id of the service's key that it was sealed with; `nil` without one.
  public var bearer: String?

  enum CodingKeys: String, CodingKey {
    case design, number, sealedAt, commitment, engine, holders, dates, withdrawn, revealedAt
  }
}
