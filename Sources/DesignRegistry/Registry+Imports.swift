// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Begins an import, or goes on with one that was stopped.
  ///
  /// An import is known by its manifest's bytes and folder. One that ended is not gone on with: the same manifest
  /// is then imported anew, and what is registered is found registered.
  ///
  /// - Parameters:
  ///   - manifest: SHA-256 of the manifest's bytes, in hexadecimal.
  ///   - folder: The folder that the manifest's files are relative to.
  ///   - rowCount: How many rows the manifest has.
  ///   - time: The time to write beside a new import: ISO 8601 in UTC.
  /// - Returns: The import, and how many of its rows are done.
  /// - Throws: `RegistryError`: `importRunning`, or when the database fails.
  public func beginImport(
    manifest: String, folder: String, rowCount: Int, at time: String
  ) throws(RegistryError) -> ImportSession {
    guard !isReadOnly else {
      throw .readOnly(path: path, reason: "no design can be registered in it")
    }
    let lock: FileLock
    do {
      lock = try FileLock(path + "/import.lock", timeout: .zero)
    } catch .busy {
      throw .importRunning(path: path)
    }
    let (number, doneCount) = try rethrowing {
      try pool.write { connection in
        let open = try Int.fetchOne(
          connection,
          sql: """
            SELECT number FROM import
            WHERE manifest = ? AND folder = ? AND rowCount = ? AND finishedAt IS NULL
            ORDER BY number DESC LIMIT 1
            """, arguments: [manifest, folder, rowCount])
        guard let open else {
          try connection.execute(
            sql: "INSERT INTO import (manifest, folder, rowCount, startedAt) VALUES (?, ?, ?, ?)",
            arguments: [manifest, folder, rowCount, time])
          return (Int(connection.lastInsertedRowID), 0)
        }
        let done = try Int.fetchOne(
          connection, sql: "SELECT COUNT(*) FROM importRow WHERE importNumber = ?",
          arguments: [open])
        return (open, done ?? 0)
      }
    }
    return ImportSession(number: number, doneCount: doneCount, lock: lock)
  }

  /// Hands over rows of an import, in the order of the manifest.
  ///
  /// - Parameters:
  ///   - session: The import.
  ///   - place: The first row's place in the manifest, from 0.
  ///   - limit: The most rows, at least 1.
  /// - Returns: The rows.
  /// - Throws: `RegistryError` when the database fails.
  public func importRows(
    of session: ImportSession, from place: Int, limit: Int
  ) throws(RegistryError) -> [ImportRow] {
    try importRows(ofImport: session.number, from: place, limit: limit).map(\.row)
  }

  /// Hands over rows of an import with their places, in the order of the manifest.
  ///
  /// - Parameters:
  ///   - number: The import's number.
  ///   - place: The first row's place in the manifest, from 0.
  ///   - status: How the rows ended; `nil` takes all.
  ///   - limit: The most rows, at least 1.
  /// - Returns: The rows.
  /// - Throws: `RegistryError` when the database fails.
  public func importRows(
    ofImport number: Int, from place: Int, status: ImportRow.Status? = nil, limit: Int
  ) throws(RegistryError) -> [(place: Int, row: ImportRow)] {
    try rethrowing {
      try read { connection in
        try Row.fetchAll(
          connection,
          sql: """
            SELECT place, row, file, status, design, looksLike, score, code, message FROM importRow
            WHERE importNumber = ? AND place >= ? AND (? IS NULL OR status = ?)
            ORDER BY place LIMIT ?
            """, arguments: [number, place, status?.rawValue, status?.rawValue, limit]
        ).map { row in
          guard let status = ImportRow.Status(rawValue: row["status"]) else {
            throw DatabaseError(
              resultCode: .SQLITE_MISMATCH,
              message: "row of an import with unknown status '\(row["status"] as String)'")
          }
          return (
            row["place"],
            ImportRow(
              row: row["row"], file: row["file"], status: status, design: row["design"],
              looksLike: row["looksLike"], score: row["score"], code: row["code"],
              message: row["message"])
          )
        }
      }
    }
  }

  /// Notes that an import has ended.
  ///
  /// - Parameters:
  ///   - session: The import.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  /// - Throws: `RegistryError` when it cannot be written.
  public func finishImport(_ session: ImportSession, at time: String) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: "UPDATE import SET finishedAt = ? WHERE number = ?",
          arguments: [time, session.number])
      }
    }
  }

  static func insert(
    _ rows: [ImportRow], from place: Int, of session: ImportSession, _ connection: Database
  ) throws {
    for (offset, row) in rows.enumerated() {
      try connection.cachedStatement(
        sql: """
          INSERT INTO importRow
            (importNumber, place, row, file, status, design, looksLike, score, code, message)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        session.number, place + offset, row.row, row.file, row.status.rawValue, row.design,
        row.looksLike, row.score, row.code, row.message,
      ])
    }
  }
}
