// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import Provenance

@Suite struct PartialDateTests {
  @Test(arguments: [
    ("2024", "2024", DatePrecision.year), ("2024年", "2024", .year),
    (" 2024-03 ", "2024-03", .month),
    ("2024/3", "2024-03", .month), ("2024年3月", "2024-03", .month),
    ("2024-03-05", "2024-03-05", .day), ("2024.3.5", "2024-03-05", .day),
    ("2024年3月5日", "2024-03-05", .day), ("2024-02-29", "2024-02-29", .day),
    ("2024-03-05T12:00Z", "2024-03-05T12:00:00Z", .instant),
    ("2024-03-05 12:00:00+08:00", "2024-03-05T04:00:00Z", .instant),
    ("2024-03-01T00:30:00.25+08:00", "2024-02-29T16:30:00.250Z", .instant),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z", .instant),
    // Eight digits are the basic form of ISO 8601; a Chinese keyboard writes wide digits, signs and dashes.
    ("20240305", "2024-03-05", .day), ("２０２４", "2024", .year),
    ("２０２４－０３－０５", "2024-03-05", .day), ("２０２４０３０５", "2024-03-05", .day),
    ("2024／3／5", "2024-03-05", .day), ("2024．3．5", "2024-03-05", .day),
    ("２０２４年３月", "2024-03", .month), ("2024–03–05", "2024-03-05", .day),
    ("2024—03—05", "2024-03-05", .day), ("2024−03−05", "2024-03-05", .day),
    ("2024-03-05T12：00＋08：00", "2024-03-05T04:00:00Z", .instant),
  ]) func `dates are read as people and programs write them`(
    text: String, expected: String, precision: DatePrecision
  ) throws {
    let date = try PartialDate(text)
    #expect(date.text == expected)
    #expect(date.precision == precision)
    #expect(try PartialDate(date.text) == date)
  }

  @Test(arguments: [
    "", "24", "2024-", "2024-13", "2023-02-29", "1900-02-29", "2024-00-01", "0000", "2024-03-05T",
    "2024-03-05T25:00Z", "2024-03-05T12:00", "2024-03-05T12:00+8", "2024-03/05", "5 March 2024",
    "2024-03-05x", "2024-03-05T12:00Zx", "2024030", "202403051", "20241305", "20230229",
    // The day first, and the month first: no year of ours has a 20th month.
    "05032024", "03052024", "31121999", "2024-03-05T12:00+15:00",
    "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:60Z",
  ]) func `what is no date is refused`(text: String) {
    #expect(throws: DateTextError.self) { try PartialDate(text) }
  }

  @Test func `every day of eight centuries goes through its number and back`() {
    var number = CalendarDay.number(year: 1600, month: 1, day: 1)
    // 2000-01-01 is day 10957 of the Unix count (30 years with 7 leap days).
    #expect(CalendarDay.number(year: 2000, month: 1, day: 1) == 30 * 365 + 7)
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...CalendarDay.count(year: year, month: month) {
          guard CalendarDay.number(year: year, month: month, day: day) == number,
            CalendarDay.parts(number) == (year, month, day)
          else {
            Issue.record("\(year)-\(month)-\(day) is not day \(number)")
            return
          }
          number += 1
        }
      }
    }
  }

  @Test func `a coarse date never beats a finer one inside it`() throws {
    let year = try PartialDate("2024")
    let month = try PartialDate("2024-03")
    let day = try PartialDate("2024-03-05")
    let moment = try PartialDate("2024-03-05T12:00:00Z")
    for (coarse, fine) in [(year, month), (year, day), (month, day), (day, moment), (year, moment)]
    {
      #expect(!coarse.isCertainlyBefore(fine) && !fine.isCertainlyBefore(coarse))
      #expect(coarse.overlaps(fine))
    }
    #expect(try PartialDate("2023").isCertainlyBefore(day))
    #expect(try day.isCertainlyBefore(PartialDate("2024-03-06")))
    #expect(try day.isCertainlyBefore(PartialDate("2024-04")))
    #expect(!day.isCertainlyBefore(day))
  }

  @Test func `a day without a zone is as wide as the world`() throws {
    let day = try PartialDate("2024-03-05")
    #expect(try day.overlaps(PartialDate("2024-03-06T04:00:00Z")))
    #expect(try day.isCertainlyBefore(PartialDate("2024-03-06T14:00:00Z")))
    #expect(try PartialDate("2024-03-04T09:59:59Z").isCertainlyBefore(day))
    #expect(try day.overlaps(PartialDate("2024-03-04T10:00:00Z")))
  }
}
