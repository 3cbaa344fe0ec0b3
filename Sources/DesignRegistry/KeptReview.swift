// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A review as the registry keeps it.
public struct KeptReview: Hashable, Sendable {
  /// The review's number in this registry, from 1.
  public let number: Int
  /// Its id.
  public let id: String
  /// When it was kept: ISO 8601 in UTC.
  public let keptAt: String
  /// The report as JSON, as it was kept.
  public let report: String
  /// SHA-256 of the stored picture's bytes; `nil` when the picture was not stored.
  public let picture: String?
  /// The place of its entry in the log; `nil` when it was kept before reviews were logged.
  public let logIndex: Int?
}
