// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
private import MatchReporting
private import TransparencyLog

extension RegistryExport {
  /// Whether a folder is an export.
  ///
  /// - Parameter path: The folder.
  /// - Returns: Whether it has an `export.json`.
  public static func isExport(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/export.json")
  }

  /// Makes a registry of an export; nothing of the export is lost, and the log goes on under a key of its own.
  ///
  /// - Parameters:
  ///   - export: The export's folder, which is only read.
  ///   - target: The registry's folder; there must be none, or an empty one.
  ///   - shouldStop: Is asked now and then; when it says yes, nothing is left of what was begun.
  ///   - progress: Is told how many pictures are done, of how many.
  /// - Returns: What the registry holds; `nil` when it was to stop.
  /// - Throws: ``SelvedgeError``: `inputNotFound` when there is no export, `outputNotWritable` when the target is not
  ///   empty, `registryIncompatible` when a newer program made the export, `notVerified` when it does not hold.
  public static func restore(
    _ export: String, to target: String, shouldStop: @escaping () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary? {
    let document = try read(export)
    for (name, digest) in document.files.sorted(by: { $0.key < $1.key }) {
      let path = export + "/" + name
      let found = try Picture.reading(path).sha256
      guard found == digest else {
        throw refusal(path, "its bytes are not what was exported: their SHA-256 is \(found)")
      }
    }
    for folder in ExportDocument.folders where document.folders?.contains(folder) == true {
      for file in FilledFolder.files(in: folder, of: export) where document.files[file] == nil {
        throw refusal(
          export + "/" + file,
          "this file is not among those that were exported; remove it, or export the registry anew")
      }
    }
    return try FilledFolder.fillChecked(target, outside: export, shouldStop: shouldStop) {
      part throws(SelvedgeError) in
      try makeDatabase(of: document, export, in: part)
      if shouldStop() { return false }
      if let log = document.log { try makeLog(log, export, in: part) }
      try FilledFolder.copy(export + "/trust", to: part + "/trust")
      let places = try registryWork { () throws(RegistryError) in
        try Registry.originalPlaces(inDatabase: part + "/registry.sqlite")
      }
      return try FilledFolder.copyPictures(
        places, from: export, to: part, linking: false,
        advice: "put it back where it was, or make the export anew", shouldStop: shouldStop,
        progress)
    }
  }

  private static func read(_ export: String) throws(SelvedgeError) -> ExportDocument {
    let path = export + "/export.json"
    let text = try Picture.reading(path).bytes.withUnsafeBytes {
      String(decoding: $0, as: UTF8.self)
    }
    struct Version: Decodable { let exportVersion: Int }
    guard let version = try? JSONText.decode(Version.self, from: text).exportVersion else {
      throw refusal(path, "this is not the description of an export")
    }
    guard version == ExportDocument.version else {
      throw SelvedgeError(
        .registryIncompatible, stage: "export", subject: path,
        message: "the export is of version \(version), and this program reads version "
          + "\(ExportDocument.version); update the program")
    }
    do {
      return try JSONText.decode(ExportDocument.self, from: text)
    } catch {
      throw SelvedgeError(
        .notVerified, stage: "export", subject: path,
        message: "this description of an export cannot be read; it was changed", cause: "\(error)")
    }
  }

  private static func makeDatabase(
    of document: ExportDocument, _ export: String, in part: String
  ) throws(SelvedgeError) {
    do throws(RegistryError) {
      try Registry.makeDatabase(part + "/registry.sqlite", of: document.tables) { table, take in
        try LineFile.forEachLine(of: "\(export)/tables/\(table).jsonl", take)
      }
    } catch {
      switch error {
      case .superseded: throw SelvedgeError(error)
      case .missing, .cannotCreate, .busy, .importRunning, .unreadable, .storage, .readOnly, .log,
        .noSuchDesign, .ambiguousDesign, .noSuchReview, .noSuchKey, .noSuchImport:
        throw SelvedgeError(
          .notVerified, stage: "export", subject: export,
          message: "its tables do not make a registry: \(error)")
      }
    }
  }

  /// Makes the log of its entries, under a new key, and keeps what the old key had signed.
  private static func makeLog(
    _ exported: ExportDocument.Log, _ export: String, in part: String
  ) throws(SelvedgeError) {
    let paths = LogPaths(registry: part)
    let log = DesignLog(path: part, registry: nil)
    try logWork(export) {
      var pending: [LogEntry] = []
      var count = 0
      func flush() throws {
        if !pending.isEmpty || count == 0 { _ = try log.append(pending, after: nil) }
        pending = []
      }
      try LineFile.forEachLine(of: export + "/log.jsonl") { text in
        let line = try JSONText.decode(LoggedLine.self, from: text)
        guard line.index == count else {
          throw refusal(export, "entry \(count) of its log is gone")
        }
        pending.append(try LogEntry(bytes: Array(line.entry.utf8)))
        count += 1
        if pending.count == 4096 { try flush() }
      }
      try flush()
      let root = try MerkleLog.open(paths.log, for: .reading).root(atSize: exported.size).hex
      guard count == exported.size, root == exported.root else {
        throw refusal(export, "the entries of its log do not make the root that it names")
      }
    }
    try FormerLogs.keep(of: export, in: part)
  }

  private static func refusal(_ path: String, _ message: String) -> SelvedgeError {
    SelvedgeError(.notVerified, stage: "export", subject: path, message: message)
  }
}
