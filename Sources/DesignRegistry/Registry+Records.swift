// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
internal import Provenance

extension Registry {
  /// The design with these bytes.
  static func record(sha256: String, _ connection: Database) throws -> DesignRecord? {
    // The file of a design that was sealed may have come openly too, before it was revealed.
    try records("WHERE design.sha256 = ? ORDER BY design.number LIMIT 1", [sha256], connection)
      .first
  }

  /// The designs that a condition names, with their holders and dates; sealed ones are left out.
  static func records(
    _ condition: String, _ arguments: StatementArguments, asOf logSize: Int? = nil,
    _ connection: Database
  ) throws -> [DesignRecord] {
    let statement = try connection.cachedStatement(
      sql: """
        SELECT design.id, design.number, design.file, design.sha256, design.pixelSHA256,
          original.format, original.byteCount, design.width, design.height, fingerprint.pdq,
          fingerprint.quality, fingerprint.engine, design.title, design.registrant,
          design.registrationNumber, design.source, design.notes, design.bank,
          design.registeredAt, withdrawal.withdrawnAt, withdrawal.reason, seal.revealedAt
        FROM design
        JOIN original ON original.sha256 = design.sha256
        JOIN fingerprint ON fingerprint.designNumber = design.number
        LEFT JOIN withdrawal ON withdrawal.designNumber = design.number
        LEFT JOIN seal ON seal.designNumber = design.number
        \(condition)
        """)
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      guard let format = OriginalFormat(rawValue: row[5]) else {
        throw mismatch("original of unknown format '\(row[5] as String)'")
      }
      guard let bank = DesignBank(rawValue: row[17]) else {
        throw mismatch("design in an unknown bank '\(row[17] as String)'")
      }
      let number: Int = row[1]
      let withdrawnAt: String? = row[19]
      var record = DesignRecord(
        design: row[0], number: number, file: row[2], sha256: row[3], pixelSHA256: row[4],
        format: format, byteCount: row[6], width: row[7], height: row[8], pdq: row[9],
        quality: row[10], engine: row[11],
        details: DesignDetails(
          title: row[12], holders: try holders(of: number, connection), registrant: row[13],
          registrationNumber: row[14], source: row[15], notes: row[16], bank: bank,
          dates: try dates(of: number, connection)),
        registeredAt: row[18],
        withdrawn: withdrawnAt.map { Withdrawal(at: $0, reason: row[20]) })
      record.revealedAt = row[21]
      record.addedDates = try addedDates(of: record.design, before: logSize, connection)
      return record
    }
  }

  static func holders(of number: Int, _ connection: Database) throws -> [String] {
    try String.fetchAll(
      connection.cachedStatement(
        sql: "SELECT name FROM holder WHERE designNumber = ? ORDER BY position"),
      arguments: [number])
  }

  static func dates(of number: Int, _ connection: Database) throws -> [TypedDate] {
    let rows = try Row.fetchAll(
      connection.cachedStatement(
        sql: "SELECT kind, date, note FROM typedDate WHERE designNumber = ? ORDER BY position"),
      arguments: [number])
    return try rows.map { row in
      guard let kind = DateKind(rawValue: row[0]) else {
        throw mismatch("date of unknown kind '\(row[0] as String)'")
      }
      do {
        return TypedDate(kind, try PartialDate(row[1] as String), note: row[2])
      } catch {
        throw mismatch("date '\(row[1] as String)' that is none")
      }
    }
  }

  static func mismatch(_ message: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_MISMATCH, message: message)
  }
}
