// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// What became of the rows of a manifest, as a table of its own.
public enum ResultsTable {
  /// The first line.
  public static let header = "row,file,status,design,looksLike,score,code,message\n"

  /// The line of a row, after RFC 4180 but for its end, which is a line feed.
  ///
  /// - Parameter row: What became of the row.
  /// - Returns: The line with its end.
  public static func line(_ row: ImportRow) -> String {
    let score = row.score.map { "\($0)" } ?? ""
    let cells = [
      String(row.row), row.file, row.status.rawValue, row.design ?? "", row.looksLike ?? "", score,
      row.code ?? "", row.message ?? "",
    ]
    return cells.map { quoted(inert($0)) }.joined(separator: ",") + "\n"
  }

  /// A cell that no spreadsheet takes for a formula: an apostrophe says that what follows is text.
  ///
  /// > Source: OWASP, CSV Injection.
  private static func inert(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return cell
    }
    return "'" + cell
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return cell }
    var text = "\""
    for character in cell.unicodeScalars {
      text.unicodeScalars.append(character)
      if character == "\"" { text.unicodeScalars.append(character) }
    }
    return text + "\""
  }
}
