// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc
import Synchronization

/// An append-only log of entries under a Merkle tree, kept in a folder.
///
/// What `append` has returned survives the death of the process and the loss of power, and is never
/// changed afterwards. Several processes may have the same log open; they append one after the
/// other. Every read is held against the stored hashes.
///
///     let log = try MerkleLog.open("registry/log", for: .creating)
///     let place = try log.append([.designRegistered(design)])
///     let note = try log.publishCheckpoint(signedBy: key)
///     let receipt = try log.receipt(for: place.lowerBound, under: note)
///
/// The folder has the files `entries.log`, `hashes`, `head` and, once published, `checkpoint`.
///
/// > Source: RFC 9162, section 2.1 (the tree); c2sp.org/tlog-checkpoint (the checkpoints).
public final class MerkleLog: Sendable {
  /// What a log is opened for.
  public enum Access: Sendable {
    /// Reading an existing log; nothing is written, not even repairs.
    case reading
    /// Reading and appending to an existing log.
    case appending
    /// Reading and appending; the log and its folder are made if they are not there.
    case creating
  }

  private struct State {
    var head = LogHead.empty
    var slot = 0
    var edge = CompactRange()
    var repairs: [String] = []
    var needsReopening = false
    /// As many entries were committed at least, whatever the head says.
    var committed = 0
  }

  /// The folder.
  public let path: String
  private let files: LogFiles
  private let canWrite: Bool
  private let state = Mutex(State())

  private init(path: String, files: LogFiles, canWrite: Bool) {
    self.path = path
    self.files = files
    self.canWrite = canWrite
  }

  /// Opens a log.
  ///
  /// What a process that died had begun to write behind the last commit is cut off when the log is
  /// opened for writing; `repairs` then says so. What the published checkpoint or the caller knows
  /// to be committed is never cut off: where the head is damaged or older than that, the log goes
  /// on over the whole entries behind it.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - access: What for.
  ///   - committed: How many entries were committed at least, as somebody else knows.
  /// - Returns: The log.
  /// - Throws: `LogError`, among others `notALog`, `bytesMissing` when committed bytes are gone,
  ///   `damaged` when the stored hashes do not make the committed root, and, for writing,
  ///   `entriesMissing` when fewer entries are there than were committed; then nothing is changed.
  /// - Complexity: O(log *size*); entries are not read.
  public static func open(
    _ path: String, for access: Access, keeping committed: Int = 0
  ) throws(LogError) -> MerkleLog {
    if access == .creating { try makeFolder(path) }
    let opening: LogFile.Opening =
      switch access {
      case .reading: .reading
      case .appending: .writing
      case .creating: .creating
      }
    let files: LogFiles
    do {
      files = try LogFiles(in: path, for: opening)
    } catch .system(_, _, ENOENT) {
      throw .notALog(path: path)
    }
    let log = MerkleLog(path: path, files: files, canWrite: access != .reading)
    try log.state.withLock { (state) throws(LogError) in
      state.committed = committed
      try log.locked(exclusively: log.canWrite) { () throws(LogError) in
        if access == .creating { try log.create(keeping: committed) }
        try log.load(&state)
      }
    }
    return log
  }

  /// Makes the log's folder unless it is there; the name of a new one survives a loss of power.
  private static func makeFolder(_ path: String) throws(LogError) {
    guard mkdir(path, 0o755) == 0 else {
      guard errno == EEXIST else {
        throw .system(path: path, operation: "creating the folder", code: errno)
      }
      return
    }
    // Whatever the path looks like, the folder's own `..` is where its name stands.
    try synchronizeDirectory(path + "/..")
  }

  // MARK: State

  /// How many entries the log has, as far as this process has seen.
  public var size: Int { state.withLock { $0.head.size } }

  /// The root of the log at its present size.
  public var root: Digest256 { state.withLock { $0.head.root } }

  /// What opening found unfinished and put right, one line each; empty after a clean end.
  public var repairs: [String] { state.withLock { $0.repairs } }

  /// Takes notice of what other processes have appended.
  ///
  /// - Throws: `LogError`.
  public func refresh() throws(LogError) {
    try state.withLock { (state) throws(LogError) in
      try locked(exclusively: canWrite) { () throws(LogError) in try reload(&state) }
    }
  }

  private func locked<Result>(
    exclusively: Bool, _ body: () throws(LogError) -> Result
  ) throws(LogError) -> Result {
    try files.head.lock(exclusively: exclusively)
    defer { files.head.unlock() }
    return try body()
  }

  /// Makes an empty log where nothing was ever committed.
  private func create(keeping committed: Int) throws(LogError) {
    guard committed == 0, try files.headSlots().current == nil,
      try files.entries.byteCount() <= LogLayout.headerByteCount,
      try files.hashes.byteCount() <= LogLayout.headerByteCount
    else { return }
    try files.entries.write(LogLayout.entriesHeader, at: 0)
    try files.hashes.write(LogLayout.hashesHeader, at: 0)
    try files.entries.synchronize()
    try files.hashes.synchronize()
    try files.head.truncate(to: 0)
    try files.head.truncate(to: LogHead.fileByteCount)
    try files.head.write(LogHead.empty.bytes, at: 0)
    try files.head.synchronize()
    try synchronizeDirectory(path)
  }

