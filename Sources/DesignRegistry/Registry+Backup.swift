// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Copies the database while others go on using it; where it is read-only, nobody does.
  ///
  /// - Parameters:
  ///   - path: The file to make.
  ///   - whileWritersWait: Copies what must be of the same moment, such as the log; kept short by the caller.
  /// - Throws: `RegistryError` when the database fails, or what the call throws.
  public func copyDatabase(
    to path: String, whileWritersWait: () throws(RegistryError) -> Void
  ) throws(RegistryError) {
    guard !isReadOnly || changingPool != nil else {
      try rethrowing { try Registry.copy(pool, to: path) }
      return try whileWritersWait()
    }
    guard let moment = try moment(whileWritersWait: whileWritersWait) else { return }
    try rethrowing { try Registry.copy(moment, to: path) }
  }

  /// The registry as it is at one moment, to be read while others go on using it.
  ///
  /// - Parameter whileWritersWait: Reads what must be of the same moment, such as the size of the log; kept short by the
  ///   caller. Where this process may not write, nobody waits for it.
  /// - Returns: A registry that is only read; it keeps its moment until it goes, and the database's write-ahead log
  ///   grows meanwhile.
  /// - Throws: `RegistryError` when the database fails, or what the call throws.
  public func snapshot(
    whileWritersWait: () throws(RegistryError) -> Void
  ) throws(RegistryError) -> Registry {
    guard let moment = try moment(whileWritersWait: whileWritersWait) else { return self }
    return Registry(self, at: moment)
  }

  /// Takes a snapshot; nil where nobody writes.
  private func moment(
    whileWritersWait: () throws(RegistryError) -> Void
  ) throws(RegistryError) -> DatabaseSnapshot? {
    guard !isReadOnly else {
      // What is logged before a row is committed is there when the row is.
      let moment = try rethrowing { try changingPool?.makeSnapshot() }
      try whileWritersWait()
      return moment
    }
    return try rethrowing {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Registry.standardBusyTimeout / .seconds(1))
      // A connection of its own holds the writers, for a snapshot is not taken inside a transaction.
      let gate = try DatabaseQueue(
        path: self.path + "/registry.sqlite", configuration: configuration)
      return try gate.writeWithoutTransaction { connection in
        try connection.execute(sql: "BEGIN IMMEDIATE")
        let taken = Result {
          let snapshot = try pool.makeSnapshot()
          try whileWritersWait()
          return snapshot
        }
        try connection.execute(sql: "ROLLBACK")
        return try taken.get()
      }
    }
  }

  private static func copy(_ source: some DatabaseReader, to path: String) throws {
    do {
      let copy = try DatabaseQueue(path: path)
      try source.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError where error.resultCode != .SQLITE_BUSY {
      // Its message may be that of the other connection.
      let plain = DatabaseError(resultCode: error.resultCode)
      throw RegistryError.storage(path: path, reason: plain.reason)
    }
  }

  /// The places of the originals and reviewed pictures that a database file speaks of, below a registry's folder.
  ///
  /// - Parameter database: The database file; nothing is written to it.
  /// - Returns: Paths such as `originals/ab/cdef….png`.
  /// - Throws: `RegistryError` when the database cannot be read.
  public static func originalPlaces(inDatabase database: String) throws(RegistryError) -> [String] {
    do {
      let queue = try DatabaseQueue(path: database)
      let rows = try queue.read { connection in
        try Row.fetchAll(
          connection,
          sql: """
            SELECT DISTINCT 'originals', sha256, format FROM original JOIN design USING (sha256)
            UNION ALL SELECT 'queries', sha256, format FROM queryPicture ORDER BY 1, 2
            """
        ).map { ($0[0] as String, $0[1] as String, $0[2] as String) }
      }
      try queue.close()
      return try rows.map { folder, sha256, name in
        guard let format = OriginalFormat(rawValue: name) else {
          throw RegistryError.unreadable(
            path: database, reason: "picture of unknown format '\(name)'")
        }
        return folder + "/" + OriginalStore.place(sha256, format)
      }
    } catch let error as RegistryError {
      throw error
    } catch {
      throw .unreadable(path: database, reason: "\(error)")
    }
  }
}
