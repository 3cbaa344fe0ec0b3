// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import AccuracyStatistics

/// A share of queries with its bounds, as a report says it.
public struct Rate: Hashable, Sendable, Codable {
  /// How many.
  public let count: Int
  /// Of how many.
  public let total: Int
  /// The share, 0...1; `nil` of none.
  public let share: Double?
  /// The lower end of Wilson's 95 % interval.
  public let lower95: Double
  /// The upper end of Wilson's 95 % interval.
  public let upper95: Double

  /// Takes a proportion.
  ///
  /// - Parameter proportion: The proportion.
  public init(_ proportion: Proportion) {
    count = proportion.count
    total = proportion.total
    share = proportion.share
    lower95 = proportion.wilson95.lowerBound
    upper95 = proportion.wilson95.upperBound
  }
}
