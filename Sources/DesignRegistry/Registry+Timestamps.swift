// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
internal import Provenance

extension Registry {
  /// Keeps a trusted timestamp that was verified, unless it is kept already; it is durable when the call returns.
  ///
  /// - Parameters:
  ///   - token: The RFC 3161 token as DER.
  ///   - design: The id of the design.
  ///   - stampedIndex: The log index of the entry whose bytes were stamped.
  ///   - time: The stamped time: ISO 8601 in UTC.
  ///   - authority: Who stamped it.
  ///   - journal: Makes its log entry before the commit.
  /// - Returns: Whether it is new; when it is not, nothing is written or logged.
  /// - Throws: `RegistryError`; then nothing is kept.
  public func keepTimestamp(
    _ token: [UInt8], of design: String, stampedIndex: Int, time: String, authority: String,
    journal: EntryJournal
  ) throws(RegistryError) -> Bool {
    try rethrowing {
      try pool.write { connection in
        let isKept = try Bool.fetchOne(
          connection,
          sql: """
            SELECT EXISTS (
              SELECT 1 FROM timestampToken WHERE design = ? AND stampedIndex = ? AND token = ?)
            """, arguments: [design, stampedIndex, Blob.value(token)])
        guard isKept != true else { return false }
        let index = try journal(try Registry.lastLogIndex(connection)).lowerBound
        try connection.execute(
          sql: """
            INSERT INTO timestampToken (design, stampedIndex, time, authority, token, logIndex)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [design, stampedIndex, time, authority, Blob.value(token), index])
        return true
      }
    }
  }

  /// The trusted timestamps of a design.
  ///
  /// - Parameter design: Its id; `nil` lists those of all.
  /// - Returns: The timestamps, in the order in which they came.
  /// - Throws: `RegistryError` when the database fails.
  public func timestamps(of design: String?) throws(RegistryError) -> [StoredTimestamp] {
    try rethrowing {
      try read { connection in
        try Row.fetchAll(
          connection,
          sql: """
            SELECT number, design, stampedIndex, time, authority, token, logIndex FROM timestampToken
            WHERE ?1 IS NULL OR design = ?1 ORDER BY number
            """, arguments: [design]
        ).map { row in
          StoredTimestamp(
            number: row[0], design: row[1], stampedIndex: row[2], time: row[3], authority: row[4],
            token: Blob.bytes(row, 5), logIndex: row[6])
        }
      }
    }
  }

  /// What came to be known of a design's dates after its registration, and before a size of the log.
  static func addedDates(
    of design: String, before logSize: Int?, _ connection: Database
  ) throws -> [TypedDate] {
    let stamps = try Row.fetchAll(
      connection.cachedStatement(
        sql: """
          SELECT time, authority FROM timestampToken
          WHERE design = ?1 AND (?2 IS NULL OR logIndex < ?2) ORDER BY number
          """), arguments: [design, logSize])
    return stamps.compactMap { row in
      // A text that is no date was damaged; the check names it, and it dates nothing.
      (try? PartialDate(row[0] as String)).map {
        TypedDate(.trustedTimestamp, $0, note: "RFC 3161, by \(row[1] as String)")
      }
    }
  }
}
