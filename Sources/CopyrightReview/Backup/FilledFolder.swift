// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
private import Glibc

/// A folder that is filled beside its place and gets its name when it is whole, so that one that was interrupted never
/// looks like one.
enum FilledFolder {
  /// Fills a folder.
  ///
  /// - Parameters:
  ///   - target: The folder to make; there must be none, or an empty one.
  ///   - source: What the folder is filled from, inside of which it must not be.
  ///   - body: Fills the folder whose path it gets, and says whether it is whole; when it is not, or on an error, the
  ///     folder is removed.
  /// - Returns: Whether the folder is there.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`, or what `body` throws.
  static func fill(
    _ target: String, outside source: String, _ body: (String) throws(SelvedgeError) -> Bool
  ) throws(SelvedgeError) -> Bool {
    let files = FileManager.default
    let names = try? files.contentsOfDirectory(atPath: target)
    guard names?.isEmpty ?? !files.fileExists(atPath: target) else {
      throw SelvedgeError(
        .outputNotWritable, stage: "backup", subject: target,
        message: "this is there already and not an empty folder; name another")
    }
    // Beside the folder, also when its name ends as those of folders may.
    let place = URL(fileURLWithPath: target).standardizedFileURL.path
    guard !isInside(place, of: source) else {
      throw SelvedgeError(
        .outputNotWritable, stage: "backup", subject: target,
        message:
          "this is inside of \(source), where it would be taken for a part of it; name a place outside"
      )
    }
    let part = place + ".\(getpid()).part"
    guard mkdir(part, 0o755) == 0 else { throw failure(part, String(cString: strerror(errno))) }
    var isPlaced = false
    do throws(SelvedgeError) {
      guard try body(part) else {
        try? files.removeItem(atPath: part)
        return false
      }
      try syncAll(below: part)
      // An empty folder gives its name up.
      guard rename(part, place) == 0 else {
        throw failure(target, String(cString: strerror(errno)))
      }
      isPlaced = true
      try sync((place as NSString).deletingLastPathComponent)
      return true
    } catch {
      // What is not known to be on the disk must not look like a whole one.
      try? files.removeItem(atPath: isPlaced ? place : part)
      guard error.subject.hasPrefix(part) else { throw error }
      // What fails in the new folder is no fault of the registry that is copied, and the folder is gone by now.
      switch error.code {
      case .ioFailure: throw failure(target, error.cause ?? error.message)
      case .outputNotWritable:
        throw SelvedgeError(
          error.code, stage: error.stage, subject: target, message: error.message,
          cause: error.cause)
      case _: throw error
      }
    }
  }

  /// Whether a path leads into a folder, or to it, whatever links are on the way.
  private static func isInside(_ path: String, of folder: String) -> Bool {
    func identity(_ path: String) -> [UInt64]? {
      var status = stat()
      return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }
    guard let wanted = identity(folder) else { return false }
    var place = path
    while identity(place) == nil, place != "/" {
      place = (place as NSString).deletingLastPathComponent
    }
    guard let resolved = realpath(place, nil) else { return false }
    defer { free(resolved) }
    place = String(cString: resolved)
    while identity(place) != wanted {
      guard place != "/" else { return false }
      place = (place as NSString).deletingLastPathComponent
    }
    return true
  }

  /// Waits until a folder and all that is below it are on the disk.
  private static func syncAll(below folder: String) throws(SelvedgeError) {
    try sync(folder)
    guard let names = FileManager.default.enumerator(atPath: folder) else { return }
    while let name = names.nextObject() as? String { try sync(folder + "/" + name) }
  }

  /// Waits until the bytes of a file, or the names in a folder, are on the disk.
  private static func sync(_ path: String) throws(SelvedgeError) {
    let file = open(path, O_RDONLY)
    defer { if file >= 0 { close(file) } }
    guard file >= 0, fsync(file) == 0 else {
      throw failure(path, String(cString: strerror(errno)))
    }
  }

