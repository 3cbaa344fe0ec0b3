// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A date that is known to the year, the month, the day or the moment.
///
/// As text it is ISO 8601: `2024`, `2024-03`, `2024-03-05`, `2024-03-05T04:00:00Z`. It stands for the span of time
/// in which the event may lie. Dates are ordered only as far as their spans allow: ``isCertainlyBefore(_:)`` is
/// transitive and irreflexive, and for two dates that overlap it is false both ways.
public struct PartialDate: Hashable, Sendable {
  /// How exactly the date is known.
  public let precision: DatePrecision
  /// The date as ISO 8601; moments are in UTC.
  public let text: String
  /// The first and the last day on which the event may lie, in days since 1970-01-01; of a moment, its day in UTC.
  private let days: ClosedRange<Int>
  /// Milliseconds since 1970-01-01 in UTC, of a moment.
  private let milliseconds: Int?

  /// A day of no told zone begins up to this much before it begins in UTC, and ends up to as much later.
  ///
  /// > Source: the zones in use lie between UTC-12 and UTC+14.
  private static let zoneSlack = 14 * 3_600_000

  /// Creates a date known to the year.
  ///
  /// - Parameter year: 1...9999.
  init(year: Int) {
    precision = .year
    text = padded(year, 4)
    days =
      CalendarDay.number(
        year: year, month: 1, day: 1)...CalendarDay.number(
        year: year, month: 12, day: 31)
    milliseconds = nil
  }

  /// Creates a date known to the month.
  ///
  /// - Parameters:
  ///   - year: 1...9999.
  ///   - month: 1...12.
  init(year: Int, month: Int) {
    precision = .month
    text = padded(year, 4) + "-" + padded(month, 2)
    let first = CalendarDay.number(year: year, month: month, day: 1)
    days = first...first + CalendarDay.count(year: year, month: month) - 1
    milliseconds = nil
  }

  /// Creates a date known to the day.
  ///
  /// - Parameter number: Days since 1970-01-01.
  init(day number: Int) {
    precision = .day
    text = PartialDate.dayText(number)
    days = number...number
    milliseconds = nil
  }

  /// Creates a moment.
  ///
  /// - Parameter milliseconds: Milliseconds since 1970-01-01 in UTC.
  public init(millisecondsSince1970 milliseconds: Int) {
    precision = .instant
    let day = floorDivision(milliseconds, 86_400_000)
    let rest = milliseconds - day * 86_400_000
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
    let fraction = rest % 1000
    text =
      PartialDate.dayText(day) + "T" + clock.map { padded($0, 2) }.joined(separator: ":")
      + (fraction == 0 ? "" : "." + padded(fraction, 3)) + "Z"
    days = day...day
    self.milliseconds = milliseconds
  }

  /// The year in which the span begins.
  public var firstYear: Int { CalendarDay.parts(days.lowerBound).year }
  /// The year in which the span ends.
  public var lastYear: Int { CalendarDay.parts(days.upperBound).year }
  /// The day on which the span begins, in days since 1970-01-01.
  public var firstDay: Int { days.lowerBound }

  /// The day of a date that is known to the day or better, in days since 1970-01-01; else `nil`.
  public var knownDay: Int? { precision >= .day ? days.lowerBound : nil }

  /// Whether the date lies before another, wherever in their spans the two events lie.
  ///
  /// Two dates without a time of day are compared as calendar days. Where one is a moment, the other day is taken
  /// as wide as the time zones of the world make it.
  ///
  /// - Parameter other: The other date.
  /// - Returns: False when they overlap.
  public func isCertainlyBefore(_ other: PartialDate) -> Bool {
    if milliseconds == nil, other.milliseconds == nil {
      return days.upperBound < other.days.lowerBound
    }
    return latestMoment < other.earliestMoment
  }

  /// Whether the two spans share a moment.
  ///
  /// - Parameter other: The other date.
  /// - Returns: Whether neither is certainly before the other.
  public func overlaps(_ other: PartialDate) -> Bool {
    !isCertainlyBefore(other) && !other.isCertainlyBefore(self)
  }

  private var earliestMoment: Int {
    milliseconds ?? days.lowerBound * 86_400_000 - PartialDate.zoneSlack
  }

  private var latestMoment: Int {
    milliseconds ?? (days.upperBound + 1) * 86_400_000 - 1 + PartialDate.zoneSlack
  }

  private static func dayText(_ number: Int) -> String {
    let (year, month, day) = CalendarDay.parts(number)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

extension PartialDate: CustomStringConvertible {
  /// The date as ISO 8601.
  public var description: String { text }
}

/// A number with leading zeros.
private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Division that rounds down.
private func floorDivision(_ number: Int, _ divisor: Int) -> Int {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
