// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import GRDB

extension Registry {
  /// Stores a key; it opens from the moment when the call returns.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - digest: SHA-256 of the key's text, in hexadecimal.
  /// - Throws: `RegistryError` when it cannot be written.
  public func keepKey(_ key: AccessKey, digest: String) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: """
            INSERT INTO accessKey (id, name, role, digest, createdAt, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            key.id, key.name, key.role.rawValue, digest, key.createdAt, key.expiresAt,
          ])
      }
    }
  }

  /// Lists the keys in the order of their making, void ones as well.
  ///
  /// - Returns: The keys.
  /// - Throws: `RegistryError` when the database fails.
  public func keys() throws(RegistryError) -> [AccessKey] {
    try rethrowing {
      try read { connection in
        try Row.fetchAll(
          connection, sql: "\(Registry.keySelection) FROM accessKey ORDER BY createdAt, id"
        ).map(Registry.key)
      }
    }
  }

  /// Whether a key was ever made here; calling back the last one does not open the door again.
  ///
  /// - Returns: Whether there is any key, void ones included.
  /// - Throws: `RegistryError` when the database fails.
  public func hasKeys() throws(RegistryError) -> Bool {
    try rethrowing {
      try read { connection in
        try Bool.fetchOne(connection, sql: "SELECT EXISTS (SELECT 1 FROM accessKey)") ?? false
      }
    }
  }

  /// Calls a key back, and with it its sessions; a key that was called back before stays as it is.
  ///
  /// - Parameters:
  ///   - id: The key's id.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  /// - Returns: The key.
  /// - Throws: `RegistryError.noSuchKey`, or when the database fails.
  public func revokeKey(_ id: String, at time: String) throws(RegistryError) -> AccessKey {
    let key: AccessKey? = try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: "UPDATE accessKey SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL",
          arguments: [time, id])
        try connection.execute(
          sql: "DELETE FROM accessSession WHERE keyID = ?", arguments: [id])
        return try Row.fetchOne(
          connection, sql: "\(Registry.keySelection) FROM accessKey WHERE id = ?", arguments: [id]
        ).map(Registry.key)
      }
    }
    guard let key else { throw .noSuchKey(id: id) }
    return key
  }

  /// Looks up what a presented key has to agree with.
  ///
  /// - Parameter id: The key's id.
  /// - Returns: The key and its digest; `nil` when there is no such key.
  /// - Throws: `RegistryError` when the database fails.
  public func keySecret(_ id: String) throws(RegistryError) -> AccessSecret? {
    try rethrowing {
      try read { connection in
        try Row.fetchOne(
          connection, sql: "\(Registry.keySelection), digest FROM accessKey WHERE id = ?",
          arguments: [id]
        ).map { row in
          AccessSecret(key: try Registry.key(row), digest: row["digest"], expiresAt: nil)
        }
      }
    }
  }

  /// Stores a session of a key, and forgets sessions that have ended.
  ///
  /// - Parameters:
  ///   - id: The session's public id.
  ///   - digest: SHA-256 of the session's text, in hexadecimal.
  ///   - keyID: The key that opened it.
  ///   - time: The time now: ISO 8601 in UTC.
  ///   - end: From when on it is void.
  /// - Throws: `RegistryError` when it cannot be written.
  public func keepSession(
    _ id: String, digest: String, keyID: String, at time: String, until end: String
  ) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: "DELETE FROM accessSession WHERE expiresAt <= ?", arguments: [time])
        try connection.execute(
          sql: "INSERT INTO accessSession (id, digest, keyID, expiresAt) VALUES (?, ?, ?, ?)",
          arguments: [id, digest, keyID, end])
      }
    }
  }

  /// Looks up what a presented session has to agree with.
  ///
  /// - Parameter id: The session's id.
  /// - Returns: Its key, digest and end; `nil` when there is no such session.
  /// - Throws: `RegistryError` when the database fails.
  public func sessionSecret(_ id: String) throws(RegistryError) -> AccessSecret? {
    try rethrowing {
      try read { connection in
        try Row.fetchOne(
          connection,
          sql: """
            SELECT accessKey.id, name, role, createdAt, accessKey.expiresAt, revokedAt,
              accessSession.digest AS digest, accessSession.expiresAt AS sessionEnd
            FROM accessSession JOIN accessKey ON accessKey.id = accessSession.keyID
            WHERE accessSession.id = ?
            """, arguments: [id]
        ).map { row in
          AccessSecret(
            key: try Registry.key(row), digest: row["digest"], expiresAt: row["sessionEnd"])
        }
      }
    }
  }

  /// Forgets a session; one that is not there is forgotten already.
  ///
  /// - Parameter id: The session's id.
  /// - Throws: `RegistryError` when the database fails.
  public func endSession(_ id: String) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(sql: "DELETE FROM accessSession WHERE id = ?", arguments: [id])
      }
    }
  }

  private static let keySelection = "SELECT id, name, role, createdAt, expiresAt, revokedAt"

  private static func key(_ row: Row) throws -> AccessKey {
    guard let role = AccessRole(rawValue: row["role"]) else {
      throw DatabaseError(
        resultCode: .SQLITE_MISMATCH, message: "key with unknown role '\(row["role"] as String)'")
    }
    return AccessKey(
      id: row["id"], name: row["name"], role: role, createdAt: row["createdAt"],
      expiresAt: row["expiresAt"], revokedAt: row["revokedAt"])
  }
}
