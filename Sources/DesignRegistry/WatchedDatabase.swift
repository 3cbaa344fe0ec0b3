// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB
private import Glibc
private import Synchronization

/// A database that this process may only read, while others perhaps write to it.
///
/// SQLite reads what writers have under way through the memory that they share. Where nobody has the database open, that
/// memory is not there and cannot be made, so that SQLite is told that the file does not change; then each read looks
/// whether that was true, and is made anew when it was not.
final class WatchedDatabase: Sendable {
  private struct Opened {
    let pool: DatabasePool
    /// The file as it was when SQLite was told that it does not change; nil when it was not told so.
    let mark: Mark?
    /// How often it was opened before.
    var renewalCount = 0
  }

  /// What changes when somebody writes.
  private struct Mark: Hashable {
    let inode: UInt
    let byteCount: Int
    let changed: [Int]
    let hasLog: Bool
  }

  private let path: String
  private let configuration: Configuration
  private let opened: Mutex<Opened>

  /// How often a read is made anew before it is given up.
  private static let attemptLimit = 8

  /// Opens a database without writing anything, not even beside it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - configuration: How to open it; of a database that is only read.
  /// - Throws: What SQLite says.
  init(_ path: String, configuration: Configuration) throws {
    self.path = path
    self.configuration = configuration
    opened = Mutex(try Self.open(path, configuration))
  }

  /// The database as it was opened last.
  var pool: DatabasePool { opened.withLock { $0.pool } }

  /// How often it was opened anew because somebody wrote.
  var renewalCount: Int { opened.withLock { $0.renewalCount } }

  /// Whether others write to it now, so that a snapshot is needed to see one moment.
  var isInUse: Bool { opened.withLock { $0.mark == nil } }

  /// Reads from the database as it is now.
  ///
  /// - Parameter body: Reads; it is called again when somebody wrote meanwhile.
  /// - Returns: What the last call returned.
  /// - Throws: What it threw, or `SQLITE_BUSY` when somebody writes all the time.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    for _ in 0..<Self.attemptLimit {
      let current = try present()
      let value = Result { try current.pool.read(body) }
      if current.mark == nil || current.mark == Self.mark(of: path) { return try value.get() }
    }
    throw DatabaseError(resultCode: .SQLITE_BUSY)
  }

  private func present() throws -> Opened {
    try opened.withLock { opened in
      if opened.mark != nil, opened.mark != Self.mark(of: path) {
        let count = opened.renewalCount + 1
        opened = try Self.open(path, configuration)
        opened.renewalCount = count
      }
      return opened
    }
  }

  private static func open(_ path: String, _ configuration: Configuration) throws -> Opened {
    var failure: (any Error)?
    for _ in 0..<attemptLimit {
      let mark = mark(of: path)
      do {
        let isStill = !mark.hasLog
        let pool = try DatabasePool(
          path: isStill ? immutableAddress(of: path) : path, configuration: configuration)
        _ = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
        return Opened(pool: pool, mark: isStill ? mark : nil)
      } catch {
        failure = error
        // The last writer may have gone between the look and the opening.
        if mark == Self.mark(of: path) { break }
      }
    }
    throw failure ?? DatabaseError(resultCode: .SQLITE_BUSY)
  }

  private static func mark(of path: String) -> Mark {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return Mark(inode: 0, byteCount: 0, changed: [], hasLog: false)
    }
    return Mark(
      inode: UInt(status.st_ino), byteCount: Int(status.st_size),
      changed: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
      hasLog: DurableFile.byteCount(path + "-wal") > 0)
  }

  /// A database's address as SQLite takes it for a file that does not change.
  private static func immutableAddress(of database: String) -> String {
    var address = "file:"
    for byte in database.utf8 {
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"):
        address += "%" + String(byte, radix: 16)
      case ..<0x80: address.unicodeScalars.append(Unicode.Scalar(byte))
      case _: address += "%" + String(byte, radix: 16)
      }
    }
    return address + "?immutable=1"
  }
}
