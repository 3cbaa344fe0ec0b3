// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
private import Glibc
private import TransparencyLog

/// Copies registries: out of use into a backup, and back.
///
/// A backup is itself a registry's folder, at one moment: database and log agree, and every original that a design
/// has is there. It is written beside its place and gets its name when it was checked, so that a backup that was
/// interrupted never looks like one.
public enum RegistryBackup {
  /// Makes a backup of a registry that may be in use.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - target: The folder to make; there must be none, or an empty one.
  ///   - linking: Whether originals become hard links, which is quick and shares their fate, instead of copies.
  ///   - progress: Is told how many files are done, of how many.
  /// - Returns: What the backup holds.
  /// - Throws: ``SelvedgeError``: `outputNotWritable` when the target is not empty or cannot be written,
  ///   `notVerified` when what was copied does not hold.
  public static func backUp(
    _ registry: String, to target: String, linking: Bool,
    progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary {
    let source = LogPaths(registry: registry)
    let database = try registryWork { () throws(RegistryError) in
      try Registry(path: registry, create: false)
    }
    return try filling(target) { (part) throws(SelvedgeError) in
      let copy = LogPaths(registry: part)
      try registryWork { () throws(RegistryError) in
        try database.copyDatabase(to: part + "/registry.sqlite") { () throws(RegistryError) in
          do throws(LogError) {
            try MerkleLog.copy(source.log, to: copy.log)
          } catch .notALog {
            // Nothing was logged yet.
          } catch {
            throw .log(path: source.log, reason: "\(error)")
          }
        }
      }
      try copyBeside(source, to: copy)
      let places = try registryWork { () throws(RegistryError) in
        try Registry.originalPlaces(inDatabase: part + "/registry.sqlite")
      }
      try copyOriginals(places, from: registry, to: part, linking: linking, progress)
    }
  }

  /// Makes a registry of a backup.
  ///
  /// - Parameters:
  ///   - backup: The backup's folder, which is only read.
  ///   - target: The registry's folder; there must be none, or an empty one.
  ///   - progress: Is told how many files are done, of how many.
  /// - Returns: What the registry holds.
  /// - Throws: ``SelvedgeError``: `inputNotFound` when there is no backup, `outputNotWritable` when the target is
  ///   not empty, `notVerified` when the backup does not hold.
  public static func restore(
    _ backup: String, to target: String, progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary {
    let source = LogPaths(registry: backup)
    guard FileManager.default.fileExists(atPath: backup + "/registry.sqlite") else {
      throw SelvedgeError(
        .inputNotFound, stage: "restore", subject: backup,
        message: "there is no backup here; name the folder that selvedge backup made")
    }
    return try filling(target) { (part) throws(SelvedgeError) in
      let copy = LogPaths(registry: part)
      for name in ["registry.sqlite", "registry.sqlite-wal", "log"] {
        try copyItem(backup + "/" + name, to: part + "/" + name)
      }
      try copyBeside(source, to: copy)
      try copyItem(backup + "/queries", to: part + "/queries")
      let places = Registry.storedOriginals(in: backup).map(\.path)
      try copyOriginals(places, from: backup, to: part, linking: false, progress)
    }
  }

  /// Fills a folder beside its place, checks it, and gives it its name.
  private static func filling(
    _ target: String, _ body: (String) throws(SelvedgeError) -> Void
  ) throws(SelvedgeError) -> BackupSummary {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: target)) ?? []
    guard names.isEmpty, files.fileExists(atPath: target) == false || rmdir(target) == 0 else {
      throw SelvedgeError(
        .outputNotWritable, stage: "backup", subject: target,
        message: "this is there already and not an empty folder; name another")
    }
    let part = target + ".\(getpid()).part"
    guard mkdir(part, 0o755) == 0 else { throw failure(part, String(cString: strerror(errno))) }
    do throws(SelvedgeError) {
      try body(part)
      let found = try RegistryExaminer.examine(part)
      guard found.isSound else {
        throw SelvedgeError(
          .notVerified, stage: "backup", subject: target,
          message: "what was copied does not hold, and was removed: "
            + found.problems.prefix(3).joined(separator: "; ")
            + (found.problems.count > 3 ? "; and \(found.problems.count - 3) more" : ""))
      }
      guard rename(part, target) == 0 else {
        throw failure(target, String(cString: strerror(errno)))
      }
      return BackupSummary(
        folder: target, designs: found.designs, originals: found.originals, entries: found.entries,
        root: found.root)
    } catch {
      try? files.removeItem(atPath: part)
      throw error
    }
  }

  /// Copies the keys and the trusted roots; the private key stays readable by its owner only.
  private static func copyBeside(_ source: LogPaths, to copy: LogPaths) throws(SelvedgeError) {
    for (from, to) in [
      (source.signingKey, copy.signingKey), (source.verifierKey, copy.verifierKey),
      (source.trust, copy.trust),
    ] { try copyItem(from, to: to) }
  }

  private static func copyOriginals(
    _ places: [String], from source: String, to target: String, linking: Bool,
    _ progress: (Int, Int) -> Void
  ) throws(SelvedgeError) {
    for folder in Set(places.compactMap { $0.split(separator: "/").first }) {
      try making(target + "/" + folder)
    }
    for (done, place) in places.enumerated() {
      let folder = place.split(separator: "/").dropLast().joined(separator: "/")
      try making(target + "/" + folder)
      // Across file systems there are no hard links.
      if !linking || link(source + "/" + place, target + "/" + place) != 0 {
        guard try copyItem(source + "/" + place, to: target + "/" + place) else {
          throw SelvedgeError(
            .notVerified, stage: "backup", subject: source + "/" + place,
            message: "this original is gone; run selvedge check")
        }
      }
      progress(done + 1, places.count)
    }
  }

  private static func making(_ folder: String) throws(SelvedgeError) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw failure(folder, String(cString: strerror(errno)))
    }
  }

  /// Copies a file or folder; false when there is none.
  @discardableResult
  private static func copyItem(
    _ source: String, to target: String
  ) throws(SelvedgeError) -> Bool {
    guard FileManager.default.fileExists(atPath: source) else { return false }
    do {
      try FileManager.default.copyItem(atPath: source, toPath: target)
      return true
    } catch {
      throw failure(target, error.localizedDescription)
    }
  }

  private static func failure(_ path: String, _ reason: String) -> SelvedgeError {
    SelvedgeError(
      .outputNotWritable, stage: "backup", subject: path, message: "cannot be written: \(reason)")
  }
}
