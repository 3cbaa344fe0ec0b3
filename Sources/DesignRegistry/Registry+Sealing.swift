// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
internal import Provenance

extension Registry {
  /// Registers a design without its picture; it is durable when the call returns.
  ///
  /// - Parameters:
  ///   - design: The design.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  ///   - journal: Makes its log entry.
  /// - Returns: Its number.
  /// - Throws: `RegistryError`; then nothing is registered.
  @discardableResult
  public func seal(
    _ design: NewSealedDesign, at time: String, journal: EntryJournal
  ) throws(RegistryError) -> Int {
    try rethrowing {
      try pool.write { connection in
        let place = try journal(try Registry.lastLogIndex(connection)).lowerBound
        try connection.execute(
          sql: "INSERT INTO design (id, registeredAt, logIndex, logMetadata) VALUES (?, ?, ?, ?)",
          arguments: [design.design, time, place, design.document])
        let number = Int(connection.lastInsertedRowID)
        try connection.execute(
          sql: "INSERT INTO seal (designNumber, commitment, engine) VALUES (?, ?, ?)",
          arguments: [number, design.commitment, design.fingerprint.engine])
        if let bearer = design.bearer {
          try connection.execute(
            sql: "INSERT INTO sealBearer (designNumber, bearer) VALUES (?, ?)",
            arguments: [number, bearer])
        }
        try Registry.insert(design.fingerprint, of: number, connection)
        try Registry.insert(design.holders, design.dates, of: number, connection)
        return number
      }
    }
  }

  /// Opens a seal: the picture and what was said of it come into the registry.
  ///
  /// Nothing that was told before is changed; what is stored already of the same bytes stays as it is.
  ///
  /// - Parameters:
  ///   - reveal: The picture and what was said of it, held against the commitment by the caller.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  ///   - journal: Makes its log entry.
  /// - Returns: Whether it was sealed until now; a seal is opened once.
  /// - Throws: `RegistryError`; then it stays sealed and no staged picture is left.
  public func reveal(
    _ reveal: NewReveal, at time: String, journal: EntryJournal
  ) throws(RegistryError) -> Bool {
    let original = reveal.original
    defer { originals.discard(original) }
    try originals.sync([original])
    let store = originals
    let isRevealed = try rethrowing {
      try pool.write { connection in
        let record = reveal.record
        let isSealed = try Bool.fetchOne(
          connection,
          sql: "SELECT revealedIndex IS NULL FROM seal WHERE designNumber = ?",
          arguments: [record.number])
        guard isSealed == true else { return false }
        let isStored =
          try Bool.fetchOne(
            connection, sql: "SELECT EXISTS (SELECT 1 FROM design WHERE sha256 = ?)",
            arguments: [original.sha256]) ?? false
        let place = try journal(try Registry.lastLogIndex(connection)).lowerBound
        try connection.execute(
          sql: "INSERT OR IGNORE INTO original (sha256, format, byteCount) VALUES (?, ?, ?)",
          arguments: [original.sha256, original.format.rawValue, original.byteCount])
        let details = record.details
        try connection.execute(
          sql: """
            UPDATE design SET sha256 = ?, pixelSHA256 = ?, file = ?, width = ?, height = ?,
              title = ?, registrant = ?, registrationNumber = ?, source = ?, notes = ?
            WHERE number = ?
            """,
          arguments: [
            original.sha256, record.pixelSHA256, record.file, record.width, record.height,
            details.title, details.registrant, details.registrationNumber, details.source,
            details.notes, record.number,
          ])
        try connection.execute(
          sql: """
            UPDATE seal SET revealedAt = ?, nonce = ?, revealedMetadata = ?, revealedIndex = ?
            WHERE designNumber = ?
            """, arguments: [time, reveal.nonce, reveal.metadata, place, record.number])
        if let fingerprint = reveal.fingerprint {
          try Registry.insert(fingerprint, of: record.number, connection)
        }
        // A place that is taken holds the same bytes, and must not be given up when this fails.
        if !isStored { try store.settle([original]) }
        return true
      }
    }
    store.confirm([original])
    return isRevealed
  }
}
