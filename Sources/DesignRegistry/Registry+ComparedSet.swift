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
  /// - Parameter logSize: The size of the log as of which to compare; `nil` is now.
  /// - Returns: The set.
  /// - Throws: `RegistryError` when the database fails.
  public func comparedSet(asOf logSize: Int? = nil) throws(RegistryError) -> ComparedSet {
    try rethrowing {
      try pool.read { connection in
        func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int? {
          try Int.fetchOne(connection.cachedStatement(sql: sql), arguments: arguments)
        }
        func numbers(_ sql: String, _ arguments: StatementArguments = []) throws -> Set<Int> {
          try Int.fetchSet(connection.cachedStatement(sql: sql), arguments: arguments)
        }
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
          return ComparedSet(
            lastNumber: last, excluded: excluded,
            controls: controls.filter { $0 <= last }.subtracting(excluded), logSize: logSize)
        }
        let excluded = try numbers("SELECT designNumber FROM withdrawal")
        let unlogged = try number("SELECT 1 FROM design WHERE logIndex IS NULL LIMIT 1")
        let places = [
          try number("SELECT MAX(logIndex) FROM design"),
          try number("SELECT MAX(logIndex) FROM withdrawal"),
        ]
        return ComparedSet(
          lastNumber: try number("SELECT MAX(number) FROM design") ?? 0, excluded: excluded,
          controls: controls.subtracting(excluded),
          logSize: unlogged == nil ? (places.compactMap(\.self).max() ?? -1) + 1 : nil)
      }
    }
  }
}
