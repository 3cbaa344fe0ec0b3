// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Plants pictures beside a control design in one commit; they are durable when the call returns.
  ///
  /// - Parameters:
  ///   - pictures: The pictures, staged by ``stageQuery(_:sha256:format:)`` unless the store has them, and what
  ///     each of them is.
  ///   - design: The number of the control design.
  ///   - time: The time to write beside them: ISO 8601 in UTC.
  ///   - journal: Makes their log entries, one for each.
  /// - Throws: `RegistryError`; then nothing is planted and no staged picture is left.
  public func plant(
    _ pictures: [(kind: String, sha256: String, staged: StagedOriginal?)], beside design: Int,
    at time: String, journal: EntryJournal
  ) throws(RegistryError) {
    let staged = pictures.compactMap(\.staged)
    defer { staged.forEach(queries.discard) }
    try queries.sync(staged)
    let store = queries
    try rethrowing {
      try pool.write { connection in
        let settling = try Registry.insertQueries(staged, connection)
        let places = try journal(try Registry.lastLogIndex(connection))
        precondition(places.count == pictures.count, "\(places.count) for \(pictures.count)")
        for (picture, place) in zip(pictures, places) {
          try connection.cachedStatement(
            sql: """
              INSERT INTO plantedPicture (designNumber, kind, picture, plantedAt, logIndex)
              VALUES (?, ?, ?, ?, ?)
              """
          ).execute(arguments: [design, picture.kind, picture.sha256, time, place])
        }
        try store.settle(settling)
      }
    }
    store.confirm(staged)
  }

  /// Lists planted pictures by number, those of withdrawn control designs too.
  ///
  /// - Returns: The pictures.
  /// - Throws: `RegistryError` when the database fails.
  public func plantedPictures() throws(RegistryError) -> [PlantedPicture] {
    try rethrowing {
      try read { connection in try Registry.plantedPictures(before: nil, connection) }
    }
  }

  /// The planted pictures whose entries stand before a size of the log; `nil` gives all.
  static func plantedPictures(
    before logSize: Int?, _ connection: Database
  ) throws -> [PlantedPicture] {
    try Row.fetchAll(
      connection.cachedStatement(
        sql: """
          SELECT plantedPicture.number, designNumber, design.id, kind, picture, plantedAt,
            plantedPicture.logIndex
          FROM plantedPicture JOIN design ON design.number = designNumber
          WHERE ?1 IS NULL OR plantedPicture.logIndex < ?1 ORDER BY plantedPicture.number
          """), arguments: [logSize]
    ).map { row in
      PlantedPicture(
        number: row[0], designNumber: row[1], design: row[2], kind: row[3], picture: row[4],
        plantedAt: row[5], logIndex: row[6])
    }
  }
}
