// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

/// Designs, their fingerprints and their originals, in a folder that several processes may use at once.
///
/// The folder holds `registry.sqlite` (write-ahead log, every commit synced), `originals/` with `incoming/`, and
/// `queries/`, the pictures of kept reviews, with `incoming-queries/`, and `imports/`, files that wait for their import.
/// The registry never sees a pixel: fingerprints are bytes to it. Calls may be made from any thread; writers wait
/// for each other, readers wait for nobody.
public final class Registry: Sendable {
  /// How long a writer waits for another process before it gives up.
  public static let standardBusyTimeout: Duration = .seconds(10)

  let path: String
  /// A name that no other opening of a registry has; its lock tells whether this process lives.
  let session: String
  let originals: OriginalStore
  /// The pictures of kept reviews.
  let queries: OriginalStore
  let pool: DatabasePool
  private let rows: Rows
  /// Whether nothing can be written: the registry is looked at where its folder is read-only.
  public let isReadOnly: Bool

  /// Where rows are read from.
  private enum Rows: Sendable {
    case pool
    case watched(WatchedDatabase)
    case snapshot(DatabaseSnapshot)
  }

  /// What an opening makes.
  private struct Opened {
    let pool: DatabasePool
    let rows: Rows
    let originals: OriginalStore
    let queries: OriginalStore
    let isReadOnly: Bool
  }

  /// Opens a registry, brings its tables up to date, and sweeps what killed processes left.
  ///
  /// Where nothing can be written, or the disk is full and none is to be made, it is opened as it is, and every call that
  /// would write throws `readOnly`. Others may write to it meanwhile, and then their rows are seen.
  ///
  /// A registry whose database is gone is not begun anew: what its log and its originals record would be lost.
  ///
  /// - Parameters:
  ///   - path: The registry's folder.
  ///   - create: Whether to make the registry when there is none; the folder above it must be there.
  ///   - readOnly: Whether to write nothing at all; `nil` is what the folder allows.
  ///   - busyTimeout: How long to wait for another process.
  /// - Throws: `RegistryError`: `missing`, `cannotCreate`, `superseded`, `busy`, `unreadable`, `storage`, or
  ///   `readOnly` when the tables would have to be brought up to date.
  public init(
    path: String, create: Bool, readOnly: Bool? = nil,
    busyTimeout: Duration = Registry.standardBusyTimeout
  ) throws(RegistryError) {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let database = folder + "/registry.sqlite"
    let isReadOnly = readOnly ?? DurableFile.isReadOnly(folder)
    // Records are looked for between two looks at the database: another process may make the registry meanwhile, and
    // its database is there before its first record.
    if DurableFile.byteCount(database) == 0, Registry.holdsRecords(folder),
      DurableFile.byteCount(database) == 0
    {
      throw Registry.databaseGone(path)
    }
    if create, !isReadOnly {
      try DurableFile.makeDurableFolder(folder)
    } else if !DurableFile.exists(database) {
      throw .missing(path: path)
    }
    let session = Registry.sessionIdentifier()
    let opened: Opened
    if isReadOnly {
      opened = try Registry.lookedAt(path, folder, busyTimeout)
    } else {
      do throws(RegistryError) {
        opened = try Registry.opened(path, folder, session, busyTimeout)
      } catch {
        // Where there is no room to write, there is something to read all the same.
        guard !create, MachineShortage.roomReason(at: folder) != nil,
          let looked = try? Registry.lookedAt(path, folder, busyTimeout)
        else { throw error }
        opened = looked
      }
    }
    self.path = path
    self.session = session
    (pool, rows) = (opened.pool, opened.rows)
    (originals, queries) = (opened.originals, opened.queries)
    self.isReadOnly = opened.isReadOnly
  }

  /// A registry as it is at one moment, only to be read.
  init(_ registry: Registry, at moment: DatabaseSnapshot) {
    path = registry.path
    session = registry.session
    pool = registry.pool
    rows = .snapshot(moment)
    originals = OriginalStore(readOnly: registry.path)
    queries = OriginalStore(readOnly: registry.path, name: "queries")
    isReadOnly = true
  }

