// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureIndexing
internal import MatchCalibration

/// In which order candidates are compared, how far local features are searched for them, what closer looks measure, and
/// whether a design is looked for at several places: a part of how a review goes about it, so that a kept one can be made
/// again as it was made.
enum VerificationProcedure: Sendable, Hashable {
  /// As the index proposes them: reviews of methods 1 and 2.
  case inTurn
  /// By how many features agree on one similarity: reviews of method 3.
  case bySupport
  /// In that order, and closer looks also measure what the colours say of one another: reviews of method 4.
  case byColours
  /// The same, and a flagged design is looked for at further places of the query: reviews of method 5.
  case atAllPlaces

  /// The procedure of a method; see ``ReviewBasis/method``.
  init(method: Int) {
    self =
      switch method {
      case ...2: .inTurn
      case 3: .bySupport
      case 4: .byColours
      default: .atAllPlaces
      }
  }

  /// What weighs the measurements.
  var calibration: Calibration { comparesColours ? .shipped : .withoutColours }

  /// Whether closer looks measure what the colours say of one another.
  var comparesColours: Bool {
    switch self {
    case .inTurn, .bySupport: false
    case .byColours, .atAllPlaces: true
    }
  }

  /// Whether a flagged design is looked for at further places of the query.
  var findsInstances: Bool { self == .atAllPlaces }

  /// The most postings that each side of a query is compared with.
  func postingLimit(designCount: Int) -> Int {
    switch self {
    case .inTurn: 8_000_000 + 32 * designCount
    case .bySupport, .byColours, .atAllPlaces:
      FeatureIndex.standardPostingLimit(designCount: designCount)
    }
  }
}
