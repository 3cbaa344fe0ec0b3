// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import MatchReporting
internal import TransparencyLog

/// Holds every design's row against its log entry and its original.
struct RowExaminer {
  let database: Registry
  var examiner: RegistryExaminer
  let hasLog: Bool
  /// The entries that a row speaks of.
  var spokenOf: Set<Int> = []
  /// The digests of the originals that a row speaks of.
  private var registered: Set<String> = []
  private var unloggedCount = 0

  private static let pageLimit = 500

  init(database: Registry, examiner: RegistryExaminer, hasLog: Bool) {
    self.database = database
    self.examiner = examiner
    self.hasLog = hasLog
  }

  /// Examines all rows, then what no row speaks of.
  ///
  /// - Parameter progress: Is told how many rows are done.
  /// - Throws: `RegistryError` when the database fails.
  mutating func examine(_ progress: (Int) -> Void) throws(RegistryError) {
    var last = 0
    while true {
      let rows = try database.designRows(after: last, limit: Self.pageLimit)
      guard !rows.isEmpty else { break }
      for row in rows {
        if examiner.shouldStop() { return }
        examiner.result.nameGap("design", after: last, before: row.number)
        last = row.number
        examiner.result.designs = (examiner.result.designs ?? 0) + 1
        try examine(row)
        progress(examiner.result.designs ?? 0)
      }
    }
    examiner.result.nameGap(
      "design", after: last, upTo: try database.highestNumberGiven(in: .design))
    if unloggedCount > 0 {
      examiner.result.notes.append(
        "\(grouped(unloggedCount, "design")) registered before there was a log; the next "
          + "registration logs them")
    }
    try examineUnspokenEntries()
    try examineTimestamps()
    let later = examiner.entries.later.compactMap { index in
      (try? examiner.log?.entry(at: index))?.file?.hex
    }
    for sha256 in examiner.originals.subtracting(registered).subtracting(later).sorted() {
      examiner.result.notes.append("original \(sha256): no design has it")
    }
  }

  mutating func report(_ row: DesignRow, _ text: String) {
    examiner.result.problems.append("design \(row.design) (number \(row.number)): \(text)")
  }

  /// Names a row that is gone; what its log entry says of the design is no leftover.
  mutating func reportGone(_ row: DesignRow, _ what: String) {
    report(row, "the row of \(what) is gone")
    if let place = row.place { spokenOf.insert(place.index) }
  }

  private mutating func examine(_ row: DesignRow) throws(RegistryError) {
    if let sha256 = row.sha256 {
      registered.insert(sha256)
      if !examiner.originals.contains(sha256) { report(row, "its original is gone") }
    }
    let seal = try database.sealRow(of: row.number)
    guard seal == nil, row.sha256 != nil else { return try examineSealed(row, seal) }
    guard let record = try database.designs(numbered: [row.number])[row.number],
      let fingerprint = try database.fingerprint(of: row.number)
    else {
      reportGone(row, "its original or of its fingerprint")
      return
    }
    examine(fingerprint, row)
    if let indexed = examiner.indexed.checksum(ofDesign: row.number),
      fingerprint.engine == Fingerprint.engine, indexed != fingerprint.checksum
    {
      report(
        row,
        "the index was made of another fingerprint; if this one is sound, remove the folder "
          + "index, and the next review makes it anew")
    }
    guard let place = row.place else {
      unloggedCount += 1
      return
    }
    guard let entry = loggedEntry(of: row, at: place) else { return }
    compare(row, record, fingerprint, place, with: entry)
  }

  /// The entry at the place in the log that a row names; nil when there is none about this design, which is reported,
  /// or when the log cannot be read, which was.
  mutating func loggedEntry(of row: DesignRow, at place: LogPlace) -> LogEntry? {
    guard hasLog else {
      report(row, "it was logged as entry \(place.index), and the log is gone")
      return nil
    }
    guard spokenOf.insert(place.index).inserted else {
      report(row, "entry \(place.index) is another design's as well")
      return nil
    }
    guard let log = examiner.log else { return nil }
    do {
      let entry = try log.entry(at: place.index)
      guard entry.design == row.design else {
        report(
          row,
          "entry \(place.index) of the log is about \(entry.design.map { "design \($0)" } ?? "no design")"
        )
        return nil
      }
      return entry
    } catch {
      report(row, "its entry \(place.index) cannot be read: \(error)")
      return nil
    }
  }

