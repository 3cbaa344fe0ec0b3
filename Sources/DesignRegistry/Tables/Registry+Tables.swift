// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import GRDB

extension Registry {
  /// The tables that make up a registry's content, those first that others refer to.
  ///
  /// Keys, sessions, import jobs and answers to repeated requests are not content: they belong to the machine that serves.
  public static let contentTables = [
    "original", "queryPicture", "design", "seal", "alias", "fingerprint", "holder", "typedDate",
    "import", "importRow", "review", "finding", "withdrawal", "timestampToken", "plantedPicture",
  ]

  /// Tables without a number of their own, by the columns that order their rows.
  private static let orders = [
    "original": "sha256", "queryPicture": "sha256", "seal": "designNumber",
    "alias": "designNumber, file", "fingerprint": "designNumber",
    "holder": "designNumber, position", "typedDate": "designNumber, position",
    "importRow": "importNumber, place",
  ]

  /// Hands over every row of the content of a database file, as lines of JSON.
  ///
  /// - Parameters:
  ///   - database: The file; nothing is written to it, and nobody else writes to it meanwhile.
  ///   - each: Takes a table's name and a row, table by table in the order of ``contentTables``.
  /// - Returns: What else is needed to make the tables again.
  /// - Throws: `RegistryError` when the database cannot be read, or what `each` throws.
  /// - Complexity: O(bytes); one row is in memory at a time.
  public static func forEachRow(
    ofDatabase database: String, _ each: (_ table: String, _ line: String) throws -> Void
  ) throws(RegistryError) -> TableContents {
    try inDatabase(database) { queue in
      try queue.read { connection in
        let names = try String.fetchAll(
          connection, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
        guard let schema = names.last else { throw DatabaseError(message: "there are no tables") }
        var contents = TableContents(schema: schema, rows: [:], sequences: [:])
        for table in contentTables {
          let rows = try Row.fetchCursor(
            connection, sql: "SELECT * FROM \(table) ORDER BY \(orders[table] ?? "number")")
          var count = 0
          while let row = try rows.next() {
            try each(table, try RowText.text(of: row))
            count += 1
          }
          contents.rows[table] = count
        }
        for row in try Row.fetchAll(connection, sql: "SELECT name, seq FROM sqlite_sequence") {
          let table: String = row[0]
          if contentTables.contains(table) { contents.sequences[table] = row[1] }
        }
        return contents
      }
    }
  }

  /// Makes a database file of rows that ``forEachRow(ofDatabase:_:)`` handed over.
  ///
  /// - Parameters:
  ///   - database: The file to make; there must be none.
  ///   - contents: What came with the rows; tables of an earlier version are brought up to date afterwards.
  ///   - rows: Hands over the lines of a table.
  /// - Throws: `RegistryError`: `superseded` when the tables are of a newer program, `unreadable` when the rows do
  ///   not make them; what `rows` throws.
  public static func makeDatabase(
    _ database: String, of contents: TableContents,
    rows: (_ table: String, _ take: (_ line: String) throws -> Void) throws -> Void
  ) throws(RegistryError) {
    let migrator = RegistrySchema.migrator()
    guard migrator.migrations.contains(contents.schema) else {
      throw .superseded(path: database)
    }
    try inDatabase(database) { queue in
      try migrator.migrate(queue, upTo: contents.schema)
      try queue.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA foreign_keys = OFF")
        try connection.inTransaction {
          for table in contentTables where try connection.tableExists(table) {
            var count = 0
            try rows(table) { line in
              try insert(try RowText.values(of: line), into: table, connection)
              count += 1
            }
            guard count == contents.rows[table, default: 0] else {
              throw DatabaseError(
                message: "\(table) has \(count) rows, not \(contents.rows[table, default: 0])")
            }
          }
          for (table, number) in contents.sequences.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
              sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [table])
            try connection.execute(
              sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
              arguments: [table, number])
          }
          try connection.checkForeignKeys()
          return .commit
        }
      }
      try migrator.migrate(queue)
    }
  }

  private static func insert(
    _ values: [String: DatabaseValue], into table: String, _ connection: Database
  ) throws {
    let columns = values.keys.sorted()
    let known = try connection.columns(in: table).map(\.name)
    // Names become part of the statement, so that nothing but the table's own may pass.
    guard let unknown = columns.first(where: { !known.contains($0) }) else {
      let names = columns.joined(separator: ", ")
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      try connection.cachedStatement(
        sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
      ).execute(arguments: StatementArguments(columns.map { values[$0] ?? .null }))
      return
    }
    throw DatabaseError(message: "\(table) has no column \(unknown)")
  }

  private static func inDatabase<Result>(
    _ path: String, _ body: (DatabaseQueue) throws -> Result
  ) throws(RegistryError) -> Result {
    do {
      let queue = try DatabaseQueue(path: path, configuration: RegistrySchema.configuration())
      let result = try body(queue)
      try queue.close()
      return result
    } catch let error as RegistryError {
      throw error
    } catch let error as DatabaseError {
      throw .unreadable(path: path, reason: error.reason)
    } catch {
      throw .storage(path: path, reason: "\(error)")
    }
  }
}
