// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Takes a table apart that comes as text with separators.
///
/// Rows end with LF, CRLF or CR; the last one need not end. A field in quotes may hold separators, line ends, and
/// quotes written twice. A quote inside a field that does not begin with one is a character like others.
///
/// > Source: RFC 4180, section 2.
struct CSVParser {
  /// One row.
  struct Record: Hashable {
    /// The row as a spreadsheet counts: the first is 1, empty rows count.
    let row: Int
    /// Its fields.
    let fields: [String]
  }

  private enum State {
    case fieldStart
    case plain
    case quoted
    case afterQuote
  }

  /// The most bytes of a row.
  static let rowLimit = 1 << 20

  /// What stands between fields.
  let separator: UInt8
  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var fields: [String] = []
  private var byteCount = 0
  private var lastWasCarriageReturn = false
  /// The row that is being read.
  private(set) var row = 1

  /// Creates a parser.
  ///
  /// - Parameter separator: What stands between fields: an ASCII character.
  init(separator: UInt8) { self.separator = separator }

  /// Takes the next piece of text.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - body: Takes each row that is complete; empty rows are counted and left out.
  /// - Throws: ``ManifestError`` with `textAfterQuote`, `notText` or `rowTooLong`.
  mutating func consume(
    _ text: [UInt8], _ body: (Record) -> Void
  ) throws(ManifestError) {
    for byte in text {
      if lastWasCarriageReturn {
        lastWasCarriageReturn = false
        if byte == UInt8(ascii: "\n") { continue }
      }
      byteCount += 1
      guard byteCount <= CSVParser.rowLimit else {
        throw .rowTooLong(row: row, limit: CSVParser.rowLimit)
      }
      guard byte != 0 else { throw .notText(row: row) }
      if state == .quoted {
        if byte == UInt8(ascii: "\"") { state = .afterQuote } else { field.append(byte) }
        continue
      }
      switch byte {
      case separator:
        endField()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        lastWasCarriageReturn = byte == UInt8(ascii: "\r")
        endRow(body)
      case UInt8(ascii: "\"") where state == .fieldStart:
        state = .quoted
      case UInt8(ascii: "\"") where state == .afterQuote:
        field.append(byte)
        state = .quoted
      case _ where state == .afterQuote:
        throw .textAfterQuote(row: row)
      case _:
        field.append(byte)
        state = .plain
      }
    }
  }

  /// Ends the text.
  ///
  /// - Parameter body: Takes the last row, if it does not end with a line end.
  /// - Throws: ``ManifestError`` with `openQuote`.
  mutating func finish(_ body: (Record) -> Void) throws(ManifestError) {
    guard state != .quoted else { throw .openQuote(row: row) }
    if byteCount > 0 { endRow(body) }
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endRow(_ body: (Record) -> Void) {
    let isQuoted = state == .afterQuote
    endField()
    let isEmpty = fields.count == 1 && fields[0].isEmpty && !isQuoted
    if !isEmpty { body(Record(row: row, fields: fields)) }
    fields.removeAll(keepingCapacity: true)
    byteCount = 0
    row += 1
  }

  /// Guesses the separator from the beginning of a text.
  ///
  /// - Parameter text: UTF-8 that holds the first row, or its beginning.
  /// - Returns: Comma, semicolon or tab, whichever stands most often outside quotes in the first row.
  static func separator(of text: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var best = candidates[0]
    for candidate in candidates where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}