  /// Holds a fingerprint against the entry of its row, if the same engine made both.
  mutating func compare(
    _ fingerprint: StoredFingerprint, of row: DesignRow, at place: LogPlace, with entry: LogEntry
  ) {
    guard fingerprint.engine == entry.engine, fingerprint.digest != entry.fingerprint else {
      return
    }
    report(row, "its fingerprint is not the one that was logged in entry \(place.index)")
  }

  /// The columns that repeat what the fingerprint's bytes say.
  mutating func examine(_ stored: StoredFingerprint, _ row: DesignRow) {
    guard stored.engine == Fingerprint.engine else {
      examiner.result.notes.append(
        "design \(row.design): its fingerprint is of engine \(stored.engine), not "
          + "\(Fingerprint.engine), and was not examined")
      return
    }
    do throws(FingerprintError) {
      let fingerprint = try Fingerprint(global: stored.global, local: stored.local)
      if fingerprint.hash.description != stored.pdq || fingerprint.quality != stored.quality {
        report(row, "its columns pdq and quality are not those of its fingerprint")
      }
    } catch {
      report(row, "its fingerprint is damaged: \(error)")
    }
  }

  private mutating func compare(
    _ row: DesignRow, _ record: DesignRecord, _ fingerprint: StoredFingerprint, _ place: LogPlace,
    with entry: LogEntry
  ) {
    let name = "entry \(place.index)"
    for (what, present, logged) in [
      ("file SHA-256", record.sha256, entry.file?.hex),
      ("pixel SHA-256", record.pixelSHA256, entry.pixels?.hex),
    ] where present != logged {
      report(row, "its row has \(what) \(present), and \(name) has \(logged ?? "none")")
    }
    compare(fingerprint, of: row, at: place, with: entry)
    if fingerprint.engine != entry.engine { compareRenewed(fingerprint, record, row) }
    guard Digest256.sha256(of: place.metadata.utf8) == entry.metadata else {
      report(row, "its logged document is not the one that \(name) vouches for")
      return
    }
    compareDocument(row, record, logged: place.metadata)
  }

  /// Names what a row has otherwise than the document that was logged.
  mutating func compareDocument(_ row: DesignRow, _ record: DesignRecord, logged: String) {
    do {
      let present = try MetadataDocument.text(of: record)
      for difference in try MetadataDocument.differences(logged: logged, present: present) {
        report(
          row,
          "its row has \(difference.member) \(difference.present ?? "missing"), and "
            + "\(difference.logged ?? "none") was logged")
      }
    } catch {
      report(row, "its logged document cannot be read: \(error)")
    }
  }

  /// A newer engine made the fingerprint anew, so only the original can tell what it must be.
  mutating func compareRenewed(
    _ stored: StoredFingerprint, _ record: DesignRecord, _ row: DesignRow
  ) {
    guard stored.engine == Fingerprint.engine else { return }
    do {
      let original = try database.originalBytes(of: record)
      let made = try Fingerprinter.analyse(Picture(name: record.file, bytes: original))
      if StoredFingerprint(Fingerprint(of: made.analysis)) != stored {
        report(row, "its fingerprint is not the one that its original gives")
      }
    } catch {
      report(row, "its fingerprint cannot be made again to compare: \(error)")
    }
  }

  /// Names the entries that no row speaks of: left by a registration that did not finish, or a loss.
  private mutating func examineUnspokenEntries() throws(RegistryError) {
    guard let log = examiner.log else { return }
    for index in examiner.entries.due where !spokenOf.contains(index) {
      guard let entry = try? log.entry(at: index) else { continue }
      let work: String
      switch entry {
      case .designRegistered: work = "registration"
      case .designSealed: work = "sealing"
      case .designRevealed: work = "revealing"
      case .designTimestamped, .designWithdrawn, .reviewIssued, .findingRecorded, .picturePlanted,
        .unknown:
        continue
      }
      let design = entry.design ?? ""
      // Where writers could not be made to wait, the row may have come since.
      if let sha256 = entry.file?.hex, !registered.contains(sha256),
        try examiner.present?.design(sha256: sha256) != nil
      {
        continue
      }
      if let sha256 = entry.file?.hex, !registered.contains(sha256),
        examiner.originals.contains(sha256)
      {
        examiner.result.problems.append(
          "registry.sqlite: the row of design \(design) is gone: its log entry \(index) and "
            + "its original are there")
      } else {
        examiner.result.notes.append(
          "log: entry \(index) (design \(design)) was left by a \(work) that did not "
            + "finish; it does no harm")
      }
    }
  }
}