  /// Fills a folder with a registry, and checks it before it gets its name.
  ///
  /// - Parameters:
  ///   - target: The folder to make; there must be none, or an empty one.
  ///   - source: What the folder is filled from, inside of which it must not be.
  ///   - shouldStop: Is asked now and then.
  ///   - body: Fills the folder whose path it gets, and says whether it is whole.
  /// - Returns: What the registry holds; `nil` when it was to stop, and then the folder is removed.
  /// - Throws: ``SelvedgeError``: `notVerified` when it does not hold, `outputNotWritable`, or what `body` throws.
  static func fillChecked(
    _ target: String, outside source: String, shouldStop: @escaping () -> Bool,
    _ body: (String) throws(SelvedgeError) -> Bool
  ) throws(SelvedgeError) -> BackupSummary? {
    var result: RegistryExamination?
    let isThere = try fill(target, outside: source) { part throws(SelvedgeError) in
      guard try body(part), !shouldStop(),
        let found = try RegistryExaminer.examine(part, shouldStop: shouldStop)
      else { return false }
      guard found.isSound else {
        throw SelvedgeError(
          .notVerified, stage: "backup", subject: target,
          message: "what was copied does not hold, and was removed: "
            + found.problems.prefix(3).joined(separator: "; ")
            + (found.problems.count > 3 ? "; and \(found.problems.count - 3) more" : ""))
      }
      result = found
      return true
    }
    guard isThere else { return nil }
    guard let found = result else { preconditionFailure("a filled folder was examined") }
    return BackupSummary(
      folder: target, designs: found.designs ?? 0, originals: found.originals ?? 0,
      entries: found.entries, root: found.root)
  }

  /// Copies pictures to the same places below another folder.
  ///
  /// - Parameters:
  ///   - places: Paths such as `originals/ab/cdef….png`.
  ///   - source: The folder that they are below.
  ///   - target: The folder to copy them to.
  ///   - linking: Whether to make hard links where that can be done.
  ///   - advice: What to do when one is gone.
  ///   - shouldStop: Is asked before each.
  ///   - progress: Is told how many are done, of how many.
  /// - Returns: Whether all are there; false when it was to stop.
  /// - Throws: ``SelvedgeError``: `notVerified` when one is gone, `outputNotWritable`.
  static func copyPictures(
    _ places: [String], from source: String, to target: String, linking: Bool,
    advice: String = "run selvedge check", shouldStop: () -> Bool,
    _ progress: (Int, Int) -> Void
  ) throws(SelvedgeError) -> Bool {
    for folder in Set(places.compactMap { $0.split(separator: "/").first }) {
      try make(target + "/" + folder)
    }
    for (done, place) in places.enumerated() {
      if shouldStop() { return false }
      let folder = place.split(separator: "/").dropLast().joined(separator: "/")
      try make(target + "/" + folder)
      // Across file systems there are no hard links.
      if !linking || link(source + "/" + place, target + "/" + place) != 0 {
        guard try copy(source + "/" + place, to: target + "/" + place) else {
          throw SelvedgeError(
            .notVerified, stage: "backup", subject: source + "/" + place,
            message: "this picture is gone; \(advice)")
        }
      }
      progress(done + 1, places.count)
    }
    return true
  }

  /// Makes a folder unless it is there.
  ///
  /// - Parameter folder: The folder.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  static func make(_ folder: String) throws(SelvedgeError) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      throw failure(folder, String(cString: strerror(errno)))
    }
  }

  /// Copies a file or folder; false when there is none.
  ///
  /// - Parameters:
  ///   - source: What to copy.
  ///   - target: Where to.
  /// - Returns: Whether there was anything to copy.
  /// - Throws: ``SelvedgeError``: `ioFailure` when it cannot be read, `outputNotWritable`.
  @discardableResult
  static func copy(_ source: String, to target: String) throws(SelvedgeError) -> Bool {
    guard FileManager.default.fileExists(atPath: source) else { return false }
    // What cannot be read is no fault of the place that it is copied to.
    guard access(source, R_OK) == 0 else {
      throw SelvedgeError(
        .ioFailure, stage: "backup", subject: source,
        message: "cannot be read: \(String(cString: strerror(errno))); let whoever owns it do this")
    }
    do {
      try FileManager.default.copyItem(atPath: source, toPath: target)
      return true
    } catch {
      throw .unwritable(target, stage: "backup", error)
    }
  }

  /// The files in a folder and below it; links that lead nowhere are left out.
  ///
  /// - Parameters:
  ///   - name: The folder.
  ///   - parent: The folder that it stands in.
  /// - Returns: Paths below `parent`, sorted; empty when there is no such folder.
  static func files(in name: String, of parent: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: parent + "/" + name)?.allObjects ?? []
    return found.compactMap { $0 as? String }.map { name + "/" + $0 }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: parent + "/" + path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  private static func failure(_ path: String, _ reason: String) -> SelvedgeError {
    SelvedgeError(
      .outputNotWritable, stage: "backup", subject: path, message: "cannot be written: \(reason)")
  }
}
