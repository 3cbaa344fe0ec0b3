// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// How exactly a date is known, from the coarsest to the finest.
public enum DatePrecision: String, CaseIterable, Codable, Hashable, Sendable, Comparable {
  /// Some time in a year.
  case year
  /// Some time in a month.
  case month
  /// Some time on a day, in a time zone that is not told.
  case day
  /// A moment.
  case instant

  /// Whether one precision is coarser than another.
  ///
  /// - Parameters:
  ///   - first: A precision.
  ///   - second: Another.
  /// - Returns: Whether the first is the coarser.
  public static func < (first: DatePrecision, second: DatePrecision) -> Bool {
    first.order < second.order
  }

  private var order: Int {
    switch self {
    case .year: 0
    case .month: 1
    case .day: 2
    case .instant: 3
    }
  }
}
