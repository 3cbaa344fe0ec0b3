// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
public import Provenance

extension Registry {
  /// Looks a design up by its id.
  ///
  /// - Parameter id: The id, or at least its first 6 digits when no other design begins with them.
  /// - Returns: The design.
  /// - Throws: `RegistryError`: `noSuchDesign` or `ambiguousDesign`, or when the database fails.
  public func design(_ id: String) throws(RegistryError) -> DesignRecord {
    let id = id.lowercased()
    guard id.count >= 6, id.allSatisfy(\.isHexDigit) else { throw .noSuchDesign(id: id) }
    let found = try rethrowing {
      try read { connection in
        // Beyond all digits there is `g`, so the range holds every id that begins with `id`.
        try Registry.records(
          "WHERE design.id >= ? AND design.id < ? ORDER BY design.id LIMIT 2", [id, id + "g"],
          connection)
      }
    }
    guard let design = found.first else { throw .noSuchDesign(id: id) }
    guard found.count == 1 else { throw .ambiguousDesign(id: id) }
    return design
  }

  /// Looks a design up by its row number.
  ///
  /// - Parameters:
  ///   - numbers: Row numbers.
  ///   - logSize: The size of the log as of which to tell dates that were added; `nil` is now.
  /// - Returns: The designs that are there and not sealed, by number.
  /// - Throws: `RegistryError` when the database fails.
  public func designs(
    numbered numbers: [Int], asOf logSize: Int? = nil
  ) throws(RegistryError) -> [Int: DesignRecord] {
    try rethrowing {
      try read { connection in
        var found: [Int: DesignRecord] = [:]
        for number in numbers {
          found[number] =
            try Registry.records(
              "WHERE design.number = ?", [number], asOf: logSize, connection
            ).first
        }
        return found
      }
    }
  }

  /// The ids of designs, sealed ones too.
  ///
  /// - Parameter numbers: Row numbers.
  /// - Returns: The ids of those that are there, by number.
  /// - Throws: `RegistryError` when the database fails.
  public func designIDs(numbered numbers: [Int]) throws(RegistryError) -> [Int: String] {
    try rethrowing {
      try read { connection in
        var found: [Int: String] = [:]
        for number in numbers {
          found[number] = try String.fetchOne(
            connection.cachedStatement(sql: "SELECT id FROM design WHERE number = ?"),
            arguments: [number])
        }
        return found
      }
    }
  }

  /// Looks a design up by the bytes of its original.
  ///
  /// - Parameter sha256: SHA-256 of the file's bytes, in hexadecimal.
  /// - Returns: The design, or `nil` when these bytes are not registered.
  /// - Throws: `RegistryError` when the database fails.
  public func design(sha256: String) throws(RegistryError) -> DesignRecord? {
    try rethrowing {
      try read { connection in try Registry.record(sha256: sha256, connection) }
    }
  }

