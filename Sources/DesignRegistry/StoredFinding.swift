// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a person found on a review, as the registry keeps it.
public struct StoredFinding: Hashable, Sendable {
  /// The finding's number in this registry, from 1.
  public let number: Int
  /// The number of the review that was judged.
  public let reviewNumber: Int
  /// The finding as JSON; the log has its digest.
  public let document: String
  /// The place of its entry in the log.
  public let logIndex: Int
}
