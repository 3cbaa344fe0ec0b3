// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// What SQLite finds wrong with the database file, one line each; empty when nothing is.
  ///
  /// - Returns: The lines of `PRAGMA integrity_check` and of `PRAGMA foreign_key_check`.
  /// - Throws: `RegistryError` when the database cannot be read at all.
  /// - Complexity: O(*n* log *n*) in the rows.
  public func integrityProblems() throws(RegistryError) -> [String] {
    try rethrowing {
      try read { connection in
        let lines = try String.fetchAll(connection, sql: "PRAGMA integrity_check")
        let orphans = try Row.fetchAll(connection, sql: "PRAGMA foreign_key_check").map { row in
          let table = row[0] as DatabaseValue
          let number = row[1] as DatabaseValue
          let parent = row[2] as DatabaseValue
          return "a row of \(table) (\(number)) refers to a row of \(parent) that is not there"
        }
        return lines.filter { $0 != "ok" } + orphans
      }
    }
  }

  /// What is not as this program writes it, in tables and rows that no entry of the log vouches for; one line each.
  ///
  /// - Returns: Tables, indexes and triggers that are not those of the schema, and rows that do not have the checksum
  ///   that was written with them.
  /// - Throws: `RegistryError` when the database cannot be read at all.
  /// - Complexity: O(*n* log *n*) in the rows.
  public func unloggedProblems() throws(RegistryError) -> [String] {
    try rethrowing {
      let model = try DatabaseQueue(configuration: RegistrySchema.configuration())
      try RegistrySchema.migrator().migrate(model)
      let expected = try model.read(Registry.definitions)
      return try read { connection in
        let present = try Registry.definitions(connection)
        let changed = Set(expected.keys).union(present.keys).sorted().filter {
          expected[$0] != present[$0]
        }
        let broken = changed.map { "the definition of \($0) is not that of this program" }
        // Statements about other columns than there are would only fail.
        return try broken.isEmpty ? RowChecksums.problems(connection) : broken
      }
    }
  }

  /// What defines the tables, indexes and triggers of a database, by name.
  private static func definitions(_ connection: Database) throws -> [String: [String]] {
    let rows = try Row.fetchAll(
      connection, sql: "SELECT name, type, tbl_name, sql FROM sqlite_schema")
    // SQLite puts names into quotation marks when it rewrites a definition.
    return Dictionary(
      rows.map { row in
        (row[0], [row[1], row[2], (row[3] ?? "").replacing("\"", with: "")])
      }
    ) { first, second in first + second }
  }

  /// The tables whose rows are numbered and never removed.
  public enum NumberedTable: String, Sendable {
    case design, review, finding, plantedPicture, withdrawal, timestampToken
  }

  /// The highest number that a committed row was ever given; rows below it are never removed.
  ///
  /// - Parameter table: The table.
  /// - Returns: The number, 0 when there never was a row.
  /// - Throws: `RegistryError` when the database fails.
  public func highestNumberGiven(in table: NumberedTable) throws(RegistryError) -> Int {
    try rethrowing {
      try read { connection in
        try Int.fetchOne(
          connection, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?",
          arguments: [table.rawValue]) ?? 0
      }
    }
  }

  /// The files in a registry's store of originals, by name; the database is not asked.
  ///
  /// - Parameter registry: The registry's folder.
  /// - Returns: The files, those with the lowest digests first; empty when there is no store.
  public static func storedOriginals(in registry: String) -> [StoredFile] {
    storedFiles("originals", in: registry)
  }

  /// The files in a registry's store of the pictures of reviews, by name; the database is not asked.
  ///
  /// - Parameter registry: The registry's folder.
  /// - Returns: The files, those with the lowest digests first; empty when there is no store.
  public static func storedQueries(in registry: String) -> [StoredFile] {
    storedFiles("queries", in: registry)
  }

  /// What the database says of the pictures of reviews.
  ///
  /// - Returns: The rows, by the SHA-256 of the picture.
  /// - Throws: `RegistryError` when the database fails.
  public func storedQueryRows() throws(RegistryError) -> [String: StoredQueryRow] {
    try rethrowing {
      try read { connection in
        let rows = try Row.fetchAll(
          connection, sql: "SELECT sha256, format, byteCount FROM queryPicture"
        ).map { StoredQueryRow(sha256: $0[0], format: $0[1], byteCount: $0[2]) }
        return Dictionary(rows.map { ($0.sha256, $0) }) { first, _ in first }
      }
    }
  }

  private static func storedFiles(_ store: String, in registry: String) -> [StoredFile] {
    DurableFile.names(in: "\(registry)/\(store)").sorted().flatMap { folder in
      DurableFile.names(in: "\(registry)/\(store)/\(folder)").sorted().map { name in
        StoredFile(
          path: "\(store)/\(folder)/\(name)", sha256: folder + name.prefix { $0 != "." })
      }
    }
  }
}
