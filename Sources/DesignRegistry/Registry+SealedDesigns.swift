// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
private import Provenance

extension Registry {
  /// Looks up a design that is or was sealed.
  ///
  /// - Parameter id: The id, or at least its first 6 digits when no other design begins with them.
  /// - Returns: What was told of it before it was revealed; `nil` when no such design was ever sealed.
  /// - Throws: `RegistryError.ambiguousDesign`, or when the database fails.
  public func sealedDesign(_ id: String) throws(RegistryError) -> SealedDesign? {
    let id = id.lowercased()
    guard id.count >= 6, id.allSatisfy(\.isHexDigit) else { return nil }
    let found = try rethrowing {
      try read { connection in
        // Beyond all digits there is `g`, so the range holds every id that begins with `id`.
        try Registry.sealed(
          "WHERE design.id >= ? AND design.id < ? ORDER BY design.id LIMIT 2", [id, id + "g"],
          connection)
      }
    }
    guard found.count < 2 else { throw .ambiguousDesign(id: id) }
    return found.first
  }

  /// Looks up designs that are or were sealed by their row numbers.
  ///
  /// - Parameter numbers: Row numbers.
  /// - Returns: Those that are there, by number.
  /// - Throws: `RegistryError` when the database fails.
  public func sealedDesigns(
    numbered numbers: [Int]
  ) throws(RegistryError) -> [Int: SealedDesign] {
    try rethrowing {
      try read { connection in
        var found: [Int: SealedDesign] = [:]
        for number in numbers {
          found[number] =
            try Registry.sealed("WHERE design.number = ?", [number], connection).first
        }
        return found
      }
    }
  }

  /// Lists designs that are sealed and not revealed, in the order of their sealing.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs.
  /// - Throws: `RegistryError` when the database fails.
  public func sealedDesigns(
    after number: Int, limit: Int
  ) throws(RegistryError) -> [SealedDesign] {
    precondition(limit > 0, "a list has room for at least 1 design, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.sealed(
          """
          WHERE design.number > ? AND seal.revealedIndex IS NULL ORDER BY design.number LIMIT ?
          """, [number, limit], connection)
      }
    }
  }

  /// Counts sealed designs whose fingerprints come from another version of the engine.
  ///
  /// - Parameter engine: The engine's version.
  /// - Returns: The number.
  /// - Throws: `RegistryError` when the database fails.
  public func sealedCount(notOfEngine engine: String) throws(RegistryError) -> Int {
    try rethrowing {
      try read { connection in try Registry.sealedCount(notOfEngine: engine, connection) }
    }
  }

  static func sealedCount(notOfEngine engine: String, _ connection: Database) throws -> Int {
    try Int.fetchOne(
      connection,
      sql: """
        SELECT COUNT(*) FROM seal JOIN fingerprint USING (designNumber)
        WHERE revealedIndex IS NULL AND COALESCE(seal.engine, fingerprint.engine) <> ?
        """, arguments: [engine]) ?? 0
  }

  /// What ties a sealed design to the log.
  ///
  /// - Parameter number: The design's number.
  /// - Returns: The row; `nil` when the design was never sealed.
  /// - Throws: `RegistryError` when the database fails.
  public func sealRow(of number: Int) throws(RegistryError) -> SealRow? {
    try rethrowing {
      try read { connection in
        try Row.fetchOne(
          connection,
          sql: """
            SELECT commitment, revealedAt, nonce, revealedMetadata, revealedIndex, engine FROM seal
            WHERE designNumber = ?
            """, arguments: [number]
        ).map { row in
          let index: Int? = row[4]
          return SealRow(
            commitment: row[0], engine: row[5],
            revealed: index.map {
              SealRow.Revealed(at: row[1], nonce: row[2], metadata: row[3], logIndex: $0)
            })
        }
      }
    }
  }

  private static func sealed(
    _ condition: String, _ arguments: StatementArguments, _ connection: Database
  ) throws -> [SealedDesign] {
    try Row.fetchAll(
      connection.cachedStatement(
        sql: """
          SELECT design.id, design.number, design.registeredAt, seal.commitment,
            fingerprint.engine, withdrawal.withdrawnAt, withdrawal.reason, seal.revealedAt,
            sealBearer.bearer
          FROM seal
          JOIN design ON design.number = seal.designNumber
          JOIN fingerprint ON fingerprint.designNumber = design.number
          LEFT JOIN withdrawal ON withdrawal.designNumber = design.number
          LEFT JOIN sealBearer ON sealBearer.designNumber = design.number
          \(condition)
          """), arguments: arguments
    ).map { row in
      let number: Int = row[1]
      let withdrawnAt: String? = row[5]
      let added = try addedDates(of: row[0], before: nil, connection)
      var dates = try dates(of: number, connection) + added
      if let moment = try? PartialDate(row[2] as String) {
        dates.append(TypedDate(.depositedHere, moment))
      }
      return SealedDesign(
        design: row[0], number: number, sealedAt: row[2], commitment: row[3], engine: row[4],
        holders: try holders(of: number, connection), dates: dates.rankedByKind(),
        withdrawn: withdrawnAt.map { Withdrawal(at: $0, reason: row[6]) }, revealedAt: row[7],
        addedDates: added, bearer: row[8])
    }
  }
}
