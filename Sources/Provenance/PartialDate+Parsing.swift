// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension PartialDate {
  /// Reads a date.
  ///
  /// Besides ISO 8601 it takes what offices and spreadsheets write: `2024/3/5`, `2024.3.5`, `2024年3月5日`. Full-width
  /// digits and signs count as plain ones. Eight digits are year, month and day, as in ISO 8601; written the other way
  /// round, a day of our centuries has no such month.
  /// A moment needs a zone: `2024-03-05T12:00:00+08:00`, `2024-03-05 12:00Z`.
  ///
  /// - Parameter text: The text; blanks around it do not matter.
  /// - Throws: ``DateTextError`` when it is no date.
  public init(_ text: some StringProtocol) throws(DateTextError) {
    let text = trimmed(text)
    let plain = narrowed(text)
    if plain.utf8.count == 8, plain.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      let year = plain.prefix(4)
      let (month, day) = (plain.dropFirst(4).prefix(2), plain.suffix(2))
      do {
        try self.init("\(year)-\(month)-\(day)")
      } catch {
        guard case .outOfRange(_, let part) = error else { throw error }
        throw .outOfRange(text, part: part)
      }
      return
    }
    var scanner = Scanner(plain)
    guard let year = scanner.number(digits: 4...4) else { throw .notADate(text) }
    guard (1...9999).contains(year) else { throw .outOfRange(text, part: "year") }
    _ = scanner.take("年")
    if scanner.isAtEnd {
      self.init(year: year)
      return
    }
    let separator = scanner.lastTaken == "年" ? nil : scanner.take(anyOf: "-/.")
    guard scanner.lastTaken == "年" || separator != nil,
      let month = scanner.number(digits: 1...2)
    else { throw .notADate(text) }
    guard (1...12).contains(month) else { throw .outOfRange(text, part: "month") }
    let hasMonthSign = scanner.take("月")
    if scanner.isAtEnd {
      self.init(year: year, month: month)
      return
    }
    guard hasMonthSign || separator.map({ scanner.take($0) }) == true,
      let day = scanner.number(digits: 1...2)
    else { throw .notADate(text) }
    guard (1...CalendarDay.count(year: year, month: month)).contains(day) else {
      throw .outOfRange(text, part: "day")
    }
    _ = scanner.take("日")
    let number = CalendarDay.number(year: year, month: month, day: day)
    if scanner.isAtEnd {
      self.init(day: number)
      return
    }
    let moment = PartialDate(
      millisecondsSince1970: number * 86_400_000 + (try scanner.timeOfDay(of: text)))
    // A zone or a leap second carries the ends of the first and last year beyond what a text can say.
    guard (1...9999).contains(moment.firstYear) else { throw .outOfRange(text, part: "zone") }
    self = moment
  }
}

/// Steps through a date's characters.
private struct Scanner {
  private var rest: Substring
  private(set) var lastTaken: Character?

  init(_ text: String) { rest = Substring(text) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    lastTaken = rest.removeFirst()
    return true
  }

  mutating func take(anyOf characters: String) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    lastTaken = rest.removeFirst()
    return first
  }

  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let found = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.contains(found.count), let number = Int(found) else { return nil }
    rest = rest.dropFirst(found.count)
    return number
  }

  /// Reads `T12:00:00.000+08:00` to the end.
  mutating func timeOfDay(of text: String) throws(DateTextError) -> Int {
    guard take(anyOf: "T t") != nil, let hour = number(digits: 2...2), take(":"),
      let minute = number(digits: 2...2)
    else { throw .notADate(text) }
    var second = 0
    var milliseconds = 0
    if take(":") {
      guard let number = number(digits: 2...2) else { throw .notADate(text) }
      second = number
      if take(".") {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count),
          let number = Int((digits + "00").prefix(3))
        else { throw .notADate(text) }
        milliseconds = number
        rest = rest.dropFirst(digits.count)
      }
    }
    // A leap second has no place of its own in this count; it is the first moment of the next minute.
    guard hour <= 23, minute <= 59, second <= 60 else { throw .outOfRange(text, part: "time") }
    guard !isAtEnd else { throw .noZone(text) }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    if take(anyOf: "Zz") != nil, isAtEnd { return time }
    guard let sign = take(anyOf: "+-"), let hours = number(digits: 2...2), take(":"),
      let minutes = number(digits: 2...2), isAtEnd
    else { throw .notADate(text) }
    guard hours <= 14, minutes <= 59 else { throw .outOfRange(text, part: "zone") }
    let offset = (hours * 60 + minutes) * 60_000
    return sign == "+" ? time - offset : time + offset
  }
}
