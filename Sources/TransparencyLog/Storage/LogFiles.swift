// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The three files of a log, and what can be read from them without knowing its state.
struct LogFiles: Sendable {
  let entries: LogFile
  let hashes: LogFile
  let head: LogFile

  init(in directory: String, for opening: LogFile.Opening) throws(LogError) {
    entries = try LogFile(name: LogLayout.entriesName, in: directory, for: opening)
    hashes = try LogFile(name: LogLayout.hashesName, in: directory, for: opening)
    head = try LogFile(name: LogLayout.headName, in: directory, for: opening)
  }

  func headSlots() throws(LogError) -> LogHeadSlots {
    LogHeadSlots(bytes: try head.read(at: 0, count: LogHead.fileByteCount))
  }

  func hash(of node: MerkleNode) throws(LogError) -> Digest256 {
    let offset = LogLayout.hashOffset(of: node)
    guard let hash = Digest256(bytes: try hashes.read(at: offset, count: Digest256.byteCount))
    else {
      throw .bytesMissing(
        file: hashes.name, committed: offset + Digest256.byteCount,
        actual: try hashes.byteCount())
    }
    return hash
  }

  /// The wrong bytes in the headers of the files.
  func headerDamage() throws(LogError) -> [LogDamage] {
    var damage: [LogDamage] = []
    for (file, header) in [(entries, LogLayout.entriesHeader), (hashes, LogLayout.hashesHeader)] {
      let actual = try file.read(at: 0, count: header.count)
      damage += differences(
        actual, header, in: file, at: 0, entry: nil, part: "the mark of the format")
    }
    return damage
  }

  /// The first byte in which two stretches differ, as a damage; none when they agree.
  func differences(
    _ actual: [UInt8], _ expected: [UInt8], in file: LogFile, at offset: Int, entry: Int?,
    part: String
  ) -> [LogDamage] {
    guard
      let position = expected.indices.first(where: {
        !actual.indices.contains($0) || actual[$0] != expected[$0]
      })
    else { return [] }
    return [LogDamage(file: file.name, offset: offset + position, entry: entry, part: part)]
  }

  /// The bytes of a committed entry, held against the record's checksum and the leaf's hash.
  func entry(at index: Int) throws(LogError) -> [UInt8] {
    let start =
      index == 0
      ? LogLayout.headerByteCount : try recordEnd(of: index - 1)
    let end = try recordEnd(of: index)
    let record = LogDamage(
      file: entries.name, offset: start, byteCount: max(1, end - start), entry: index,
      part: "the record")
    let overhead = LogLayout.recordOverhead
    guard (start + overhead...start + overhead + LogEntry.byteLimit).contains(end) else {
      throw .damaged(
        LogDamage(
          file: hashes.name, offset: LogLayout.groupOffset(of: index), byteCount: 8, entry: index,
          part: "the end of the record"))
    }
    let bytes = try entries.read(at: start, count: end - start)
    let entry = Array(bytes.dropFirst(4).dropLast(4))
    guard bytes == LogLayout.record(of: entry) else { throw .damaged(record) }
    let leaf = MerkleNode(level: 0, index: index)
    guard MerkleHashing.leafHash(of: entry) == (try hash(of: leaf)) else {
      throw .damaged(
        LogDamage(
          file: hashes.name, offset: LogLayout.hashOffset(of: leaf),
          byteCount: Digest256.byteCount, entry: index, part: "the leaf hash"))
    }
    return entry
  }

  private func recordEnd(of index: Int) throws(LogError) -> Int {
    let bytes = try hashes.read(at: LogLayout.groupOffset(of: index), count: 8)
    return Int(exactly: LogLayout.number(bytes)) ?? 0
  }

  /// Goes on from a head over the entries that are whole, with all their hashes, and were committed
  /// by a head that is damaged.
  func rolledForward(from head: LogHead, edge: inout CompactRange) throws(LogError) -> LogHead {
    var end = head.entriesEnd
    while true {
      let group = try hashes.read(
        at: LogLayout.groupOffset(of: edge.size),
        count: LogLayout.groupByteCount(of: edge.size))
      guard group.count == LogLayout.groupByteCount(of: edge.size),
        let next = Int(exactly: LogLayout.number(group.prefix(8))), next > end,
        next - end <= LogEntry.byteLimit + LogLayout.recordOverhead
      else { break }
      let record = try entries.read(at: end, count: next - end)
      let entry = Array(record.dropFirst(4).dropLast(4))
      let leaf = MerkleHashing.leafHash(of: entry)
      var grown = edge
      let completed = grown.append(leaf)
      guard record == LogLayout.record(of: entry),
        Array(group.dropFirst(8)) == ([leaf] + completed).flatMap(\.bytes)
      else { break }
      edge = grown
      end = next
    }
    return LogHead(size: edge.size, entriesEnd: end, root: edge.root)
  }
}
