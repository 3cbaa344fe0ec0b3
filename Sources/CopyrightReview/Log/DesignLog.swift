// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import Glibc
private import Synchronization
internal import TransparencyLog

/// The log of a registry as those see it who write: entries go in, places come out.
///
/// Log and keys are made when the first design is logged. The database's transaction keeps other
/// writers out meanwhile, so that entries stand in the order of the commits and no two processes
/// sign at once. An entry whose commit fails stays in the log without a row: that proves nothing
/// and harms nothing.
final class DesignLog: Sendable {
  private struct Opened {
    let log: MerkleLog
    let key: SigningKey
  }

  private let paths: LogPaths
  /// The rows that the log belongs to; nil when the log is made of an export, whose entries are taken as they are.
  private let registry: Registry?
  private let opened = Mutex<Opened?>(nil)
  /// The root that was asked for last; reviews of one state of the registry ask for the same.
  private let lastRoot = Mutex<(size: Int, root: String)?>(nil)

  /// How far a clock may be behind the last entry, in milliseconds: writers take their time before they wait for each
  /// other.
  static let clockTolerance = 60_000

  /// Prepares the log of a registry; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - path: The registry's folder.
  ///   - registry: The rows that the log must be of; nil when the log is made of an export.
  init(path: String, registry: Registry?) {
    paths = LogPaths(registry: path)
    self.registry = registry
  }

  /// Logs designs and publishes a signed checkpoint; both are durable when the call returns.
  ///
  /// - Parameters:
  ///   - designs: The designs, in the order of their entries.
  ///   - lastIndex: The last place in the log that a committed row has.
  ///   - time: When they are recorded: ISO 8601 in UTC.
  /// - Returns: One place for each design.
  /// - Throws: `RegistryError.log`; then nothing may be committed.
  /// - Complexity: A fixed number of waits for the disk, however many designs.
  func append(
    _ designs: [UnloggedDesign], after lastIndex: Int?, at time: String
  ) throws(RegistryError) -> [LogPlace] {
    do {
      let documents = try designs.map { try MetadataDocument.text(of: $0.record) }
      let entries = try zip(designs, documents).map { design, document in
        LogEntry.designRegistered(try DesignRegistered(design, metadata: document, at: time))
      }
      let places = try append(entries, after: lastIndex)
      return zip(places, documents).map { LogPlace(index: $0, metadata: $1) }
    } catch let error as RegistryError {
      throw error
    } catch {
      throw .log(path: paths.log, reason: "\(error)")
    }
  }

  /// Appends entries and publishes a signed checkpoint; both are durable when the call returns.
  ///
  /// Nothing is recorded while the clock is behind the last entry: what comes later would be the earlier.
  ///
  /// - Parameters:
  ///   - entries: The entries, in order.
  ///   - lastIndex: The last place in the log that a committed row has.
  /// - Returns: The places of the entries.
  /// - Throws: `RegistryError.log`; then nothing may be committed.
  func append(_ entries: [LogEntry], after lastIndex: Int?) throws(RegistryError) -> Range<Int> {
    if registry?.isReadOnly == true {
      throw .readOnly(path: paths.registry, reason: "nothing can be recorded in it")
    }
    do {
      return try opened.withLock { opened in
        let current = try opened ?? open(lastIndex: lastIndex)
        // After a failure the files are read anew: only the disk knows how far it came.
        opened = nil
        if registry != nil { try requireClock(of: entries, in: current.log) }
        let places = try current.log.append(entries)
        _ = try current.log.publishCheckpoint(signedBy: current.key)
        opened = current
        return places
      }
    } catch {
      throw .log(path: paths.log, reason: "\(error)")
    }
  }

  /// The root of the log when it had a given size.
  ///
  /// - Parameter size: The size; of an empty log the root is that of no entries, log or not.
  /// - Returns: The root, in hexadecimal.
  /// - Throws: `RegistryError.log` when the log never had this size or cannot be read.
  func root(atSize size: Int) throws(RegistryError) -> String {
    guard size > 0 else { return Digest256.sha256(of: []).hex }
    do {
      return try lastRoot.withLock { last in
        if let last, last.size == size { return last.root }
        let root = try MerkleLog.open(paths.log, for: .reading).root(atSize: size).hex
        last = (size, root)
        return root
      }
    } catch {
      throw .log(path: paths.log, reason: "\(error)")
    }
  }

