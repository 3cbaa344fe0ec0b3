// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureIndexing
internal import MatchCalibration

/// In which order candidates are compared, how far local features are searched for them, and what closer looks measure: a
/// part of how a review goes about it, so that a kept one can be made again as it was made.
enum VerificationProcedure: Sendable, Hashable {
  /// As the index proposes them: reviews of methods 1 and 2.
  case inTurn
  /// By how many features agree on one similarity: reviews of method 3.
  case bySupport
  /// In that order, and closer looks also measure what the colours say of one another: reviews of method 4.
  case byColours

  /// The procedure of a method; see ``ReviewBasis/method``.
  init(method: Int) {
    self =
      switch method {
      case ...2: .inTurn
      case 3: .bySupport
      default: .byColours
      }
  }

  /// What weighs the measurements.
  var calibration: Calibration { comparesColours ? .shipped : .withoutColours }

  /// Whether closer looks measure what the colours say of one another.
  var comparesColours: Bool { self == .byColours }

  /// The most postings that each side of a query is compared with.
  func postingLimit(designCount: Int) -> Int {
    switch self {
    case .inTurn: 8_000_000 + 32 * designCount
    case .bySupport, .byColours: FeatureIndex.standardPostingLimit(designCount: designCount)
    }
  }
}
