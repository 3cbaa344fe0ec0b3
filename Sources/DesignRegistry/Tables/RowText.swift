// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import GRDB

/// A row of a table as one line of JSON, and back: text, whole numbers and fractions as they are, bytes in Base 64.
enum RowText {
  private static let bytesMember = "base64"

  /// Writes a row.
  ///
  /// - Parameter row: The row.
  /// - Returns: A JSON object with a member for each column that is not NULL, sorted by name, without a newline.
  /// - Throws: `DatabaseError` when a value cannot be written.
  static func text(of row: Row) throws -> String {
    var members: [String: Any] = [:]
    for (column, value) in row {
      switch value.storage {
      case .null: continue
      case .int64(let number): members[column] = NSNumber(value: number)
      case .double(let number) where number.isFinite: members[column] = NSNumber(value: number)
      case .double(let number): throw unreadable("\(column) is \(number)")
      case .string(let text): members[column] = text
      case .blob(let bytes): members[column] = [bytesMember: bytes.base64EncodedString()]
      }
    }
    let data = try JSONSerialization.data(
      withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  /// Reads a row.
  ///
  /// - Parameter line: What ``text(of:)`` wrote.
  /// - Returns: The values by column.
  /// - Throws: `DatabaseError` when the line is anything else.
  static func values(of line: String) throws -> [String: DatabaseValue] {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
    guard let members = object as? [String: Any] else { throw unreadable("a line is no object") }
    return try members.mapValues { value in
      switch value {
      case let text as String: return text.databaseValue
      case let bytes as [String: Any]:
        guard bytes.count == 1, let text = bytes[bytesMember] as? String,
          let data = Data(base64Encoded: text)
        else { throw unreadable("a value is neither text nor number nor bytes") }
        return data.databaseValue
      case let number as NSNumber:
        let whole = number.int64Value
        return NSNumber(value: whole) == number
          ? whole.databaseValue : number.doubleValue.databaseValue
      default: throw unreadable("a value is neither text nor number nor bytes")
      }
    }
  }

  private static func unreadable(_ reason: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_MISMATCH, message: "a row cannot be carried over: \(reason)")
  }
}
