// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc
import MatchReporting

/// Finds the files that paths stand for: a file is itself, a folder is every file below it.
///
/// What registries, their backups and their exports keep is passed over: their pictures are designs already.
struct PictureFinder {
  /// A file that was found.
  struct Finding: Hashable, Sendable {
    /// Where the file is.
    let path: String
    /// The name to register it under: its path below the folder that was named, or its last part.
    let name: String
    /// Whether the file was named itself, rather than found in a folder.
    let isNamed: Bool

    /// Whether the file claims to be a picture, by its name.
    var claimsPicture: Bool {
      let name = name.lowercased()
      return [".png", ".jpg", ".jpeg", ".jpe", ".jfif"].contains { name.hasSuffix($0) }
    }
  }

  /// The files, in the order of the paths, sorted within each folder.
  private(set) var files: [Finding] = []
  /// What could not be searched.
  private(set) var problems: [SelvedgeError] = []
  /// Folders that were passed over, for they are registries, backups or exports.
  private(set) var registries: [String] = []
  /// Links in folders that were passed over, for they lead to a folder or nowhere.
  private(set) var linkCount = 0
  /// What else folders hold that is no file: pipes, sockets and devices.
  private(set) var otherCount = 0
  private let excluded: [FileIdentity]

  /// Searches paths.
  ///
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - folder: A folder that is passed over when it lies in one of them: the registry.
  init(_ paths: [String], excluding folder: String) {
    excluded = [FileIdentity(folder)].compactMap { $0 }
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else {
        problems.append(.unreadable(path, errno: errno))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        search(path, below: "")
      } else {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        files.append(Finding(path: path, name: name, isNamed: true))
      }
    }
  }

  private mutating func search(_ folder: String, below prefix: String) {
    guard FileIdentity(folder).map(excluded.contains) != true else { return }
    guard !Self.isRegistry(folder) else {
      registries.append(folder)
      return
    }
    guard let stream = opendir(folder) else {
      problems.append(.unreadable(folder, errno: errno))
      return
    }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    closedir(stream)
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      // Links to folders are not followed, for they may lead round in circles; links to files are.
      guard lstat(path, &status) == 0 else {
        problems.append(Self.unreachable(path, errno: errno))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        search(path, below: prefix + name + "/")
        continue
      }
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      let leadsSomewhere = stat(path, &status) == 0
      if isLink, !leadsSomewhere || status.st_mode & S_IFMT == S_IFDIR {
        linkCount += 1
        continue
      }
      guard leadsSomewhere, status.st_mode & S_IFMT == S_IFREG else {
        otherCount += 1
        continue
      }
      files.append(Finding(path: path, name: prefix + name, isNamed: false))
    }
  }
}

extension PictureFinder {
  /// Whether a folder is a registry, a backup of one, which is the same, or an export.
  private static func isRegistry(_ folder: String) -> Bool {
    access(folder + "/registry.sqlite", F_OK) == 0
      || RegistryExport.isExport(folder) && access(folder + "/tables", F_OK) == 0
  }

  /// What was passed over, in a sentence each.
  var notes: [String] {
    var notes = registries.map {
      "\($0): this is a registry, a backup or an export, and was passed over with its pictures"
    }
    if linkCount == 1 { notes.append("1 link that leads to a folder or nowhere was skipped") }
    if linkCount > 1 {
      notes.append("\(grouped(linkCount)) links that lead to a folder or nowhere were skipped")
    }
    return notes
  }

  /// Why a file that its folder lists cannot be found there.
  private static func unreachable(_ path: String, errno number: Int32) -> SelvedgeError {
    // Bytes that are no UTF-8 were replaced when the name was read, so that no file is called so.
    guard path.contains("\u{FFFD}"), number == ENOENT else {
      return .unreadable(path, errno: number)
    }
    return SelvedgeError(
      .inputNotFound, subject: path,
      message: "its name is not UTF-8, but perhaps GB 18030, as archives from elsewhere have it; "
        + "rename it (convmv -f gb18030 -t utf8)")
  }
}
