// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Withdraws a design from what is compared; everything that is known of it stays.
  ///
  /// - Parameters:
  ///   - number: The design's number.
  ///   - reason: Why.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  ///   - journal: Makes its log entry.
  /// - Returns: Whether it was not withdrawn before; a withdrawal is never changed.
  /// - Throws: `RegistryError`; then nothing is withdrawn.
  public func withdraw(
    _ number: Int, reason: String, at time: String, journal: EntryJournal
  ) throws(RegistryError) -> Bool {
    try rethrowing {
      try pool.write { connection in
        let isKnown =
          try Bool.fetchOne(
            connection, sql: "SELECT EXISTS (SELECT 1 FROM withdrawal WHERE designNumber = ?)",
            arguments: [number]) ?? false
        guard !isKnown else { return false }
        let place = try journal(try Registry.lastLogIndex(connection)).lowerBound
        try connection.execute(
          sql: """
            INSERT INTO withdrawal (designNumber, reason, withdrawnAt, logIndex)
            VALUES (?, ?, ?, ?)
            """, arguments: [number, reason, time, place])
        return true
      }
    }
  }

  /// All withdrawals, those of sealed designs too.
  ///
  /// - Returns: The withdrawals, in the order in which they came.
  /// - Throws: `RegistryError` when the database fails.
  public func withdrawals() throws(RegistryError) -> [StoredWithdrawal] {
    try rethrowing {
      try read { connection in
        try Row.fetchAll(
          connection,
          sql: """
            SELECT withdrawal.number, designNumber, design.id, withdrawnAt, reason,
              withdrawal.logIndex
            FROM withdrawal JOIN design ON design.number = designNumber ORDER BY withdrawal.number
            """
        ).map { row in
          StoredWithdrawal(
            number: row[0], designNumber: row[1], design: row[2],
            withdrawal: Withdrawal(at: row[3], reason: row[4]), logIndex: row[5])
        }
      }
    }
  }
}