  /// Reads rows, all of the same moment.
  ///
  /// - Parameter body: Reads; where the folder is read-only it is called again when somebody wrote meanwhile.
  /// - Returns: What it returned.
  /// - Throws: What it threw, or what SQLite says.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    switch rows {
    case .pool: try pool.read(body)
    case .watched(let database): try database.read(body)
    case .snapshot(let snapshot): try snapshot.read(body)
    }
  }

  /// How often the database was opened anew because others wrote to it where this process may only read.
  public var renewalCount: Int {
    if case .watched(let database) = rows { database.renewalCount } else { 0 }
  }

  /// The database that a moment of the registry is taken of; `nil` where nobody writes.
  var changingPool: DatabasePool? {
    switch rows {
    case .pool: pool
    case .watched(let database): database.isInUse ? database.pool : nil
    case .snapshot: nil
    }
  }

  /// Opens what can be written to.
  private static func opened(
    _ path: String, _ folder: String, _ session: String, _ busyTimeout: Duration
  ) throws(RegistryError) -> Opened {
    let database = folder + "/registry.sqlite"
    let opening = try FileLock(folder + "/registry.lock", timeout: busyTimeout)
    defer { withExtendedLifetime(opening) {} }
    let pool = try Registry.rethrowing(path) {
      var configuration = RegistrySchema.configuration()
      configuration.busyMode = .timeout(busyTimeout / .seconds(1))
      configuration.foreignKeysEnabled = true
      let pool = try DatabasePool(path: database, configuration: configuration)
      // A pool lowers this to NORMAL when it opens, and then a pulled plug takes the last commits back.
      try pool.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA synchronous = FULL")
      }
      let migrator = RegistrySchema.migrator()
      try Registry.requireKnown(migrator, in: pool, of: path)
      if try !pool.read(migrator.hasCompletedMigrations) {
        try Registry.requireTables(in: pool, of: path, folder)
        try migrator.migrate(pool)
      }
      return pool
    }
    let originals = try OriginalStore(registry: folder, identifier: session)
    let queries = try OriginalStore(
      registry: folder, identifier: session, name: "queries", incoming: "incoming-queries")
    try Registry.rethrowing(path) {
      try pool.write { connection in
        try originals.sweep { sha256 in
          try Bool.fetchOne(
            connection, sql: "SELECT EXISTS (SELECT 1 FROM design WHERE sha256 = ?)",
            arguments: [sha256]) ?? false
        }
        try queries.sweep { try Registry.hasQuery($0, connection) }
      }
    }
    return Opened(
      pool: pool, rows: .pool, originals: originals, queries: queries, isReadOnly: false)
  }

  /// Refuses tables that a newer program made.
  private static func requireKnown(
    _ migrator: DatabaseMigrator, in pool: DatabasePool, of path: String
  ) throws {
    guard try pool.read(migrator.hasBeenSuperseded) else { return }
    // A newer program has applied all that this one knows; one that is missing had its name damaged.
    let isNewer = try pool.read(migrator.hasCompletedMigrations)
    throw isNewer
      ? RegistryError.superseded(path: path)
      : .unreadable(path: path, reason: "the name of a migration is damaged")
  }

  /// Refuses a database without any table where there is what only a registry with tables can have written.
  private static func requireTables(
    in pool: DatabasePool, of path: String, _ folder: String
  ) throws {
    let isEmpty = try pool.read { connection in
      try Int.fetchOne(connection, sql: "SELECT count(*) FROM sqlite_schema") == 0
    }
    if isEmpty, holdsRecords(folder) { throw databaseGone(path) }
  }

  /// Whether a registry's log has entries or an original is stored, which is so only once its tables are there.
  private static func holdsRecords(_ folder: String) -> Bool {
    DurableFile.byteCount(folder + "/log/entries.log") > emptyLogByteCount
      || !storedOriginals(in: folder).isEmpty
  }

  /// The bytes of a log's file of entries before the first entry: the mark of its format.
  private static let emptyLogByteCount = 16

  private static func databaseGone(_ path: String) -> RegistryError {
    .unreadable(
      path: path,
      reason: "its database, the file registry.sqlite, is gone or empty, though its log or "
        + "originals are there")
  }

  /// Opens what can only be read; nothing is written, not even beside the database.
  private static func lookedAt(
    _ path: String, _ folder: String, _ busyTimeout: Duration
  ) throws(RegistryError) -> Opened {
    let database = folder + "/registry.sqlite"
    return try rethrowing(path) {
      var configuration = RegistrySchema.configuration()
      configuration.readonly = true
      configuration.foreignKeysEnabled = true
      let watched: WatchedDatabase
      do {
        watched = try WatchedDatabase(
          database, configuration: configuration, busyTimeout: busyTimeout)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        guard DurableFile.byteCount(database + "-wal") > 0 else { throw error }
        throw RegistryError.storage(
          path: path,
          reason:
            "what its writers have under way, in registry.sqlite-wal and registry.sqlite-shm, cannot be "
            + "read here; let the account that writes it do this, or read a backup")
      }
      let migrator = RegistrySchema.migrator()
      let pool = watched.pool
      try requireKnown(migrator, in: pool, of: path)
      guard try pool.read(migrator.hasCompletedMigrations) else {
        try requireTables(in: pool, of: path, folder)
        throw RegistryError.readOnly(
          path: path,
          reason: "its tables are of an earlier version; open it once where it can be written")
      }
      return Opened(
        pool: pool, rows: .watched(watched), originals: OriginalStore(readOnly: folder),
        queries: OriginalStore(readOnly: folder, name: "queries"), isReadOnly: true)
    }
  }

  /// Runs database work and turns what it throws into the registry's own error.
  func rethrowing<Result>(_ body: () throws -> Result) throws(RegistryError) -> Result {
    try Registry.rethrowing(path, body)
  }

  private static func rethrowing<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(RegistryError) -> Result {
    do {
      return try body()
    } catch let error as RegistryError {
      throw error
    } catch let error as DatabaseError {
      let reason = error.reason
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw .busy(path: path)
      case .SQLITE_READONLY:
        throw .readOnly(path: path, reason: reason)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_SCHEMA, .SQLITE_MISMATCH:
        throw .unreadable(path: path, reason: reason)
      default:
        // SQLite has few words for what the system refuses.
        let shortage = MachineShortage.reason(at: path).map { ": \($0)" } ?? ""
        throw .storage(path: path, reason: reason + shortage)
      }
    } catch {
      throw .storage(path: path, reason: "\(error)")
    }
  }

  private static func sessionIdentifier() -> String {
    String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
