// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc

extension MerkleLog {
  /// Copies a log's files as they are at one moment; appending waits meanwhile.
  ///
  /// - Parameters:
  ///   - path: The log's folder.
  ///   - target: The folder to make; there must be none.
  /// - Throws: `LogError`, `notALog` when there is no log.
  /// - Complexity: O(*n*) in the bytes of the files.
  public static func copy(_ path: String, to target: String) throws(LogError) {
    let files: LogFiles
    do {
      files = try LogFiles(in: path, for: .reading)
    } catch .system(_, _, ENOENT) {
      throw .notALog(path: path)
    }
    try files.head.lock(exclusively: false)
    defer { files.head.unlock() }
    guard mkdir(target, 0o755) == 0 else {
      throw .system(path: target, operation: "creating the folder", code: errno)
    }
    for file in [files.entries, files.hashes, files.head] { try copy(file, to: target) }
    do throws(LogError) {
      try copy(LogFile(name: LogLayout.checkpointName, in: path, for: .reading), to: target)
    } catch .system(_, _, ENOENT) {
      // A log that never published has none.
    }
    try synchronizeDirectory(target)
  }

  private static func copy(_ file: LogFile, to folder: String) throws(LogError) {
    let copy = try LogFile(name: file.name, in: folder, for: .creating)
    let count = try file.byteCount()
    for start in stride(from: 0, to: count, by: 1 << 20) {
      try copy.write(file.read(at: start, count: min(1 << 20, count - start)), at: start)
    }
    try copy.synchronize()
  }
}
