// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Records what a person found on a review; it is durable when the call returns, and never changed.
  ///
  /// - Parameters:
  ///   - document: The finding as JSON.
  ///   - review: The number of the review.
  ///   - journal: Makes its log entry.
  /// - Returns: The finding as it is kept.
  /// - Throws: `RegistryError`; then nothing is recorded.
  public func recordFinding(
    _ document: String, on review: Int, journal: EntryJournal
  ) throws(RegistryError) -> StoredFinding {
    try rethrowing {
      try pool.write { connection in
        let place = try journal(try Registry.lastLogIndex(connection)).lowerBound
        try connection.cachedStatement(
          sql: "INSERT INTO finding (reviewNumber, document, logIndex) VALUES (?, ?, ?)"
        ).execute(arguments: [review, document, place])
        return StoredFinding(
          number: Int(connection.lastInsertedRowID), reviewNumber: review, document: document,
          logIndex: place)
      }
    }
  }

  /// The findings on one review, the oldest first.
  ///
  /// - Parameter review: The review's number.
  /// - Returns: The findings.
  /// - Throws: `RegistryError` when the database fails.
  public func findings(on review: Int) throws(RegistryError) -> [StoredFinding] {
    try findings("WHERE reviewNumber = ? ORDER BY number", [review])
  }

  /// Lists findings by number.
  ///
  /// - Parameters:
  ///   - number: List findings after this number; 0 begins with the first.
  ///   - limit: The most findings to list, at least 1.
  /// - Returns: The findings.
  /// - Throws: `RegistryError` when the database fails.
  public func findings(after number: Int, limit: Int) throws(RegistryError) -> [StoredFinding] {
    precondition(limit > 0, "a list has room for at least 1 finding, not \(limit)")
    return try findings("WHERE number > ? ORDER BY number LIMIT ?", [number, limit])
  }

  private func findings(
    _ condition: String, _ arguments: StatementArguments
  ) throws(RegistryError) -> [StoredFinding] {
    try rethrowing {
      try read { connection in
        try Row.fetchAll(
          connection.cachedStatement(
            sql: "SELECT number, reviewNumber, document, logIndex FROM finding \(condition)"),
          arguments: arguments
        ).map { row in
          StoredFinding(
            number: row[0], reviewNumber: row[1], document: row[2], logIndex: row[3])
        }
      }
    }
  }
}