  private func open(lastIndex: Int?) throws -> Opened {
    let isNew = !exists(paths.log)
    guard !isNew || lastIndex == nil else { throw DesignLogError.logMissing(path: paths.log) }
    if !exists(paths.signingKey) {
      guard isNew else { throw DesignLogError.keyMissing(path: paths.signingKey) }
      try makeKey()
    }
    let key = try SigningKey.read(from: paths.signingKey)
    try placeVerifierKey(key.verifierKey)
    if !isNew { try requireContinuation(key.verifierKey, lastIndex: lastIndex) }
    let log = try MerkleLog.open(
      paths.log, for: .creating, keeping: lastIndex.map { $0 + 1 } ?? 0)
    _ = try log.publishCheckpoint(signedBy: key)
    return Opened(log: log, key: key)
  }

  /// Holds the log against the rows and against what it published; to open it for writing would cut off what its head
  /// does not speak of.
  private func requireContinuation(_ key: VerifierKey, lastIndex: Int?) throws {
    guard let log = try presentLog(keeping: lastIndex.map { $0 + 1 } ?? 0) else {
      guard let lastIndex else { return }
      throw DesignLogError.logTooShort(size: 0, lastIndex: lastIndex)
    }
    if let lastIndex, lastIndex >= log.size {
      throw DesignLogError.logTooShort(size: log.size, lastIndex: lastIndex)
    }
    try log.requireContinuation(signedBy: key)
    guard let last = try registry?.lastLoggedRows() else { return }
    if let (index, id) = last.design, try log.entry(at: index).design != id {
      throw DesignLogError.otherLog(index: index, row: "design \(id)")
    }
    if let (index, id) = last.review, try log.entry(at: index).review != id {
      throw DesignLogError.otherLog(index: index, row: "review \(id)")
    }
  }

  /// The log as it is, only to be read; nil when none was made yet.
  private func presentLog(keeping committed: Int) throws(LogError) -> MerkleLog? {
    do throws(LogError) {
      return try MerkleLog.open(paths.log, for: .reading, keeping: committed)
    } catch {
      guard case .notALog = error else { throw error }
      return nil
    }
  }

  /// Refuses entries of a time before that of the last entry.
  private func requireClock(of entries: [LogEntry], in log: MerkleLog) throws {
    try log.refresh()
    guard log.size > 0, let last = (try? log.entry(at: log.size - 1))?.at,
      let first = entries.compactMap(\.at).min(),
      first.millisecondsSince1970 < last.millisecondsSince1970 - Self.clockTolerance
    else { return }
    throw DesignLogError.clockBehind(now: "\(first)", last: "\(last)")
  }

  /// Makes the key under a name that no other registry has; the file appears whole or not at all.
  private func makeKey() throws {
    // The system's generator draws from the kernel, as keys need it.
    let name = "selvedge-registry/" + hexadecimal(randomBytes(8))
    let temporary = "\(paths.signingKey).\(hexadecimal(randomBytes(8)))"
    try SigningKey(name: name, seed: randomBytes(32)).write(to: temporary)
    try place(temporary, at: paths.signingKey)
  }

  private func randomBytes(_ count: Int) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
  }

  private func placeVerifierKey(_ key: VerifierKey) throws {
    guard !exists(paths.verifierKey) else {
      let text = try WholeFile.bytes(of: paths.verifierKey)
      guard text == Array((key.text + "\n").utf8) else {
        throw DesignLogError.keysDiffer(path: paths.verifierKey)
      }
      return
    }
    let temporary = "\(paths.verifierKey).\(hexadecimal(randomBytes(8)))"
    let file = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    let bytes = Array((key.text + "\n").utf8)
    guard file >= 0 else { throw failure(temporary) }
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    guard isWritten else { throw failure(temporary) }
    try place(temporary, at: paths.verifierKey)
  }

  private func place(_ temporary: String, at path: String) throws {
    guard rename(temporary, path) == 0 else { throw failure(path) }
    let folder = Glibc.open(paths.registry, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(paths.registry) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw failure(paths.registry) }
  }

  private func failure(_ path: String) -> DesignLogError {
    .keyFile(path: path, reason: String(cString: strerror(errno)))
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }
}
