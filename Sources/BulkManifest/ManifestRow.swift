// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry
private import Provenance

/// One row of a manifest: a picture file, and what is said about it.
public struct ManifestRow: Hashable, Sendable {
  /// The row as a spreadsheet counts it; the header is row 1.
  public let row: Int
  /// The file as the row names it, without blanks around it; empty when it names none.
  public let file: String
  /// The file as it stands in the row, for a name may begin or end with a blank.
  public let writtenFile: String
  /// What is said about the design, or why the row makes none.
  public let details: Result<DesignDetails, RowProblem>

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - record: The row's fields.
  ///   - columns: What they hold.
  init(_ record: CSVParser.Record, columns: [ManifestColumn]) {
    row = record.row
    let place = columns.firstIndex(of: .file) ?? 0
    writtenFile = place < record.fields.count ? record.fields[place] : ""
    file = trimmed(writtenFile)
    let named = file
    details = Result { () throws(RowProblem) in
      guard record.fields.count == columns.count else {
        throw .fieldCount(record.fields.count, expected: columns.count)
      }
      guard !named.isEmpty else { throw .noFile }
      return try DesignDetails(Array(zip(columns, record.fields)))
    }
  }
}

extension DesignDetails {
  /// Reads what a row says about its design.
  fileprivate init(_ cells: [(ManifestColumn, String)]) throws(RowProblem) {
    self.init()
    var dates: [TypedDate] = []
    for (column, cell) in cells {
      let text = trimmed(cell)
      guard !text.isEmpty else { continue }
      switch column {
      case .file: break
      case .title: title = text
      case .holder: holders += listEntries(text)
      case .registrant: registrant = text
      case .registrationNumber: registrationNumber = text
      case .source: source = text
      case .notes: notes = text
      case .bank:
        guard let named = DesignBank(written: text) else { throw .unknownBank(text) }
        bank = named
      case .dates: dates += try DesignDetails.dates(text, nil)
      case .date(let kind): dates += try DesignDetails.dates(text, kind)
      case .unnamed: throw .unnamedColumn(text)
      }
    }
    self.dates = dates.rankedByKind()
  }

  private static func dates(_ text: String, _ kind: DateKind?) throws(RowProblem) -> [TypedDate] {
    var dates: [TypedDate] = []
    for entry in listEntries(text) {
      do {
        dates.append(try TypedDate(submitted: entry, defaultKind: kind))
      } catch {
        throw .date(column: kind?.rawValue ?? "dates", error)
      }
    }
    return dates
  }
}
