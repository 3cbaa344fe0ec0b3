// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// That a design is no longer compared with, since when and why.
public struct Withdrawal: Codable, Hashable, Sendable {
  /// When it was withdrawn: ISO 8601 in UTC.
  public let at: String
  /// Why, in the words of whoever withdrew it.
  public let reason: String
}