  private func load(_ state: inout State) throws(LogError) {
    let slots = try files.headSlots()
    guard let (head, slot) = slots.current else {
      if try files.entries.byteCount() <= LogLayout.headerByteCount { throw .notALog(path: path) }
      throw .damaged(
        LogDamage(
          file: LogLayout.headName, offset: 0, byteCount: LogHead.fileByteCount,
          part: "both records of the log's size"))
    }
    if let damage = try files.headerDamage().first { throw .damaged(damage) }
    for (file, end) in [
      (files.entries, head.entriesEnd), (files.hashes, LogLayout.groupOffset(of: head.size)),
    ] {
      let actual = try file.byteCount()
      guard actual >= end else {
        throw .bytesMissing(file: file.name, committed: end, actual: actual)
      }
    }
    let files = files
    var edge = try CompactRange(size: head.size) { node throws(LogError) in
      try files.hash(of: node)
    }
    guard edge.root == head.root else {
      throw .damaged(
        LogDamage(
          file: LogLayout.hashesName, offset: LogLayout.headerByteCount,
          byteCount: LogLayout.groupOffset(of: head.size) - LogLayout.headerByteCount,
          part: "a hash below the root"))
    }
    let committed = max(state.committed, state.head.size, try publishedSize())
    // A damaged record may have been the later one, and one put back from a backup is older than what was committed:
    // nothing whole is cut off then.
    let isDoubtful = !slots.damaged.isEmpty || head.size < committed
    let present = isDoubtful ? try files.rolledForward(from: head, edge: &edge) : head
    if canWrite, present.size < committed {
      throw .entriesMissing(size: present.size, committed: committed)
    }
    state.head = present
    state.slot = slot
    state.edge = edge
    if isDoubtful { try settle(head, isWhole: slots.damaged.isEmpty, &state) }
    if canWrite { try cutTail(&state) }
  }

  private func reload(_ state: inout State) throws(LogError) {
    let slots = try files.headSlots()
    let hasTail = canWrite ? try hasTail(state.head) : false
    guard let current = slots.current, current.head == state.head, slots.damaged.isEmpty, !hasTail
    else { return try load(&state) }
  }

  /// How many entries the published checkpoint has, whoever signed it; 0 when there is none that can be read.
  private func publishedSize() throws(LogError) -> Int {
    let file: LogFile
    do {
      file = try LogFile(name: LogLayout.checkpointName, in: path, for: .reading)
    } catch .system(_, _, ENOENT) {
      return 0
    }
    let note = try? SignedNote(bytes: file.read(at: 0, count: file.byteCount()))
    return note.flatMap { try? Checkpoint(noteText: $0.text).size } ?? 0
  }

  /// Says what was found behind a head that cannot be relied on, and commits it.
  private func settle(_ head: LogHead, isWhole: Bool, _ state: inout State) throws(LogError) {
    let present = state.head
    let keptCount = present.size - head.size
    state.repairs.append(
      isWhole
        ? "\(LogLayout.headName): the record of the log's size says \(head.size), which is older than what was "
          + "committed, and \(keptCount) whole entries behind it are kept"
        : "\(LogLayout.headName): one of the two records of the log's size is damaged; the other says "
          + "\(head.size), and \(keptCount) whole entries behind it are kept")
    guard canWrite else { return }
    try commit(present, &state)
    // The slot that held now is the other one; write it too, so that both are whole again.
    if keptCount == 0 { try commit(present, &state) }
  }

  private func hasTail(_ head: LogHead) throws(LogError) -> Bool {
    let (entries, hashes) = (try files.entries.byteCount(), try files.hashes.byteCount())
    return entries > head.entriesEnd || hashes > LogLayout.groupOffset(of: head.size)
  }

  private func cutTail(_ state: inout State) throws(LogError) {
    for (file, end) in [
      (files.entries, state.head.entriesEnd),
      (files.hashes, LogLayout.groupOffset(of: state.head.size)),
    ] {
      let actual = try file.byteCount()
      guard actual > end else { continue }
      try file.truncate(to: end)
      state.repairs.append(
        "\(file.name): cut off \(actual - end) bytes of an unfinished write after the "
          + "\(state.head.size) committed entries")
    }
  }

  private func commit(_ head: LogHead, _ state: inout State) throws(LogError) {
    let slot = 1 - state.slot
    try files.head.write(head.bytes, at: slot * LogHead.slotDistance)
    try files.head.synchronize()
    state.slot = slot
    state.head = head
  }

  // MARK: Appending

