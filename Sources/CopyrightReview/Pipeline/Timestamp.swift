// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// Points in time as the registry writes them.
enum Timestamp {
  /// The time now, as ISO 8601 in UTC to the millisecond: `2026-01-31T12:00:00.000Z`.
  static func now() -> String { after(seconds: 0) }

  /// The time some seconds from now.
  ///
  /// - Parameter seconds: How many.
  /// - Returns: ISO 8601 in UTC to the millisecond.
  static func after(seconds: Int) -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return text(
      secondsSince1970: time.tv_sec + seconds, milliseconds: time.tv_nsec / 1_000_000)
  }

  /// Writes a time.
  ///
  /// - Parameters:
  ///   - secondsSince1970: Seconds since the first moment of 1970 in UTC.
  ///   - milliseconds: Milliseconds beyond them, 0...999.
  /// - Returns: ISO 8601 in UTC.
  static func text(secondsSince1970: Int, milliseconds: Int) -> String {
    var seconds = time_t(secondsSince1970)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: some BinaryInteger, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = [
      padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2),
    ]
    let clock = [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)]
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
      + padded(milliseconds, 3) + "Z"
  }
}
