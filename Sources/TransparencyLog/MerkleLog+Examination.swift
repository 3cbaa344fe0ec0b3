// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc

extension MerkleLog {
  /// Reads every byte of a log and holds it against all others.
  ///
  /// A changed byte is found wherever it is: in an entry, its length, its checksum, its place, a
  /// hash of any level, the record of the log's size, the marks of the formats, and the published
  /// checkpoint. It is named by file, offset and entry. The folder is only read.
  ///
  /// - Parameters:
  ///   - path: The log's folder.
  ///   - keys: The keys that may have signed the published checkpoint; without keys its root is
  ///     compared all the same.
  /// - Returns: What was found.
  /// - Throws: `LogError` when the files cannot be read at all.
  /// - Complexity: O(*n*) in the bytes of the files; memory for one entry.
  public static func examine(
    _ path: String, keys: [VerifierKey] = []
  ) throws(LogError) -> LogExamination {
    let files: LogFiles
    do {
      files = try LogFiles(in: path, for: .reading)
    } catch .system(_, _, ENOENT) {
      throw .notALog(path: path)
    }
    try files.head.lock(exclusively: false)
    defer { files.head.unlock() }
    // Files without a byte are of a log that another process is about to make.
    if try files.head.byteCount() + files.entries.byteCount() + files.hashes.byteCount() == 0 {
      throw .notALog(path: path)
    }
    var examiner = LogExaminer(files: files)
    try examiner.readCheckpoint(in: path, keys: keys)
    try examiner.examine()
    return examiner.result
  }
}

/// The walk of a full check over a log's files.
struct LogExaminer {
  private let files: LogFiles
  private(set) var result = LogExamination()
  private var edge = CompactRange()
  /// Where the next record begins.
  private var start = LogLayout.headerByteCount

  init(files: LogFiles) { self.files = files }

  mutating func readCheckpoint(in path: String, keys: [VerifierKey]) throws(LogError) {
    let file: LogFile
    do {
      file = try LogFile(name: LogLayout.checkpointName, in: path, for: .reading)
    } catch .system(_, _, ENOENT) {
      return
    }
    let bytes = try file.read(at: 0, count: try file.byteCount())
    do throws(NoteError) {
      let note = try SignedNote(bytes: bytes)
      result.checkpoint =
        keys.isEmpty
        ? try Checkpoint(noteText: note.text) : try Checkpoint.verified(note, by: keys)
    } catch {
      result.contradictions.append("\(LogLayout.checkpointName): \(error)")
    }
  }

  mutating func examine() throws(LogError) {
    result.damage += try files.headerDamage()
    let slots = try files.headSlots()
    try examineHeadFile(slots)
    let head = slots.current?.head
    if head == nil {
      result.contradictions.append(
        "\(LogLayout.headName): the log's size is lost; as many entries are checked as are whole")
    }
    guard try allBytesAreThere(for: head) else { return }
    let entriesByteCount = try files.entries.byteCount()
    let hashesByteCount = try files.hashes.byteCount()
    // With a damaged head, the entries behind the other may be committed too: check what is there.
    let isCertain = head != nil && slots.damaged.isEmpty
    compareCheckpoint()
    while isCertain ? edge.size < head?.size ?? 0 : groupEnd <= hashesByteCount {
      guard try examineEntry(entriesEnd: head?.entriesEnd, limit: entriesByteCount) else { return }
      compareCheckpoint()
    }
    result.size = edge.size
    result.root = edge.root
    result.uncommittedByteCount =
      entriesByteCount - start + hashesByteCount - LogLayout.groupOffset(of: edge.size)
    if let head, isCertain, result.damage.isEmpty, head.root != edge.root {
      result.contradictions.append(
        "the entries make root \(edge.root), and \(head.root) was committed")
    }
    if let checkpoint = result.checkpoint, checkpoint.size > edge.size {
      result.contradictions.append(
        "the log has \(edge.size) entries, and its published checkpoint has \(checkpoint.size)")
    }
  }

  private var groupEnd: Int { LogLayout.groupOffset(of: edge.size + 1) }

  /// The slots, and the zeros between them.
  private mutating func examineHeadFile(_ slots: LogHeadSlots) throws(LogError) {
    for slot in slots.damaged {
      result.damage.append(
        LogDamage(
          file: LogLayout.headName, offset: slot * LogHead.slotDistance,
          byteCount: LogHead.byteCount, part: "the record of the log's size"))
    }
    let bytes = try files.head.read(at: 0, count: try files.head.byteCount())
    let ranges = [LogHead.byteCount..<LogHead.slotDistance, LogHead.fileByteCount..<Int.max]
    for range in ranges {
      let padding = bytes.indices.clamped(to: range)
      for offset in padding where bytes[offset] != 0 {
        result.damage.append(
          LogDamage(file: LogLayout.headName, offset: offset, part: "unused space"))
      }
    }
  }

  private mutating func allBytesAreThere(for head: LogHead?) throws(LogError) -> Bool {
    guard let head else { return true }
    for (file, end) in [
      (files.entries, head.entriesEnd), (files.hashes, LogLayout.groupOffset(of: head.size)),
    ] {
      let actual = try file.byteCount()
      if actual < end {
        result.contradictions.append(
          "\(LogError.bytesMissing(file: file.name, committed: end, actual: actual))")
      }
    }
    return result.contradictions.allSatisfy { !$0.contains("committed bytes") }
  }