  /// Appends entries, all or none, and makes them durable.
  ///
  /// - Parameter entries: The entries, in their order.
  /// - Returns: Their places in the log.
  /// - Throws: `LogError`; then nothing was appended.
  /// - Complexity: O(*n*) in the entries' bytes, and three waits for the disk however many entries.
  @discardableResult
  public func append(_ entries: [LogEntry]) throws(LogError) -> Range<Int> {
    try append(bytes: entries.map(\.bytes))
  }

  /// Appends entries that are given as bytes, all or none, and makes them durable.
  ///
  /// - Parameter entries: The bytes of the entries, in their order; they are not looked into.
  /// - Returns: Their places in the log.
  /// - Throws: `LogError`; then nothing was appended.
  @discardableResult
  public func append(bytes entries: [[UInt8]]) throws(LogError) -> Range<Int> {
    guard canWrite else { throw .readOnly }
    if let long = entries.first(where: { $0.count > LogEntry.byteLimit }) {
      throw .entryTooLong(byteCount: long.count, limit: LogEntry.byteLimit)
    }
    return try state.withLock { (state) throws(LogError) in
      guard !state.needsReopening else { throw .needsReopening }
      return try locked(exclusively: true) { () throws(LogError) in
        try reload(&state)
        let first = state.head.size
        guard !entries.isEmpty else { return first..<first }
        do throws(LogError) {
          try write(entries, &state)
        } catch {
          // The system may have dropped what it could not write: only the disk knows the truth.
          state.needsReopening = true
          throw error
        }
        return first..<state.head.size
      }
    }
  }

  private func write(_ entries: [[UInt8]], _ state: inout State) throws(LogError) {
    var edge = state.edge
    var end = state.head.entriesEnd
    var records: [UInt8] = []
    var groups: [UInt8] = []
    for entry in entries {
      let record = LogLayout.record(of: entry)
      records += record
      end += record.count
      let leaf = MerkleHashing.leafHash(of: entry)
      groups += LogLayout.bigEndian(UInt64(end)) + leaf.bytes
      for hash in edge.append(leaf) { groups += hash.bytes }
    }
    try files.entries.write(records, at: state.head.entriesEnd)
    try files.hashes.write(groups, at: LogLayout.groupOffset(of: state.head.size))
    try files.entries.synchronize()
    try files.hashes.synchronize()
    try commit(LogHead(size: edge.size, entriesEnd: end, root: edge.root), &state)
    state.edge = edge
  }

  // MARK: Reading

  /// The bytes of an entry.
  ///
  /// - Parameter index: The entry's place, from 0.
  /// - Returns: The bytes, as they were appended.
  /// - Throws: `LogError.noSuchEntry`, `damaged` when the bytes do not agree with their hash.
  public func entryBytes(at index: Int) throws(LogError) -> [UInt8] {
    let size = size
    guard 0..<size ~= index else { throw .noSuchEntry(index: index, size: size) }
    return try files.entry(at: index)
  }

  /// The root of the log when it had a given size.
  ///
  /// - Parameter size: A size, at most the present one.
  /// - Returns: The root.
  /// - Throws: `LogError`.
  /// - Complexity: O(log *size*).
  public func root(atSize size: Int) throws(LogError) -> Digest256 {
    try checkSize(size)
    return try CompactRange(size: size) { node throws(LogError) in try files.hash(of: node) }.root
  }

  /// The proof that an entry stands at its place in the log of a given size.
  ///
  /// - Parameters:
  ///   - index: The entry's place.
  ///   - treeSize: The size, above `index` and at most the present one.
  /// - Returns: The proof.
  /// - Throws: `LogError`.
  /// - Complexity: O(log *treeSize*).
  public func inclusionProof(
    of index: Int, inTreeOf treeSize: Int
  ) throws(LogError) -> InclusionProof {
    try checkSize(treeSize)
    guard 0..<treeSize ~= index else { throw .noSuchEntry(index: index, size: treeSize) }
    return try InclusionProof(of: index, inTreeOf: treeSize) { node throws(LogError) in
      try files.hash(of: node)
    }
  }

  /// The proof that the log of one size begins the log of another.
  ///
  /// - Parameters:
  ///   - oldSize: The smaller size.
  ///   - newSize: The larger size, at most the present one.
  /// - Returns: The proof.
  /// - Throws: `LogError`.
  /// - Complexity: O(log *newSize*).
  public func consistencyProof(
    from oldSize: Int, to newSize: Int
  ) throws(LogError) -> ConsistencyProof {
    try checkSize(newSize)
    guard 0...newSize ~= oldSize else { throw .noSuchSize(size: oldSize, logSize: newSize) }
    return try ConsistencyProof(from: oldSize, to: newSize) { node throws(LogError) in
      try files.hash(of: node)
    }
  }

  private func checkSize(_ wanted: Int) throws(LogError) {
    let size = size
    guard 0...size ~= wanted else { throw .noSuchSize(size: wanted, logSize: size) }
  }
}
