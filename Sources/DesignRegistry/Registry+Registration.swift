// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
internal import Provenance

extension Registry {
  /// Writes an original's bytes beside the store, to be registered later; may be called from any thread.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - sha256: Their SHA-256, in hexadecimal.
  ///   - format: Their format.
  /// - Returns: The original; its bytes go with it unless it is registered.
  /// - Throws: `RegistryError.storage` when it cannot be written.
  public func stage(
    _ bytes: UnsafeRawBufferPointer, sha256: String, format: OriginalFormat
  ) throws(RegistryError) -> StagedOriginal {
    try originals.stage(bytes, sha256: sha256, format: format)
  }

  /// Registers a group of designs in one commit; they are durable when the call returns.
  ///
  /// - Parameters:
  ///   - group: What to do, in order; when two members have the same bytes, the first makes the design.
  ///   - time: The time to write beside them: ISO 8601 in UTC.
  ///   - recording: The rows of an import to write in the same commit.
  ///   - journal: Makes their log entries before the commit, and those of designs that have none yet.
  /// - Returns: One outcome for each member, in order.
  /// - Throws: `RegistryError`; then no member of the group is registered and no staged original is left.
  public func register(
    _ group: [RegistryEntry], at time: String, recording: ImportRecording? = nil,
    journal: Journal? = nil
  ) throws(RegistryError) -> [EntryOutcome] {
    let staged = group.compactMap { entry in
      if case .new(let design) = entry { design.original } else { nil }
    }
    defer { staged.forEach(originals.discard) }
    try originals.sync(staged)
    let store = originals
    let outcomes = try rethrowing {
      try pool.write { connection in
        var outcomes: [EntryOutcome] = []
        var settling: [StagedOriginal] = []
        for entry in group {
          let (sha256, file, details) = entry.identity
          if let known = try Registry.record(sha256: sha256, connection) {
            if known.file != file { try Registry.note(file, of: known, at: time, connection) }
            outcomes.append(
              EntryOutcome(
                isNew: false, design: known, notStored: details.fields(notIn: known.details)))
          } else if case .new(let design) = entry {
            try Registry.insert(design, at: time, connection)
            settling.append(design.original)
            guard let record = try Registry.record(sha256: sha256, connection) else {
              throw RegistryError.noSuchDesign(id: sha256)
            }
            outcomes.append(EntryOutcome(isNew: true, design: record, notStored: []))
          } else {
            throw RegistryError.noSuchDesign(id: sha256)
          }
        }
        if let recording {
          try Registry.insert(
            recording.rows(outcomes), from: recording.place, of: recording.session, connection)
        }
        if let journal { try Registry.log(to: journal, connection) }
        try store.settle(settling)
        return outcomes
      }
    }
    store.confirm(staged)
    return outcomes
  }

  /// Replaces the fingerprint of a design.
  ///
  /// - Parameters:
  ///   - number: The design's number.
  ///   - fingerprint: The new fingerprint.
  /// - Throws: `RegistryError` when it cannot be written.
  public func replaceFingerprint(
    of number: Int, with fingerprint: StoredFingerprint
  ) throws(RegistryError) {
    try replaceFingerprints([(number, fingerprint)])
  }

  /// Replaces the fingerprints of designs in one commit.
  ///
  /// - Parameter fingerprints: The designs' numbers and their new fingerprints.
  /// - Throws: `RegistryError` when they cannot be written; then none is replaced.
  public func replaceFingerprints(
    _ fingerprints: [(number: Int, fingerprint: StoredFingerprint)]
  ) throws(RegistryError) {
    guard !fingerprints.isEmpty else { return }
    try rethrowing {
      try pool.write { connection in
        for (number, fingerprint) in fingerprints {
          try Registry.insert(fingerprint, of: number, connection)
        }
      }
    }
  }

  private static func insert(
    _ design: NewDesign, at time: String, _ connection: Database
  ) throws {
    let original = design.original
    try connection.cachedStatement(
      sql: "INSERT OR IGNORE INTO original (sha256, format, byteCount) VALUES (?, ?, ?)"
    ).execute(arguments: [original.sha256, original.format.rawValue, original.byteCount])
    let details = design.details
    try connection.cachedStatement(
      sql: """
        INSERT INTO design (id, sha256, pixelSHA256, file, width, height, title, registrant,
          registrationNumber, source, notes, bank, registeredAt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      String(original.sha256.prefix(24)), original.sha256, design.pixelSHA256, design.file,
      design.width, design.height, details.title, details.registrant,
      details.registrationNumber, details.source, details.notes, details.bank.rawValue, time,
    ])
    let number = Int(connection.lastInsertedRowID)
    try insert(design.fingerprint, of: number, connection)
    try insert(details.holders, details.dates, of: number, connection)
  }

  static func insert(
    _ holders: [String], _ dates: [TypedDate], of number: Int, _ connection: Database
  ) throws {
    for (place, name) in holders.enumerated() {
      try connection.cachedStatement(
        sql: "INSERT INTO holder (designNumber, position, name) VALUES (?, ?, ?)"
      ).execute(arguments: [number, place + 1, name])
    }
    for (place, date) in dates.enumerated() {
      try connection.cachedStatement(
        sql: """
          INSERT INTO typedDate (designNumber, position, kind, date, note) VALUES (?, ?, ?, ?, ?)
          """
      ).execute(arguments: [number, place + 1, date.kind.rawValue, date.date.text, date.note])
    }
  }

  static func insert(
    _ fingerprint: StoredFingerprint, of number: Int, _ connection: Database
  ) throws {
    try connection.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO fingerprint (designNumber, engine, pdq, quality, global, local)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, fingerprint.engine, fingerprint.pdq, fingerprint.quality,
      Blob.value(fingerprint.global), Blob.value(fingerprint.local),
    ])
  }

  private static func note(
    _ file: String, of design: DesignRecord, at time: String, _ connection: Database
  ) throws {
    try connection.cachedStatement(
      sql: "INSERT OR IGNORE INTO alias (designNumber, file, notedAt) VALUES (?, ?, ?)"
    ).execute(arguments: [design.number, file, time])
  }
}

extension RegistryEntry {
  fileprivate var identity: (sha256: String, file: String, details: DesignDetails) {
    switch self {
    case .new(let design): (design.original.sha256, design.file, design.details)
    case .known(let sha256, let file, let details): (sha256, file, details)
    }
  }
}
