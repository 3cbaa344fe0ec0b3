// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// The fingerprint of one design.
  ///
  /// - Parameter number: The design's number.
  /// - Returns: Its fingerprint, or `nil` when there is none.
  /// - Throws: `RegistryError` when the database fails.
  public func fingerprint(of number: Int) throws(RegistryError) -> StoredFingerprint? {
    try rethrowing {
      try read { connection in
        try Row.fetchOne(
          connection.cachedStatement(
            sql: """
              SELECT engine, pdq, quality, global, local FROM fingerprint WHERE designNumber = ?
              """), arguments: [number]
        ).map { row in
          StoredFingerprint(
            engine: row[0], pdq: row[1], quality: row[2], global: Blob.bytes(row, 3),
            local: Blob.bytes(row, 4))
        }
      }
    }
  }

  /// The fingerprints of one engine version, in the order of their designs.
  ///
  /// - Parameters:
  ///   - numbers: Of designs with these numbers.
  ///   - engine: The engine's version.
  ///   - limit: The most fingerprints to give, those with the lowest numbers.
  /// - Returns: Numbers and fingerprints.
  /// - Throws: `RegistryError` when the database fails.
  public func fingerprints(
    of numbers: ClosedRange<Int>, engine: String, limit: Int
  ) throws(RegistryError) -> [(number: Int, stored: StoredFingerprint)] {
    try rethrowing {
      try read { connection in
        // The plus keeps SQLite from walking the index of engines, for almost all rows are of one.
        try Row.fetchAll(
          connection.cachedStatement(
            sql: """
              SELECT designNumber, engine, pdq, quality, global, local FROM fingerprint
              WHERE designNumber BETWEEN ? AND ? AND +engine = ? ORDER BY designNumber LIMIT ?
              """), arguments: [numbers.lowerBound, numbers.upperBound, engine, limit]
        ).map { row in
          (
            row[0] as Int,
            StoredFingerprint(
              engine: row[1], pdq: row[2], quality: row[3], global: Blob.bytes(row, 4),
              local: Blob.bytes(row, 5))
          )
        }
      }
    }
  }

  /// How many designs have a fingerprint of one engine version.
  ///
  /// - Parameters:
  ///   - numbers: Counted are designs with these numbers.
  ///   - engine: The engine's version.
  /// - Returns: The count.
  /// - Throws: `RegistryError` when the database fails.
  /// - Complexity: O(designs counted), without a look at their fingerprints.
  public func fingerprintCount(
    of numbers: ClosedRange<Int>, engine: String
  ) throws(RegistryError) -> Int {
    try rethrowing {
      try read { connection in
        try Int.fetchOne(
          connection.cachedStatement(
            sql: """
              SELECT COUNT(*) FROM fingerprint INDEXED BY fingerprintByEngine
              WHERE engine = ? AND designNumber BETWEEN ? AND ?
              """), arguments: [engine, numbers.lowerBound, numbers.upperBound]) ?? 0
      }
    }
  }
}
