// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a registry's log cannot be continued.
enum DesignLogError: Error, Hashable, Sendable {
  /// Designs were logged, and the folder of the log is gone.
  case logMissing(path: String)
  /// The log is there, and the key that signs it is gone.
  case keyMissing(path: String)
  /// The public key beside the private one is not its own.
  case keysDiffer(path: String)
  /// The log ends before an entry that a committed design has.
  case logTooShort(size: Int, lastIndex: Int)
  /// The entry that a row names is about something else: database and log are not of one registry.
  case otherLog(index: Int, row: String)
  /// The clock says an earlier time than the last entry has.
  case clockBehind(now: String, last: String)
  /// A key file cannot be written or given its place; `reason` is the system's.
  case keyFile(path: String, reason: String)
}

extension DesignLogError: CustomStringConvertible {
  /// What is wrong, and what to do.
  var description: String {
    switch self {
    case .logMissing(let path):
      "designs of this registry were logged, and \(path) is gone; restore it from a backup"
    case .keyMissing(let path):
      "\(path) is gone, and no other key may sign this log; restore it from a backup"
    case .keysDiffer(let path):
      "\(path) is not the public key of the log's private key; restore both from a backup"
    case .logTooShort(let size, let lastIndex):
      "the log has \(size) entries, and a design has entry \(lastIndex); restore the log from a "
        + "backup that is not older than the database"
    case .otherLog(let index, let row):
      "the database has \(row) as entry \(index), and the log has something else there: one of them is "
        + "another registry's; run selvedge check, and restore both from one backup"
    case .clockBehind(let now, let last):
      "the clock says \(now), and the last entry is of \(last); set the clock right and try again, for a "
        + "later design must not look like the earlier one. If the clock is right, it once ran ahead: restore a "
        + "backup of before, go on in a new registry, or wait for that time"
    case .keyFile(let path, let reason):
      "\(path) cannot be written: \(reason)"
    }
  }
}
