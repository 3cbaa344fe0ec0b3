// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An instant in UTC to the millisecond, written as `2026-11-23T15:04:05.678Z`.
///
/// There is one text for each instant. Leap seconds do not exist in this count, as in POSIX time.
public struct LogTime: Hashable, Sendable, Comparable {
  /// Milliseconds since the beginning of 1970, from year 0001 to 9999.
  public let millisecondsSince1970: Int

  private static let millisecondsPerDay = 86_400_000
  private static let representable =
    days(year: 1, month: 1, day: 1) * millisecondsPerDay..<days(year: 10_000, month: 1, day: 1)
    * millisecondsPerDay

  /// Creates an instant.
  ///
  /// - Parameter millisecondsSince1970: Milliseconds since the beginning of 1970, in a year from
  ///   0001 to 9999.
  public init(millisecondsSince1970: Int) {
    precondition(
      Self.representable.contains(millisecondsSince1970),
      "\(millisecondsSince1970) ms is outside the years 1 to 9999")
    self.millisecondsSince1970 = millisecondsSince1970
  }

  /// Reads an instant.
  ///
  /// - Parameter text: ISO 8601 in UTC with `T` and `Z`, and 0 to 9 digits of a second's fraction,
  ///   of which those beyond the millisecond are cut off.
  /// - Throws: `EntryError.malformedTime`.
  public init(_ text: String) throws(EntryError) {
    guard let value = Self.parse(Array(text.utf8)) else { throw .malformedTime(text) }
    millisecondsSince1970 = value
  }

  private static func parse(_ text: [UInt8]) -> Int? {
    let pattern = Array("0000-00-00T00:00:00".utf8)
    guard text.count >= 20, text.last == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int {
      text[range].reduce(0) { $0 * 10 + Int($1 & 15) }
    }
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    for (position, expected) in pattern.enumerated() {
      let byte = text[position]
      guard expected == UInt8(ascii: "0") ? isDigit(byte) : byte == expected else { return nil }
    }
    var milliseconds = 0
    if text.count > 20 {
      let fraction = text[20..<(text.count - 1)]
      guard text[19] == UInt8(ascii: "."), 1...9 ~= fraction.count, fraction.allSatisfy(isDigit)
      else { return nil }
      let digits = (Array(fraction) + [0x30, 0x30]).prefix(3)
      milliseconds = digits.reduce(0) { $0 * 10 + Int($1 & 15) }
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard year >= 1, 1...12 ~= month, hour < 24, minute < 60, second < 60 else { return nil }
    let following = month == 12 ? (year + 1, 1) : (year, month + 1)
    let first = days(year: year, month: month, day: 1)
    guard 1...(days(year: following.0, month: following.1, day: 1) - first) ~= day else {
      return nil
    }
    return (first + day - 1) * millisecondsPerDay
      + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
  }

  /// Days from the beginning of 1970 in the Gregorian calendar, counted in years that begin in
  /// March, so that the leap day comes last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
  }

  /// Tells which instant comes first.
  ///
  /// - Parameters:
  ///   - left: An instant.
  ///   - right: Another.
  /// - Returns: Whether `left` is earlier.
  public static func < (left: LogTime, right: LogTime) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }
}

extension LogTime: CustomStringConvertible {
  /// The instant as `2026-11-23T15:04:05.678Z`.
  public var description: String {
    let perDay = Self.millisecondsPerDay
    let day = Int((Double(millisecondsSince1970) / Double(perDay)).rounded(.down))
    var year = 1970 + Int((Double(day) / 365.2425).rounded(.down)) + 1
    while Self.days(year: year, month: 1, day: 1) > day { year -= 1 }
    var month = 12
    while Self.days(year: year, month: month, day: 1) > day { month -= 1 }
    let inDay = millisecondsSince1970 - day * perDay
    let date = [
      (year, 4), (month, 2), (day - Self.days(year: year, month: month, day: 1) + 1, 2),
    ]
    let time = [(inDay / 3_600_000, 2), (inDay / 60_000 % 60, 2), (inDay / 1000 % 60, 2)]
    return date.map(Self.padded).joined(separator: "-") + "T"
      + time.map(Self.padded).joined(separator: ":") + "." + Self.padded(inDay % 1000, 3) + "Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