  /// Lists designs in the order in which they were registered.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs, by number.
  /// - Throws: `RegistryError` when the database fails.
  public func designs(after number: Int, limit: Int) throws(RegistryError) -> [DesignRecord] {
    precondition(limit > 0, "a list has room for at least 1 design, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.records(
          "WHERE design.number > ? ORDER BY design.number LIMIT ?", [number, limit], connection)
      }
    }
  }

  /// The other file names under which a design's bytes were submitted.
  ///
  /// - Parameter number: The design's number.
  /// - Returns: The names in alphabetical order, without the first.
  /// - Throws: `RegistryError` when the database fails.
  public func aliases(of number: Int) throws(RegistryError) -> [String] {
    try rethrowing {
      try read { connection in
        try String.fetchAll(
          connection, sql: "SELECT file FROM alias WHERE designNumber = ? ORDER BY file",
          arguments: [number])
      }
    }
  }

  /// Counts designs with a picture whose fingerprints come from other versions of the engine.
  ///
  /// - Parameter engine: The engine's version.
  /// - Returns: The number of designs, by the version that made their fingerprints.
  /// - Throws: `RegistryError` when the database fails.
  public func designCounts(notOfEngine engine: String) throws(RegistryError) -> [String: Int] {
    try rethrowing {
      try read { connection in
        // Two steps into the index tell the usual case, that there is none, without a look at every row.
        let isAny =
          try Bool.fetchOne(
            connection,
            sql: """
              SELECT EXISTS (SELECT 1 FROM fingerprint WHERE engine < ?1)
                OR EXISTS (SELECT 1 FROM fingerprint WHERE engine > ?1)
              """, arguments: [engine]) ?? false
        guard isAny else { return [:] }
        let rows = try Row.fetchAll(
          connection,
          sql: """
            SELECT fingerprint.engine, COUNT(*) FROM design
            JOIN original ON original.sha256 = design.sha256
            JOIN fingerprint ON fingerprint.designNumber = design.number
            WHERE fingerprint.engine <> ? GROUP BY fingerprint.engine
            """, arguments: [engine])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
      }
    }
  }

  /// Lists designs whose fingerprints come from other versions of the engine.
  ///
  /// - Parameters:
  ///   - engine: The engine's version.
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs, by number.
  /// - Throws: `RegistryError` when the database fails.
  public func designs(
    notOfEngine engine: String, after number: Int, limit: Int
  ) throws(RegistryError) -> [DesignRecord] {
    precondition(limit > 0, "a list has room for at least 1 design, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.records(
          """
          WHERE fingerprint.engine <> ? AND design.number > ? ORDER BY design.number LIMIT ?
          """, [engine, number, limit], connection)
      }
    }
  }

  /// The designs in one bank.
  ///
  /// - Parameter bank: The bank.
  /// - Returns: Their numbers.
  /// - Throws: `RegistryError` when the database fails.
  public func numbers(in bank: DesignBank) throws(RegistryError) -> Set<Int> {
    try rethrowing {
      try read { connection in
        // The index holds every bank but the one that almost all designs are in, so the query must say so.
        let condition = bank == .registered ? "" : "bank <> 'registered' AND "
        return try Int.fetchSet(
          connection.cachedStatement(
            sql: "SELECT number FROM design WHERE \(condition)bank = ?"),
          arguments: [bank.rawValue])
      }
    }
  }

  /// The highest design number, 0 when there is no design.
  ///
  /// - Returns: The number.
  /// - Throws: `RegistryError` when the database fails.
  public func lastNumber() throws(RegistryError) -> Int {
    try rethrowing {
      try read { connection in
        try Int.fetchOne(
          connection.cachedStatement(sql: "SELECT MAX(number) FROM design")) ?? 0
      }
    }
  }

  /// Reads a design's original file.
  ///
  /// - Parameter design: The design.
  /// - Returns: The file's bytes, not checked against their SHA-256.
  /// - Throws: `RegistryError.storage` when the file cannot be read.
  public func originalBytes(of design: DesignRecord) throws(RegistryError) -> [UInt8] {
    try originals.read(design.sha256, design.format)
  }

  /// Counts what the registry holds.
  ///
  /// - Parameter engine: The version of the engine that compares.
  /// - Returns: The numbers.
  /// - Throws: `RegistryError` when the database fails.
  public func statistics(engine: String) throws(RegistryError) -> RegistryStatistics {
    try rethrowing {
      try read { connection in
        let row = try Row.fetchOne(
          connection,
          sql: """
            SELECT (SELECT COUNT(*) FROM design), (SELECT SUM(byteCount) FROM original),
              (SELECT COUNT(*) FROM review), (SELECT MIN(registeredAt) FROM design),
              (SELECT MAX(registeredAt) FROM design),
              (SELECT COUNT(*) FROM seal WHERE revealedIndex IS NULL),
              (SELECT COUNT(*) FROM withdrawal),
              (SELECT COUNT(*) FROM design WHERE bank <> 'registered' AND bank = 'control'
                AND number NOT IN (SELECT designNumber FROM withdrawal))
            """)
        let notCompared = try Registry.sealedCount(notOfEngine: engine, connection)
        var statistics = RegistryStatistics(
          designs: row?[0] ?? 0, sealed: row?[5] ?? 0, originalBytes: row?[1] ?? 0,
          reviews: row?[2] ?? 0,
          engine: engine, firstRegisteredAt: row?[3], lastRegisteredAt: row?[4])
        statistics.withdrawn = row?[6] ?? 0
        statistics.controls = row?[7] ?? 0
        statistics.sealedNotCompared = notCompared > 0 ? notCompared : nil
        return statistics
      }
    }
  }
}
