// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import GRDB

/// Checksums of the rows that no entry of the log vouches for: file names of the same bytes, imports and what became
/// of their rows, keys of the service and answers to repeated requests.
///
/// Triggers write them in the same transaction as the rows, so that a byte that changes in the file by itself is told
/// from one that was written. Whoever changes rows on purpose can change their checksums as well; what must not be
/// bent is in the log.
enum RowChecksums {
  /// CRC-32C (Castagnoli) over the values given, each with its kind and length.
  static let function = DatabaseFunction("selvedge_row_checksum", pure: true) { values in
    var checksum: UInt32 = 0
    func add(_ kind: UInt8, _ bytes: [UInt8]) {
      var framed = [kind]
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { framed += $0 }
      framed += bytes
      checksum = framed.withUnsafeBytes { ck_crc32c(checksum, $0.baseAddress, $0.count) }
    }
    for value in values {
      switch value.storage {
      case .null: add(0, [])
      case .int64(let number): add(1, withUnsafeBytes(of: number.littleEndian) { Array($0) })
      case .double(let number):
        add(2, withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) })
      case .string(let text): add(3, Array(text.utf8))
      case .blob(let data): add(4, Array(data))
      }
    }
    return Int64(checksum)
  }

  /// A table: its name, the columns that name a row, and the others.
  typealias Table = (name: String, key: [String], columns: [String])

  /// The table of version 12.
  static let bearersOfSeals: [Table] = [("sealBearer", ["designNumber"], ["bearer"])]

  /// The tables of version 11: the columns that name a row, and the others.
  ///
  /// A released version's columns never change; a migration that adds one makes the triggers of its table anew.
  private static let tables: [Table] = [
    ("alias", ["designNumber", "file"], ["notedAt"]),
    ("import", ["number"], ["manifest", "folder", "rowCount", "startedAt", "finishedAt"]),
    (
      "importRow", ["importNumber", "place"],
      ["row", "file", "status", "design", "looksLike", "score", "code", "message"]
    ),
    (
      "importJob", ["number"],
      [
        "id", "bearer", "state", "fileCount", "byteCount", "rowCount", "importNumber", "createdAt",
        "startedAt", "endedAt", "code", "message",
      ]
    ),
    ("importJobFile", ["jobNumber", "position"], ["name"]),
    ("accessKey", ["id"], ["name", "role", "digest", "createdAt", "expiresAt", "revokedAt"]),
    ("accessSession", ["id"], ["digest", "keyID", "expiresAt"]),
    (
      "idempotencyKey", ["bearer", "key"],
      ["request", "session", "claimedAt", "expiresAt", "status", "location", "body"]
    ),
  ]

  private static func key(_ columns: [String], of row: String) -> String {
    columns.map { "quote(\(row).\($0))" }.joined(separator: " || ',' || ")
  }

  private static func checksum(_ columns: [String], of row: String) -> String {
    "\(function.name)(" + columns.map { "\(row).\($0)" }.joined(separator: ", ") + ")"
  }

  /// Makes the table of checksums and the triggers that fill it, and takes the checksums of what is there.
  static func create(_ connection: Database) throws {
    try connection.execute(
      sql: """
        CREATE TABLE rowChecksum (
          tableName TEXT NOT NULL,
          key TEXT NOT NULL,
          checksum INTEGER NOT NULL,
          PRIMARY KEY (tableName, key)
        ) STRICT, WITHOUT ROWID;
        """)
    try follow(tables, connection)
  }

  /// Makes the triggers of tables, and takes the checksums of what is in them.
  static func follow(_ tables: [Table], _ connection: Database) throws {
    for table in tables {
      let name = table.name
      let all = table.key + table.columns
      func forget(_ row: String) -> String {
        """
        DELETE FROM rowChecksum WHERE tableName = '\(name)' AND key = \(key(table.key, of: row));
        """
      }
      let remember = """
        INSERT INTO rowChecksum (tableName, key, checksum)
          VALUES ('\(name)', \(key(table.key, of: "NEW")), \(checksum(all, of: "NEW")));
        """
      try connection.execute(
        sql: """
          INSERT INTO rowChecksum (tableName, key, checksum)
            SELECT '\(name)', \(key(table.key, of: name)), \(checksum(all, of: name)) FROM \(name);
          CREATE TRIGGER \(name)Inserted AFTER INSERT ON \(name) BEGIN
            \(forget("NEW"))
            \(remember)
          END;
          CREATE TRIGGER \(name)Updated AFTER UPDATE ON \(name) BEGIN
            \(forget("OLD"))
            \(forget("NEW"))
            \(remember)
          END;
          CREATE TRIGGER \(name)Deleted AFTER DELETE ON \(name) BEGIN
            \(forget("OLD"))
          END;
          """)
    }
  }

  /// Names the rows that are not what was written, or are gone.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of the tables.
  static func problems(_ connection: Database) throws -> [String] {
    var problems: [String] = []
    let tables = tables + bearersOfSeals
    for (name, keys, columns) in tables {
      let key = key(keys, of: name)
      problems += try String.fetchAll(
        connection,
        sql: """
          SELECT \(key) FROM \(name)
          LEFT JOIN rowChecksum ON tableName = '\(name)' AND rowChecksum.key = \(key)
          WHERE rowChecksum.checksum IS NOT \(checksum(keys + columns, of: name))
          """
      ).map { "a row of \(name) (\($0)) is not what was written" }
      let (written, present) = (
        try Int.fetchOne(
          connection, sql: "SELECT COUNT(*) FROM rowChecksum WHERE tableName = '\(name)'") ?? 0,
        try Int.fetchOne(connection, sql: "SELECT COUNT(*) FROM \(name)") ?? 0
      )
      if written != present {
        problems.append("\(name) has \(present) rows, and \(written) were written")
      }
    }
    let names = tables.map { "'\($0.name)'" }.joined(separator: ", ")
    problems += try String.fetchAll(
      connection,
      sql: "SELECT DISTINCT tableName FROM rowChecksum WHERE tableName NOT IN (\(names))"
    ).map { "checksums are of a table \($0), which there is not" }
    return problems
  }
}
