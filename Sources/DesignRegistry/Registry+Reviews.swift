// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  /// Makes log entries durably and says where they stand; gets the last place that a committed row has.
  ///
  /// It is called inside the transaction that writes the rows, as ``Journal`` is.
  public typealias EntryJournal = (_ lastIndex: Int?) throws(RegistryError) -> Range<Int>

  /// The last place in the log that a committed row speaks of.
  static func lastLogIndex(_ connection: Database) throws -> Int? {
    try Int.fetchOne(
      connection.cachedStatement(
        sql: """
          SELECT MAX(place) FROM (
            SELECT MAX(logIndex) AS place FROM design UNION ALL
            SELECT MAX(logIndex) FROM review UNION ALL
            SELECT MAX(logIndex) FROM finding UNION ALL
            SELECT MAX(logIndex) FROM withdrawal UNION ALL
            SELECT MAX(revealedIndex) FROM seal UNION ALL
            SELECT MAX(logIndex) FROM plantedPicture UNION ALL
            SELECT MAX(logIndex) FROM timestampToken)
          """))
  }

  /// The committed rows with the last places in the log, of those whose entry names them.
  ///
  /// - Returns: Place and id of the design and of the kept review; `nil` when none is logged.
  /// - Throws: `RegistryError` when the database fails.
  public func lastLoggedRows() throws(RegistryError) -> (
    design: (index: Int, id: String)?, review: (index: Int, id: String)?
  ) {
    try rethrowing {
      try read { connection in
        func last(_ table: String) throws -> (index: Int, id: String)? {
          try Row.fetchOne(
            connection,
            sql: """
              SELECT logIndex, id FROM \(table) WHERE logIndex IS NOT NULL
              ORDER BY logIndex DESC LIMIT 1
              """
          ).map { (index: $0[0], id: $0[1]) }
        }
        return (try last("design"), try last("review"))
      }
    }
  }

  /// Logs the designs that have no place in the log yet.
  ///
  /// - Parameter journal: Makes their log entries.
  /// - Throws: `RegistryError` when they cannot be logged.
  public func logUnlogged(to journal: Journal) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in try Registry.log(to: journal, connection) }
    }
  }

  /// Writes the picture of a review beside the store, unless it is stored; may be called from any thread.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - sha256: Their SHA-256, in hexadecimal.
  ///   - format: Their format.
  /// - Returns: The picture, to be kept or discarded; `nil` when the registry has these bytes.
  /// - Throws: `RegistryError` when it cannot be written.
  public func stageQuery(
    _ bytes: UnsafeRawBufferPointer, sha256: String, format: OriginalFormat
  ) throws(RegistryError) -> StagedOriginal? {
    let isStored = try rethrowing {
      try read { connection in try Registry.queryFormat(sha256, connection) != nil }
    }
    return isStored ? nil : try queries.stage(bytes, sha256: sha256, format: format)
  }

  /// Keeps a group of reviews in one commit; they are durable when the call returns.
  ///
  /// - Parameters:
  ///   - group: The reviews, in order.
  ///   - time: The time to write beside them: ISO 8601 in UTC.
  ///   - journal: Makes one log entry for each.
  /// - Returns: The reviews as they are kept, in order.
  /// - Throws: `RegistryError`; then none is kept and no staged picture is left.
  public func keep(
    _ group: [NewReview], at time: String, journal: EntryJournal
  ) throws(RegistryError) -> [KeptReview] {
    let staged = group.flatMap(\.staged)
    defer { staged.forEach(queries.discard) }
    try queries.sync(staged)
    let store = queries
    let kept = try rethrowing {
      try pool.write { connection in
        let settling = try Registry.insertQueries(staged, connection)
        let places = try journal(try Registry.lastLogIndex(connection))
        precondition(places.count == group.count, "\(places.count) places for \(group.count)")
        var kept: [KeptReview] = []
        for (review, place) in zip(group, places) {
          try connection.cachedStatement(
            sql: """
              INSERT INTO review (id, keptAt, report, picture, logIndex) VALUES (?, ?, ?, ?, ?)
              """
          ).execute(arguments: [review.id, time, review.report, review.picture, place])
          kept.append(
            KeptReview(
              number: Int(connection.lastInsertedRowID), id: review.id, keptAt: time,
              report: review.report, picture: review.picture, logIndex: place))
        }
        try store.settle(settling)
        return kept
      }
    }
    store.confirm(staged)
    return kept
  }

  /// Reads a review that was kept.
  ///
  /// - Parameter name: The review's number or its id.
  /// - Returns: The review.
  /// - Throws: `RegistryError.noSuchReview`, or when the database fails.
  public func review(_ name: String) throws(RegistryError) -> KeptReview {
    let found = try rethrowing {
      try read { connection in
        // An id has 32 digits, so no number that fits is one.
        if let number = Int(name), name.count < 20 {
          return try Registry.reviews("WHERE number = ?", [number], connection).first
        }
        return try Registry.reviews("WHERE id = ?", [name], connection).first
      }
    }
    guard let found else { throw .noSuchReview(id: name) }
    return found
  }

  /// Lists kept reviews by number.
  ///
  /// - Parameters:
  ///   - number: List reviews after this number; 0 begins with the first.
  ///   - limit: The most reviews to list, at least 1.
  /// - Returns: The reviews.
  /// - Throws: `RegistryError` when the database fails.
  public func reviews(after number: Int, limit: Int) throws(RegistryError) -> [KeptReview] {
    precondition(limit > 0, "a list has room for at least 1 review, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.reviews(
          "WHERE number > ? ORDER BY number LIMIT ?", [number, limit], connection)
      }
    }
  }

  /// Lists kept reviews by number, the last first.
  ///
  /// - Parameters:
  ///   - number: List reviews before this number.
  ///   - limit: The most reviews to list, at least 1.
  /// - Returns: The reviews.
  /// - Throws: `RegistryError` when the database fails.
  public func reviews(before number: Int, limit: Int) throws(RegistryError) -> [KeptReview] {
    precondition(limit > 0, "a list has room for at least 1 review, not \(limit)")
    return try rethrowing {
      try read { connection in
        try Registry.reviews(
          "WHERE number < ? ORDER BY number DESC LIMIT ?", [number, limit], connection)
      }
    }
  }

  /// Reads the stored picture of a review.
  ///
  /// - Parameter sha256: The SHA-256 of its bytes, in hexadecimal.
  /// - Returns: The bytes, not checked against the SHA-256; `nil` when no review has this picture.
  /// - Throws: `RegistryError.storage` when the file cannot be read, `unreadable` when its format is unknown.
  public func queryBytes(_ sha256: String) throws(RegistryError) -> [UInt8]? {
    let format = try rethrowing {
      try read { connection in try Registry.queryFormat(sha256, connection) }
    }
    guard let format else { return nil }
    return try queries.read(sha256, format)
  }

  private static func queryFormat(
    _ sha256: String, _ connection: Database
  ) throws -> OriginalFormat? {
    try String.fetchOne(
      connection.cachedStatement(sql: "SELECT format FROM queryPicture WHERE sha256 = ?"),
      arguments: [sha256]
    ).map { name in
      guard let format = OriginalFormat(rawValue: name) else {
        throw mismatch("picture \(sha256) of a review is of unknown format '\(name)'")
      }
      return format
    }
  }

  /// Writes the rows of staged pictures that the store does not have yet.
  ///
  /// - Returns: Those pictures, to be given their places before the commit.
  static func insertQueries(
    _ staged: [StagedOriginal], _ connection: Database
  ) throws -> [StagedOriginal] {
    var settling: [StagedOriginal] = []
    for picture in staged where try queryFormat(picture.sha256, connection) == nil {
      try connection.cachedStatement(
        sql: "INSERT INTO queryPicture (sha256, format, byteCount) VALUES (?, ?, ?)"
      ).execute(arguments: [picture.sha256, picture.format.rawValue, picture.byteCount])
      settling.append(picture)
    }
    return settling
  }

  /// Whether a row speaks of the picture, damaged or not.
  static func hasQuery(_ sha256: String, _ connection: Database) throws -> Bool {
    try Bool.fetchOne(
      connection.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM queryPicture WHERE sha256 = ?)"),
      arguments: [sha256]) ?? false
  }

  private static func reviews(
    _ condition: String, _ arguments: StatementArguments, _ connection: Database
  ) throws -> [KeptReview] {
    try Row.fetchAll(
      connection.cachedStatement(
        sql: "SELECT number, id, keptAt, report, picture, logIndex FROM review \(condition)"),
      arguments: arguments
    ).map { row in
      KeptReview(
        number: row[0], id: row[1], keptAt: row[2], report: row[3], picture: row[4],
        logIndex: row[5])
    }
  }
}
