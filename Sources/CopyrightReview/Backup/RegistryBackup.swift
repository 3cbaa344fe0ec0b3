// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
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
  ///   - shouldStop: Is asked now and then; when it says yes, nothing is left of what was begun.
  ///   - progress: Is told how many files are done, of how many.
  /// - Returns: What the backup holds; `nil` when it was to stop.
  /// - Throws: ``SelvedgeError``: `outputNotWritable` when the target is not empty or cannot be written,
  ///   `notVerified` when what was copied does not hold.
  public static func backUp(
    _ registry: String, to target: String, linking: Bool,
    shouldStop: @escaping () -> Bool = { false }, progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary? {
    let source = LogPaths(registry: registry)
    let database = try registryWork { () throws(RegistryError) in
      try Registry(path: registry, create: false)
    }
    return try FilledFolder.fillChecked(target, outside: registry, shouldStop: shouldStop) {
      part throws(SelvedgeError) in
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
      return try FilledFolder.copyPictures(
        places, from: registry, to: part, linking: linking, shouldStop: shouldStop, progress)
    }
  }

  /// Makes a registry of a backup.
  ///
  /// - Parameters:
  ///   - backup: The backup's folder, which is only read.
  ///   - target: The registry's folder; there must be none, or an empty one.
  ///   - shouldStop: Is asked now and then; when it says yes, nothing is left of what was begun.
  ///   - progress: Is told how many files are done, of how many.
  /// - Returns: What the registry holds; `nil` when it was to stop.
  /// - Throws: ``SelvedgeError``: `inputNotFound` when there is no backup, `outputNotWritable` when the target is
  ///   not empty, `notVerified` when the backup does not hold.
  public static func restore(
    _ backup: String, to target: String, shouldStop: @escaping () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void
  ) throws(SelvedgeError) -> BackupSummary? {
    let source = LogPaths(registry: backup)
    guard FileManager.default.fileExists(atPath: backup + "/registry.sqlite") else {
      throw SelvedgeError(
        .inputNotFound, stage: "restore", subject: backup,
        message: "there is no backup here; name the folder that selvedge backup made")
    }
    return try FilledFolder.fillChecked(target, outside: backup, shouldStop: shouldStop) {
      part throws(SelvedgeError) in
      let copy = LogPaths(registry: part)
      for name in ["registry.sqlite", "registry.sqlite-wal", "log"] {
        try FilledFolder.copy(backup + "/" + name, to: part + "/" + name)
      }
      try copyBeside(source, to: copy)
      try FilledFolder.copy(backup + "/queries", to: part + "/queries")
      let places = Registry.storedOriginals(in: backup).map(\.path)
      return try FilledFolder.copyPictures(
        places, from: backup, to: part, linking: false, shouldStop: shouldStop, progress)
    }
  }

  /// Copies the keys, the trusted roots and what former logs had signed; the private key stays readable by its owner only.
  private static func copyBeside(_ source: LogPaths, to copy: LogPaths) throws(SelvedgeError) {
    for (from, to) in [
      (source.signingKey, copy.signingKey), (source.verifierKey, copy.verifierKey),
      (source.trust, copy.trust), (source.registry + "/former", copy.registry + "/former"),
    ] { try FilledFolder.copy(from, to: to) }
  }
}
