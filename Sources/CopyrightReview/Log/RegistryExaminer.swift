// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import Glibc
internal import TransparencyLog

/// Holds a registry's log, database and originals against each other and names what does not fit.
///
/// What cannot be read is one more thing that is wrong: the examination goes on with the rest. What the machine is short
/// of says nothing of the registry and ends it.
///
/// Others may write meanwhile: the rows are of one moment, files and entries at least as new, and what came after that
/// moment is no fault.
public struct RegistryExaminer {
  let paths: LogPaths
  var result = RegistryExamination()
  /// The digests of the originals that are there.
  var originals: Set<String> = []
  /// The segments of the index, when they can be read.
  var indexed: [EngineSegment] = []
  /// The log, when its entries can be read.
  var log: MerkleLog?
  /// The registry as it goes on while it is examined.
  private(set) var present: Registry?
  /// How many entries the log had when the rows were read; nil when that cannot be said.
  private var entryCount: Int?
  private let progress: (_ done: Int, _ total: Int) -> Void
  /// The public key to examine with in place of the registry's own.
  private var givenKey: VerifierKey?
  /// Whether the examination is to stop; what was found until then is not told.
  let shouldStop: () -> Bool

  private init(
    registry: String, shouldStop: @escaping () -> Bool = { false },
    progress: @escaping (Int, Int) -> Void
  ) {
    paths = LogPaths(registry: registry)
    self.shouldStop = shouldStop
    self.progress = progress
  }

  /// Examines the log alone: every byte of it, and the published checkpoint.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - key: The file of the log's public key; then the keys in the folder are not looked at. `nil` examines with
  ///     the registry's own, and holds its private key against that.
  /// - Returns: What was found; designs and originals are not counted.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` when there is no registry or no such key, `notVerified` when the
  ///   file holds no key, `logEntryNotFound` when the registry has no log.
  public static func examineLog(
    of registry: String, key: String? = nil
  ) throws(SelvedgeError) -> RegistryExamination {
    var examiner = RegistryExaminer(registry: registry) { _, _ in }
    examiner.givenKey = try key.map { path throws(SelvedgeError) in
      try VerifierKey(reading: path)
    }
    guard try examiner.examineLog() else {
      guard access(registry + "/registry.sqlite", F_OK) == 0 else {
        throw SelvedgeError(RegistryError.missing(path: registry))
      }
      throw SelvedgeError(
        .logEntryNotFound, stage: "log", subject: registry,
        message: "the registry has no log yet; the next registration makes it")
    }
    return examiner.result
  }

