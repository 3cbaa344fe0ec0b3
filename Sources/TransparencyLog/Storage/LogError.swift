// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why the log cannot be read or written.
public enum LogError: Error, Hashable, Sendable {
  /// There is no log in the folder.
  case notALog(path: String)
  /// The system refused; `code` is its error number.
  case system(path: String, operation: String, code: Int32)
  /// A stored byte is not what was written.
  case damaged(LogDamage)
  /// A file ends before what was committed: bytes are missing, and no entry may be appended.
  case bytesMissing(file: String, committed: Int, actual: Int)
  /// Fewer whole entries are there than were committed, and no entry may be appended.
  case entriesMissing(size: Int, committed: Int)
  /// The log has no such entry.
  case noSuchEntry(index: Int, size: Int)
  /// The log is not as long as asked for, or the sizes of a proof are out of order.
  case noSuchSize(size: Int, logSize: Int)
  /// An entry is longer than entries may be.
  case entryTooLong(byteCount: Int, limit: Int)
  /// The log was opened for reading only.
  case readOnly
  /// An earlier write failed half-way; the log must be opened again.
  case needsReopening
}

extension LogError: CustomStringConvertible {
  /// One line that names what is wrong and, where there is one, the way out.
  public var description: String {
    switch self {
    case .notALog(let path): "there is no log in \(path)"
    case .system(let path, let operation, let code):
      "\(path): \(operation) failed: \(systemMessage(code))"
    case .damaged(let damage): "\(damage)"
    case .bytesMissing(let file, let committed, let actual):
      "\(file) ends after \(actual) of \(committed) committed bytes; "
        + "restore the log from a backup"
    case .entriesMissing(let size, let committed):
      "the log has \(size) whole entries of \(committed) that were committed; nothing was changed; "
        + "restore it from a backup that is not older than the database"
    case .noSuchEntry(let index, let size):
      "the log has \(size) entries, from 0 on, and no entry \(index)"
    case .noSuchSize(let size, let logSize):
      "a log of \(logSize) entries had no such size as \(size)"
    case .entryTooLong(let byteCount, let limit):
      "an entry has \(byteCount) bytes, and at most \(limit) are possible"
    case .readOnly: "the log was opened for reading only"
    case .needsReopening: "an earlier write to the log failed; open it again to go on"
    }
  }
}
