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
  private let busyTimeout: Duration
  private let opened: Mutex<Opened>

  /// Opens a database without writing anything, not even beside it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - configuration: How to open it; of a database that is only read.
  ///   - busyTimeout: How long to wait for writers that keep it closed, or change it at every look.
  /// - Throws: What SQLite says.
  init(_ path: String, configuration: Configuration, busyTimeout: Duration) throws {
    var configuration = configuration
    configuration.busyMode = .timeout(busyTimeout / .seconds(1))
    self.path = path
    self.configuration = configuration
    self.busyTimeout = busyTimeout
    opened = Mutex(try Self.open(path, configuration, busyTimeout))
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
    let deadline = ContinuousClock.now + busyTimeout
    while true {
      let current = try present()
      let value = Result { try current.pool.read(body) }
      if current.mark == nil || current.mark == Self.mark(of: path) { return try value.get() }
      guard ContinuousClock.now < deadline else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
    }
  }

  private func present() throws -> Opened {
    try opened.withLock { opened in
      if opened.mark != nil, opened.mark != Self.mark(of: path) {
        let count = opened.renewalCount + 1
        opened = try Self.open(path, configuration, busyTimeout)
        opened.renewalCount = count
      }
      return opened
    }
  }

  private static func open(
    _ path: String, _ configuration: Configuration, _ busyTimeout: Duration
  ) throws -> Opened {
    let deadline = ContinuousClock.now + busyTimeout
    while true {
      let mark = mark(of: path)
      do {
        let isStill = !mark.hasLog
        let pool = try DatabasePool(
          path: isStill ? immutableAddress(of: path) : path, configuration: configuration)
        _ = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
        return Opened(pool: pool, mark: isStill ? mark : nil)
      } catch {
        // The last writer may have gone between the look and the opening, or be going: it closes the file to all others
        // while it moves the last commits over, and not every such moment is one that SQLite waits for.
        let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
        guard isBusy || mark != Self.mark(of: path), ContinuousClock.now < deadline else {
          throw error
        }
        usleep(pauseMicroseconds)
      }
    }
  }

  /// How long to wait before a database that was busy is opened again.
  private static let pauseMicroseconds: UInt32 = 10_000

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
