// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// The designs to compare with.
  ///
  /// What was withdrawn is left out. The log gets its entries in the order of the commits, so the
  /// designs that one log size has are the same for ever.
  ///
  /// - Parameters:
  ///   - logSize: The size of the log as of which to compare; `nil` is now.
  ///   - engine: The version of the engine that compares.
  /// - Returns: The set.
  /// - Throws: `RegistryError` when the database fails.
  public func comparedSet(
    asOf logSize: Int? = nil, engine: String
  ) throws(RegistryError) -> ComparedSet {
    try rethrowing {
      try read { connection in
        func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int? {
          try Int.fetchOne(connection.cachedStatement(sql: sql), arguments: arguments)
        }
        func numbers(_ sql: String, _ arguments: StatementArguments = []) throws -> Set<Int> {
          try Int.fetchSet(connection.cachedStatement(sql: sql), arguments: arguments)
        }
        func notCompared(among sealed: Set<Int>) throws -> Set<Int> {
          guard !sealed.isEmpty else { return [] }
          return try numbers(
            """
            SELECT seal.designNumber FROM seal
            JOIN fingerprint ON fingerprint.designNumber = seal.designNumber
            WHERE COALESCE(seal.engine, fingerprint.engine) <> ?
            """, [engine]
          ).intersection(sealed)
        }
        func planted(beside controls: Set<Int>, before size: Int?) throws -> [PlantedPicture] {
          try Registry.plantedPictures(before: size, connection).filter {
            controls.contains($0.designNumber)
          }
        }
        let renewedCount =
          try number(
            """
            SELECT COUNT(*) FROM seal
            JOIN fingerprint ON fingerprint.designNumber = seal.designNumber
            WHERE revealedIndex IS NOT NULL AND seal.engine <> fingerprint.engine
            """) ?? 0
        let controls = try numbers(
          "SELECT number FROM design WHERE bank <> 'registered' AND bank = 'control'")
        if let logSize {
          let last =
            try number("SELECT MAX(number) FROM design WHERE logIndex < ?", [logSize]) ?? 0
          let excluded = try numbers(
            """
            SELECT designNumber FROM withdrawal WHERE logIndex < ?1
            UNION SELECT number FROM design WHERE logIndex >= ?1 AND number <= ?2
            UNION SELECT number FROM design WHERE logIndex IS NULL AND number <= ?2
            """, [logSize, last])
          let present = controls.filter { $0 <= last }.subtracting(excluded)
          let sealed = try numbers(
            """
            SELECT designNumber FROM seal
            WHERE designNumber <= ? AND (revealedIndex IS NULL OR revealedIndex >= ?)
            """, [last, logSize]
          ).subtracting(excluded)
          return ComparedSet(
            lastNumber: last, excluded: excluded, controls: present, sealed: sealed,
            sealedNotCompared: try notCompared(among: sealed), renewedCount: renewedCount,
            planted: try planted(beside: present, before: logSize), logSize: logSize)
        }
        let excluded = try numbers("SELECT designNumber FROM withdrawal")
        let unlogged = try number("SELECT 1 FROM design WHERE logIndex IS NULL LIMIT 1")
        let places = [
          try number("SELECT MAX(logIndex) FROM design"),
          try number("SELECT MAX(logIndex) FROM withdrawal"),
          try number("SELECT MAX(logIndex) FROM plantedPicture"),
          try number("SELECT MAX(logIndex) FROM timestampToken"),
          try number("SELECT MAX(revealedIndex) FROM seal"),
        ]
        let present = controls.subtracting(excluded)
        let sealed = try numbers("SELECT designNumber FROM seal WHERE revealedIndex IS NULL")
          .subtracting(excluded)
        return ComparedSet(
          lastNumber: try number("SELECT MAX(number) FROM design") ?? 0, excluded: excluded,
          controls: present, sealed: sealed,
          sealedNotCompared: try notCompared(among: sealed), renewedCount: renewedCount,
          planted: try planted(beside: present, before: nil),
          logSize: unlogged == nil ? (places.compactMap(\.self).max() ?? -1) + 1 : nil)
      }
    }
  }
}
