// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureIndexing

/// In which order candidates are compared, and how far local features are searched for them: a part of how a review goes
/// about it, so that a kept one can be made again as it was made.
enum VerificationOrder: Sendable, Hashable {
  /// As the index proposes them: reviews of methods 1 and 2.
  case inTurn
  /// By how many features agree on one similarity: reviews of method 3.
  case bySupport

  /// The order that a method goes by; see ``ReviewBasis/method``.
  init(method: Int) { self = method >= 3 ? .bySupport : .inTurn }

  /// The most postings that each side of a query is compared with.
  func postingLimit(designCount: Int) -> Int {
    switch self {
    case .inTurn: 8_000_000 + 32 * designCount
    case .bySupport: FeatureIndex.standardPostingLimit(designCount: designCount)
    }
  }
}