  private mutating func compareCheckpoint() {
    guard let checkpoint = result.checkpoint, checkpoint.size == edge.size,
      checkpoint.root != edge.root
    else { return }
    result.contradictions.append(
      "the first \(edge.size) entries make root \(edge.root), and the published checkpoint has "
        + "\(checkpoint.root)")
  }

  /// One way to read the record at `start`: where it ends, and what then holds.
  private struct Reading {
    let end: Int
    let bytes: [UInt8]
    let entry: [UInt8]
    let leaf: Digest256
    let fitsLeafHash: Bool
    let fitsChecksum: Bool
    /// The record as it must be if length and content are right.
    var expected: [UInt8] { LogLayout.record(of: entry) }
  }

  private func reading(until end: Int, storedLeaf: [UInt8]) throws(LogError) -> Reading {
    let bytes = try files.entries.read(at: start, count: end - start)
    let entry = Array(bytes.dropFirst(4).dropLast(4))
    let leaf = MerkleHashing.leafHash(of: entry)
    return Reading(
      end: end, bytes: bytes, entry: entry, leaf: leaf, fitsLeafHash: leaf.bytes == storedLeaf,
      fitsChecksum: bytes.suffix(4) == LogLayout.record(of: entry).suffix(4))
  }

  /// Checks one entry with its group of hashes; false when the way on is lost.
  private mutating func examineEntry(entriesEnd: Int?, limit: Int) throws(LogError) -> Bool {
    let index = edge.size
    let groupOffset = LogLayout.groupOffset(of: index)
    let group = try files.hashes.read(
      at: groupOffset, count: LogLayout.groupByteCount(of: index))
    let storedEnd = Array(group.prefix(8))
    let storedLeaf = Array(group.dropFirst(8).prefix(Digest256.byteCount))
    let length = LogLayout.number(try files.entries.read(at: start, count: 4))

    // The length and the stored end each say where the record ends; a changed byte leaves one.
    let overhead = LogLayout.recordOverhead
    let byLength = Int(exactly: length).map { start + overhead + min($0, 1 << 32) }
    let byGroup = Int(exactly: LogLayout.number(storedEnd))
    let possible = start + overhead...start + overhead + LogEntry.byteLimit
    var readings: [Reading] = []
    for end in [byLength, byGroup] {
      guard let end, possible.contains(end), end <= limit, end != readings.first?.end else {
        continue
      }
      readings.append(try reading(until: end, storedLeaf: storedLeaf))
    }
    guard
      let chosen = readings.first(where: \.fitsLeafHash) ?? readings.first(where: \.fitsChecksum)
        ?? (byLength == byGroup ? readings.first : nil)
        ?? readings.first(where: { $0.end == byGroup })
    else {
      result.damage.append(
        LogDamage(
          file: files.entries.name, offset: start, byteCount: 4, entry: index,
          part: "the length, and nothing behind it can be read"))
      return false
    }

    result.damage += files.differences(
      storedEnd, LogLayout.bigEndian(UInt64(chosen.end)), in: files.hashes, at: groupOffset,
      entry: index, part: "the end of the record")
    result.damage += recordDamage(chosen, storedLeaf: storedLeaf, entry: index)
    let leaf: Digest256
    if chosen.fitsChecksum, !chosen.fitsLeafHash {
      result.damage += files.differences(
        storedLeaf, chosen.leaf.bytes, in: files.hashes, at: groupOffset + 8, entry: index,
        part: "the leaf hash")
      leaf = chosen.leaf
    } else {
      leaf = Digest256(bytes: storedLeaf) ?? chosen.leaf
    }

    for (position, hash) in edge.append(leaf).enumerated() {
      let offset = 8 + (position + 1) * Digest256.byteCount
      result.damage += files.differences(
        Array(group.dropFirst(offset).prefix(Digest256.byteCount)), hash.bytes, in: files.hashes,
        at: groupOffset + offset, entry: index, part: "the hash of a node, level \(position + 1),")
    }
    start = chosen.end
    return true
  }

  private func recordDamage(
    _ reading: Reading, storedLeaf: [UInt8], entry index: Int
  ) -> [LogDamage] {
    let name = files.entries.name
    if reading.fitsLeafHash || reading.fitsChecksum {
      // The content is right, so a difference is in the length before it or the checksum after it.
      return files.differences(
        reading.bytes, reading.expected, in: files.entries, at: start, entry: index,
        part: reading.bytes.prefix(4) == reading.expected.prefix(4)
          ? "the checksum" : "the length")
    }
    if let position = changedByte(in: reading, storedLeaf: storedLeaf) {
      return [
        LogDamage(file: name, offset: start + position, entry: index, part: "the content")
      ]
    }
    return [
      LogDamage(
        file: name, offset: start + 4, byteCount: max(1, reading.entry.count), entry: index,
        part: "the content")
    ]
  }

  /// The one changed byte of a record's content, when a single change explains both the checksum
  /// and the leaf's hash.
  private func changedByte(in reading: Reading, storedLeaf: [UInt8]) -> Int? {
    let body = Array(reading.bytes.dropLast(4))
    let wanted = UInt32(LogLayout.number(reading.bytes.suffix(4)))
    let changes = CRC32C.singleByteChanges(
      from: CRC32C.checksum(of: body), to: wanted, byteCount: body.count)
    return changes.first { change in
      guard change.position >= 4 else { return false }
      var entry = reading.entry
      entry[change.position - 4] ^= change.difference
      return MerkleHashing.leafHash(of: entry).bytes == storedLeaf
    }?.position
  }
}
