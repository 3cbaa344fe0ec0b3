// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
private import MatchReporting
private import TransparencyLog

/// Carries a registry over as files that other programs can read: JSON lines, and the pictures as they are.
///
/// | file | holds |
/// |---|---|
/// | `export.json` | versions, counts, the log's name, size and root, and digests of the other files |
/// | `tables/design.jsonl` and so on | one row a line, by column; bytes in Base 64 |
/// | `log.jsonl` | every log entry, `{"entry":"…","index":0}`, its bytes as text |
/// | `log.checkpoint`, `log.vkey` | the checkpoint that was published last, and the public key that it verifies with |
/// | `originals/`, `queries/` | the pictures, named by their digests |
/// | `trust/`, `former/` | trusted roots, and what logs it was imported from had signed |
///
/// The private key stays where it is, for two registries that sign as one log would contradict each other. What is
/// imported is therefore a log of its own: the same entries under the same root, signed from then on by a new key under
/// a new name; the old checkpoint and public key are kept, and `check` holds the entries against them, so that receipts
/// from before go on to verify with the old key. Keys to the service are not carried over.
public enum RegistryExport {
  /// Exports a registry that may be in use, as it is at one moment.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - target: The folder to make; there must be none, or an empty one.
  ///   - shouldStop: Is asked now and then; when it says yes, nothing is left of what was begun.
  ///   - progress: Is told how many pictures are done, of how many.
  /// - Returns: What was exported; `nil` when it was to stop.
  /// - Throws: ``SelvedgeError``: `inputNotFound`, `outputNotWritable`, `notVerified` when a picture is gone.
  public static func export(
    _ registry: String, to target: String, shouldStop: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary? {
    let source = LogPaths(registry: registry)
    let database = try registryWork { () throws(RegistryError) in
      try Registry(path: registry, create: false)
    }
    var summary: BackupSummary?
    let isThere = try FilledFolder.fill(target, outside: registry) { part throws(SelvedgeError) in
      let snapshot = part + "/snapshot"
      try FilledFolder.make(snapshot)
      let copy = LogPaths(registry: snapshot)
      try registryWork { () throws(RegistryError) in
        try database.copyDatabase(to: snapshot + "/registry.sqlite") { () throws(RegistryError) in
          do throws(LogError) {
            try MerkleLog.copy(source.log, to: copy.log)
          } catch .notALog {
            // Nothing was logged yet.
          } catch {
            throw .log(path: source.log, reason: "\(error)")
          }
        }
      }
      var files: [String: String] = [:]
      if shouldStop() { return false }
      let tables = try writeTables(of: snapshot, into: part, &files)
      if shouldStop() { return false }
      let log = try writeLog(of: copy, keyed: source, into: part, &files)
      for name in ExportDocument.folders {
        try FilledFolder.copy(registry + "/" + name, to: part + "/" + name)
        for file in FilledFolder.files(in: name, of: part) {
          files[file] = try Picture.reading(part + "/" + file).sha256
        }
      }
      let places = try registryWork { () throws(RegistryError) in
        try Registry.originalPlaces(inDatabase: snapshot + "/registry.sqlite")
      }
      guard
        try FilledFolder.copyPictures(
          places, from: registry, to: part, linking: false, shouldStop: shouldStop, progress)
      else { return false }
      try logWork(target) {
        try FileManager.default.removeItem(atPath: snapshot)
        let document = ExportDocument(
          exportVersion: ExportDocument.version, exportedAt: Timestamp.now(),
          engine: ReviewDesk.engine, tables: tables, log: log, files: files,
          folders: ExportDocument.folders)
        let text = try JSONText.encode(document, pretty: true)
        try Data((text + "\n").utf8).write(to: URL(filePath: part + "/export.json"))
      }
      summary = BackupSummary(
        folder: target, designs: tables.rows["design"] ?? 0,
        originals: places.filter { $0.hasPrefix("originals/") }.count, entries: log?.size ?? 0,
        root: log?.root)
      return true
    }
    guard isThere else { return nil }
    guard let summary else { preconditionFailure("a filled folder was described") }
    return summary
  }

  private static func writeTables(
    of snapshot: String, into part: String, _ files: inout [String: String]
  ) throws(SelvedgeError) -> TableContents {
    try FilledFolder.make(part + "/tables")
    var writers: [String: LineFile] = [:]
    for table in Registry.contentTables {
      writers[table] = try LineFile("\(part)/tables/\(table).jsonl")
    }
    // The registry would take it for a fault of its own.
    var failure: SelvedgeError?
    let contents = Result { () throws(SelvedgeError) in
      try registryWork { () throws(RegistryError) in
        try Registry.forEachRow(ofDatabase: snapshot + "/registry.sqlite") { table, line in
          do throws(SelvedgeError) {
            try writers[table]?.append(line)
          } catch {
            failure = error
            throw error
          }
        }
      }
    }
    if let failure { throw failure }
    for (table, writer) in writers { files["tables/\(table).jsonl"] = try writer.finish() }
    return try contents.get()
  }

  private static func writeLog(
    of copy: LogPaths, keyed source: LogPaths, into part: String, _ files: inout [String: String]
  ) throws(SelvedgeError) -> ExportDocument.Log? {
    guard FileManager.default.fileExists(atPath: copy.log) else { return nil }
    let lines = try LineFile(part + "/log.jsonl")
    let (size, root, note) = try logWork(source.log) {
      let log = try MerkleLog.open(copy.log, for: .reading)
      for index in 0..<log.size {
        let entry = String(decoding: try log.entryBytes(at: index), as: UTF8.self)
        try lines.append(try JSONText.encode(LoggedLine(index: index, entry: entry)))
      }
      return (log.size, try log.root(atSize: log.size).hex, try log.publishedCheckpoint())
    }
    files["log.jsonl"] = try lines.finish()
    if let note {
      let file = try LineFile(part + "/log.checkpoint")
      try file.append(String(note.encoded.dropLast()))
      files["log.checkpoint"] = try file.finish()
    }
    var name: String?
    if try FilledFolder.copy(source.verifierKey, to: part + "/log.vkey") {
      let bytes = try WholeFile.bytes(of: part + "/log.vkey")
      files["log.vkey"] = sha256(bytes)
      name = (try? VerifierKey(text: String(decoding: bytes, as: UTF8.self)))?.name
    }
    return ExportDocument.Log(name: name, size: size, root: root)
  }

  /// One line of `log.jsonl`.
  struct LoggedLine: Codable {
    let index: Int
    let entry: String
  }
}
