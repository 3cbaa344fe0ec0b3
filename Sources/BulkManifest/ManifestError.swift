// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// Why a manifest cannot be read at all; what is wrong with a single row is a ``RowProblem``.
///
/// Rows are counted as a spreadsheet counts them: the header is row 1.
public enum ManifestError: Error, Hashable, Sendable {
  /// The file cannot be opened or read; `errno` is the system's number.
  case unreadable(errno: Int32)
  /// This is a pipe or a device, which may give its bytes only once.
  case noRegularFile
  /// The file begins like an office document, which is no text.
  case workbook
  /// The file holds NUL bytes, so it is no text in an encoding that is known here.
  case notText(row: Int)
  /// The bytes are in none of the encodings.
  case wrongEncoding(row: Int, tried: [TextEncoding])
  /// The text is UTF-8 up to this row, and then is not.
  case damagedText(row: Int)
  /// The system has no tables for an encoding.
  case unknownEncoding(TextEncoding)
  /// There is no row with column names.
  case empty
  /// A quoted field never ends; it began in this row.
  case openQuote(row: Int)
  /// Something follows a closing quote before the field ends.
  case textAfterQuote(row: Int)
  /// A row is longer than any sensible one.
  case rowTooLong(row: Int, limit: Int)
  /// No column holds the file.
  case noFileColumn(found: [String])
  /// Columns whose names mean nothing here.
  case unknownColumns([String])
  /// A column that may stand once stands twice.
  case repeatedColumn(String)
  /// The file changed while it was read.
  case changed
}

extension ManifestError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let code): "cannot be read: \(systemText(code))"
    case .noRegularFile: "a manifest is read twice; give a file, not a pipe"
    case .workbook: "this is a workbook, not a table as text; save it as \"CSV UTF-8\""
    case .notText(let row):
      "row \(row) holds NUL bytes, so this is no CSV text; save it as \"CSV UTF-8\""
    case .wrongEncoding(let row, let tried):
      "row \(row) holds bytes that are not \(tried.map(\.rawValue).joined(separator: " nor ")); "
        + "save the file as \"CSV UTF-8\""
    case .damagedText(let row):
      "row \(row) holds bytes that are not UTF-8, though what stands before is; correct that row"
    case .unknownEncoding(let encoding):
      "this system cannot read \(encoding.rawValue); save the file as \"CSV UTF-8\""
    case .empty: "the file is empty; its first row must name the columns, such as file,title,holder"
    case .openQuote(let row):
      "the quoted field that begins in row \(row) never ends; close it, and write \"\" for a quote "
        + "inside it"
    case .textAfterQuote(let row):
      "row \(row) has text after a closing quote; write \"\" for a quote inside a quoted field"
    case .rowTooLong(let row, let limit):
      "row \(row) is longer than \(limit) bytes; is a quote left open there?"
    case .noFileColumn(let found):
      "no column is named file; the first row says: \(found.joined(separator: ", "))"
    case .unknownColumns(let names):
      "row 1 names columns that mean nothing here: \(names.joined(separator: ", ")); there is: "
        + ManifestColumn.knownNames.joined(separator: ", ")
    case .repeatedColumn(let name): "row 1 names the column \(name) twice"
    case .changed: "the file changed while it was read; run the command again"
    }
  }
}

/// Why one row of a manifest makes no design.
public enum RowProblem: Error, Hashable, Sendable {
  /// The row has another number of fields than the header.
  case fieldCount(Int, expected: Int)
  /// The row names no file.
  case noFile
  /// The bank is none.
  case unknownBank(String)
  /// A date is none.
  case date(column: String, DateTextError)
  /// Something stands in a column that the first row does not name.
  case unnamedColumn(String)
}

extension RowProblem: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .fieldCount(let count, let expected):
      "the row has \(count) \(count == 1 ? "field" : "fields") where the first row names "
        + "\(expected); "
        + (count > expected ? "quote fields that hold a comma" : "give the others as empty fields")
    case .noFile: "the column file is empty"
    case .unknownBank(let text):
      "there is no bank \"\(text.prefix(40))\"; there is: "
        + DesignBank.allCases.map(\.rawValue).joined(separator: ", ")
    case .date(let column, let error): "\(column): \(error)"
    case .unnamedColumn(let text):
      "\"\(text.prefix(40))\" stands in a column that the first row does not name; name the column, or "
        + "empty the cell"
    }
  }
}