  /// Examines a whole registry.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - progress: Is told how many originals and designs are done, of how many.
  /// - Returns: What was found.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` when there is no registry, `registryBusy`, or
  ///   `registryIncompatible`.
  /// - Complexity: O(*n*) in the bytes of the registry.
  public static func examine(
    _ registry: String, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(SelvedgeError) -> RegistryExamination {
    var examiner = RegistryExaminer(registry: registry, progress: progress)
    try examiner.examine()
    return examiner.result
  }

  /// Examines a whole registry, unless it is to stop.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - shouldStop: Is asked before each original and each design.
  /// - Returns: What was found; `nil` when it was to stop.
  /// - Throws: ``SelvedgeError``, as the examination of a whole registry does.
  static func examine(
    _ registry: String, shouldStop: @escaping () -> Bool
  ) throws(SelvedgeError) -> RegistryExamination? {
    var examiner = RegistryExaminer(registry: registry, shouldStop: shouldStop) { _, _ in }
    try examiner.examine()
    return shouldStop() ? nil : examiner.result
  }

  /// The entries of which a row must be there, and those that came since the rows were read.
  var entries: (due: Range<Int>, later: Range<Int>) {
    let size = log?.size ?? 0
    let due = min(entryCount ?? size, size)
    return (0..<due, due..<size)
  }

  private mutating func examine() throws(SelvedgeError) {
    if let reason = MachineShortage.descriptorReason { throw shortage(reason) }
    present = try openDatabase()
    // Where nobody writes, there is no moment to hold on to: when somebody began to, all is looked at once more.
    for _ in 0..<3 {
      let count = present?.renewalCount
      var attempt = self
      try attempt.examinePresent()
      let isStill = present?.renewalCount == count
      guard isStill || attempt.result.isSound else { continue }
      self = attempt
      return
    }
    try examinePresent()
  }

  private mutating func examinePresent() throws(SelvedgeError) {
    let database = try snapshot(of: present)
    // An original has its place after its entry is logged and before its row is committed.
    let files = Registry.storedOriginals(in: paths.registry)
    let hasLog = try examineLog()
    nameBackwardTimes()
    (result.designs, result.originals) = (0, files.count)
    let count = (try? database?.statistics(engine: "").designs) ?? 0
    for (place, file) in files.enumerated() {
      if shouldStop() { return }
      examine(file)
      progress(place + 1, files.count + count)
    }
    guard let database else { return }
    examineIndex()
    do throws(RegistryError) {
      let broken = try database.integrityProblems()
      result.problems += broken.map { "registry.sqlite: \($0)" }
      guard broken.isEmpty else {
        result.notes.append("the designs' rows were not compared, for the database is damaged")
        return
      }
      result.problems += try database.unloggedProblems().map { "registry.sqlite: \($0)" }
      var rows = RowExaminer(database: database, examiner: self, hasLog: hasLog)
      try rows.examine { done in progress(files.count + done, files.count + count) }
      self = rows.examiner
      guard log != nil, !shouldStop() else { return }
      var reviews = ReviewExaminer(database: database, examiner: self)
      try reviews.examine()
      result = reviews.result
    } catch {
      try requireNoShortage(error)
      result.problems.append("registry.sqlite: \(error)")
    }
  }

  /// Examines the index; a writer may give it other files meanwhile.
  private mutating func examineIndex() {
    let store = SegmentStore(registry: paths.registry)
    for _ in 0..<8 {
      let mark = store.manifestMark
      var index = IndexExaminer(registry: paths.registry, result: result)
      index.examine()
      guard index.result == result || mark == store.manifestMark else { continue }
      (result, indexed) = (index.result, index.segments)
      return
    }
    result.notes.append("index: it changed all the time, and was not examined")
  }

  /// The rows as they are at one moment, and how long the log was then.
  private mutating func snapshot(of database: Registry?) throws(SelvedgeError) -> Registry? {
    guard let database else { return nil }
    // Where this process may not make writers wait, entries may come between the two looks.
    let before = sizeOfLog()
    var size: Int?
    do throws(RegistryError) {
      let snapshot = try database.snapshot { size = sizeOfLog() }
      entryCount = database.isReadOnly ? before : size
      return snapshot
    } catch {
      guard case .busy = error else {
        try requireNoShortage(error)
        // What is wrong with it is named when its rows are read.
        return database
      }
      throw SelvedgeError(error)
    }
  }

  private func sizeOfLog() -> Int? {
    do throws(LogError) {
      return try MerkleLog.open(paths.log, for: .reading).size
    } catch .notALog {
      return 0
    } catch {
      return nil
    }
  }

  /// The most entries that are named because their time runs backwards.
  private static let backwardTimeLimit = 20

  /// Names the entries whose time is before that of the entry before them, for a clock was set back, and a last entry of
  /// the future, behind which nothing can be recorded.
  private mutating func nameBackwardTimes() {
    guard let log else { return }
    var last: (index: Int, at: LogTime)?
    var count = 0
    for index in 0..<log.size {
      guard let at = (try? log.entry(at: index))?.at else { continue }
      if let last,
        at.millisecondsSince1970 < last.at.millisecondsSince1970 - DesignLog.clockTolerance
      {
        count += 1
        if count <= Self.backwardTimeLimit {
          result.notes.append(
            "log: entry \(index) is of \(at), and entry \(last.index) before it of \(last.at): a clock was wrong"
          )
        }
      }
      last = (index, at)
    }
    if count > Self.backwardTimeLimit {
      result.notes.append(
        "log: the time runs backwards at \(count - Self.backwardTimeLimit) more entries")
    }
    if let last, let now = try? LogTime(Timestamp.after(seconds: DesignLog.clockTolerance / 1000)),
      last.at > now
    {
      result.notes.append(
        "log: the last entry, \(last.index), is of \(last.at), which has not come yet by this clock: a clock is or "
          + "was wrong, and nothing is recorded before that time")
    }
  }

  /// Throws an error that says nothing of the registry itself.
  private func requireNoShortage(_ error: RegistryError) throws(SelvedgeError) {
    guard case .storage = error, let reason = MachineShortage.reason(at: paths.registry) else {
      return
    }
    throw shortage(reason)
  }

  /// Throws an error that says nothing of the log itself.
  private func requireNoShortage(_ error: LogError) throws(SelvedgeError) {
    guard case .system(_, _, let code) = error, MachineShortage.isMeant(by: code) else { return }
    throw shortage(String(cString: strerror(code)))
  }

  private func shortage(_ reason: String) -> SelvedgeError {
    SelvedgeError(
      .ioFailure, stage: "check", subject: paths.registry,
      message: "this cannot be examined now: \(reason)", cause: reason)
  }

  /// The database, or `nil` when it is too damaged to be opened.
  private mutating func openDatabase() throws(SelvedgeError) -> Registry? {
    do throws(RegistryError) {
      return try Registry(path: paths.registry, create: false)
    } catch {
      switch error {
      case .unreadable, .storage:
        try requireNoShortage(error)
        result.problems.append("registry.sqlite: \(error)")
        return nil
      case _:
        throw SelvedgeError(error)
      }
    }
  }

  private mutating func examine(_ file: StoredFile) {
    originals.insert(file.sha256)
    // What a process that died had left may be swept meanwhile.
    defer {
      if access(paths.registry + "/" + file.path, F_OK) != 0 {
        originals.remove(file.sha256)
        result.originals = result.originals.map { $0 - 1 }
      }
    }
    do throws(SelvedgeError) {
      let digest = try Picture.reading(paths.registry + "/" + file.path).sha256
      guard digest != file.sha256 else { return }
      result.problems.append(
        "\(file.path): its bytes are not what was stored: their SHA-256 is \(digest)")
    } catch {
      guard access(paths.registry + "/" + file.path, F_OK) == 0 else { return }
      result.problems.append("\(file.path): \(error.message)")
    }
  }

  /// Examines the log and its keys; false when there is no log.
  private mutating func examineLog() throws(SelvedgeError) -> Bool {
    // The keys are there before the log is made.
    guard access(paths.log, F_OK) == 0 else { return false }
    let key = givenKey ?? verifierKey()
    do throws(LogError) {
      let found = try MerkleLog.examine(paths.log, keys: key.map { [$0] } ?? [])
      result.entries = found.size
      result.root = found.root.hex
      result.log = key?.name ?? found.checkpoint?.origin
      result.checkpointSize = found.checkpoint?.size
      result.problems += found.lines.map { "log/\($0)" }
      if found.uncommittedByteCount > 0 {
        result.notes.append(
          "log: \(found.uncommittedByteCount) bytes of an unfinished write stand behind the entries"
        )
      }
      // One that another process is about to make has no entry yet.
      if found.checkpoint == nil, found.isSound, found.size > 0 {
        result.problems.append("log/checkpoint: there is none, and every log publishes one")
      }
    } catch .notALog {
      return false
    } catch {
      try requireNoShortage(error)
      result.problems.append("log/\(error)")
      return true
    }
    if givenKey == nil { examineKeys(verifierKey: key) }
    do throws(LogError) {
      let opened = try MerkleLog.open(paths.log, for: .reading)
      log = opened
      result.problems += FormerLogs.problems(with: opened, of: paths.registry)
    } catch {
      try requireNoShortage(error)
      if result.problems.isEmpty { result.problems.append("log/\(error)") }
    }
    return true
  }

  private func verifierKey() -> VerifierKey? {
    guard
      let bytes = try? Picture.reading(paths.verifierKey).bytes.withUnsafeBytes({ Array($0) })
    else { return nil }
    return try? VerifierKey(text: String(decoding: bytes, as: UTF8.self))
  }

  private mutating func examineKeys(verifierKey: VerifierKey?) {
    if verifierKey == nil {
      result.problems.append("log.vkey: there is no public key that can be read")
    }
    do throws(NoteError) {
      let key = try SigningKey.read(from: paths.signingKey).verifierKey
      if let verifierKey, verifierKey != key {
        result.problems.append("log.vkey: this is not the public key of log.key")
      }
    } catch .keyFile(_, _, EACCES) {
      // To verify takes the public key alone; who may not write the registry is not to have the other.
      result.notes.append(
        "log.key: you may not read it, so that it was not held against log.vkey; all else was "
          + "verified with log.vkey")
    } catch {
      result.problems.append("log.key: \(error)")
    }
  }
}

extension VerifierKey {
  /// Reads the public key of a log.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` or `ioFailure` when it cannot be read, `notVerified` when it is
  ///   no key.
  init(reading path: String) throws(SelvedgeError) {
    let text = String(decoding: try WholeFile.bytes(of: path), as: UTF8.self)
    do throws(NoteError) {
      try self.init(text: text)
    } catch {
      throw SelvedgeError(
        .notVerified, stage: "log", subject: path,
        message: "\(error); name the log's public key, which is \(LogPaths.keyHint)")
    }
  }
}
