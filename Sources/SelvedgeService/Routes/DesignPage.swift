// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview

/// Some of the designs, in the order in which they were registered.
struct DesignPage: Codable, Sendable {
  /// Designs on a page when the client does not say, and at most.
  static let defaultLimit = 100
  static let largestLimit = 1000

  /// The designs.
  let designs: [DesignRecord]
  /// What to give as `after` for the next page; absent on the last one.
  let next: Int?
}
