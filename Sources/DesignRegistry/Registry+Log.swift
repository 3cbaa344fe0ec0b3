// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Makes log entries of designs, durably, and says where they stand.
  ///
  /// It is called inside the transaction that writes the designs, so that entries are made one group
  /// after the other and before the commit: what is committed is always logged. It gets the designs
  /// in the order of their numbers and the last place that a committed design has, and returns one
  /// place for each design.
  public typealias Journal = (
    _ designs: [UnloggedDesign], _ lastIndex: Int?
  ) throws(RegistryError) -> [LogPlace]

  /// How many designs are given to the journal at once.
  private static let journalLimit = 500

  /// Gives every design that has no place in the log its place; runs inside a transaction.
  static func log(to journal: Journal, _ connection: Database) throws {
    while true {
      let digests = try String.fetchAll(
        connection,
        sql: "SELECT sha256 FROM design WHERE logIndex IS NULL ORDER BY number LIMIT ?",
        arguments: [journalLimit])
      guard !digests.isEmpty else { return }
      let lastIndex = try lastLogIndex(connection)
      let designs = try digests.map { sha256 in
        guard let record = try record(sha256: sha256, connection),
          let fingerprint = try fingerprint(of: record.number, connection)
        else { throw RegistryError.noSuchDesign(id: String(sha256.prefix(24))) }
        return UnloggedDesign(record: record, fingerprint: fingerprint)
      }
      let places = try journal(designs, lastIndex)
      precondition(places.count == designs.count, "\(places.count) places for \(designs.count)")
      for (design, place) in zip(designs, places) {
        try connection.cachedStatement(
          sql: "UPDATE design SET logIndex = ?, logMetadata = ? WHERE number = ?"
        ).execute(arguments: [place.index, place.metadata, design.record.number])
      }
    }
  }

  private static func fingerprint(
    of number: Int, _ connection: Database
  ) throws -> StoredFingerprint? {
    let statement = try connection.cachedStatement(
      sql: "SELECT engine, pdq, quality, global, local FROM fingerprint WHERE designNumber = ?")
    return try Row.fetchOne(statement, arguments: [number]).map { row in
      StoredFingerprint(
        engine: row[0], pdq: row[1], quality: row[2], global: Blob.bytes(row, 3),
        local: Blob.bytes(row, 4))
    }
  }

  /// Lists what ties designs to their originals and the log, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most rows to list, at least 1.
  /// - Returns: The rows.
  /// - Throws: `RegistryError` when the database fails.
  public func designRows(after number: Int, limit: Int) throws(RegistryError) -> [DesignRow] {
    precondition(limit > 0, "a list has room for at least 1 row, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.rows(
          "WHERE number > ? ORDER BY number LIMIT ?", [number, limit], connection)
      }
    }
  }

  /// Where a design stands in the log.
  ///
  /// - Parameter number: The design's number.
  /// - Returns: Its place; `nil` when it was never logged or there is no such design.
  /// - Throws: `RegistryError` when the database fails.
  public func logPlace(of number: Int) throws(RegistryError) -> LogPlace? {
    try rethrowing {
      try read { connection in
        try Registry.rows("WHERE number = ?", [number], connection).first?.place
      }
    }
  }

  private static func rows(
    _ condition: String, _ arguments: StatementArguments, _ connection: Database
  ) throws -> [DesignRow] {
    try Row.fetchAll(
      connection,
      sql: "SELECT number, id, sha256, logIndex, logMetadata FROM design \(condition)",
      arguments: arguments
    ).map { row in
      let index: Int? = row[3]
      let metadata: String? = row[4]
      return DesignRow(
        number: row[0], design: row[1], sha256: row[2],
        place: index.map { LogPlace(index: $0, metadata: metadata ?? "") })
    }
  }
}
