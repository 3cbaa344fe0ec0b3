// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing

@testable import TransparencyLog

@Suite struct MerkleLogTests {
  @Test func `what is appended comes back after reopening`() throws {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    #expect(log.size == 0)
    #expect(log.root == MerkleHashing.emptyRoot)
    #expect(try log.append([]) == 0..<0)
    #expect(try log.append([Samples.entries[0]]) == 0..<1)
    #expect(try log.append(Array(Samples.entries.dropFirst())) == 1..<6)
    let again = try folder.open(.reading)
    #expect(again.size == 6)
    #expect(again.root == log.root)
    #expect(again.repairs.isEmpty)
    #expect(try (0..<6).map { try again.entry(at: $0) } == Samples.entries)
    #expect(throws: LogError.readOnly) { try again.append([Samples.registered]) }
    #expect(throws: LogError.noSuchEntry(index: 6, size: 6)) { try again.entry(at: 6) }
    #expect(throws: LogError.noSuchEntry(index: -1, size: 6)) { try again.entry(at: -1) }
    #expect(throws: LogError.noSuchSize(size: 7, logSize: 6)) { try again.root(atSize: 7) }
    #expect(throws: LogError.noSuchSize(size: 5, logSize: 4)) {
      try again.consistencyProof(from: 5, to: 4)
    }
  }

  @Test func `stored proofs and roots are those of the recursive definition`() throws {
    let folder = try LogFolder()
    let entries = (0..<70).map { number in [UInt8](repeating: UInt8(number), count: number * 3) }
    let truth = RecursiveTree(entries: entries)
    let log = try folder.open(.creating)
    var size = 0
    // Batches of 1, 2, 3 and so on.
    var batch = 0
    while size < entries.count {
      batch += 1
      let end = min(size + batch, entries.count)
      try log.append(bytes: Array(entries[size..<end]))
      size = end
      #expect(log.root.bytes == truth.head(0..<size))
    }
    let again = try folder.open(.reading)
    for size in 0...entries.count {
      #expect(try again.root(atSize: size).bytes == truth.head(0..<size))
      for index in 0..<size {
        let proof = try again.inclusionProof(of: index, inTreeOf: size)
        #expect(proof.path.map(\.bytes) == truth.path(index, 0..<size))
      }
      for old in 1..<max(size, 2) where size > 1 {
        let proof = try again.consistencyProof(from: old, to: size)
        #expect(proof.path.map(\.bytes) == truth.proof(old, 0..<size))
      }
    }
    let examination = try MerkleLog.examine(folder.path)
    #expect(examination.isSound)
    #expect(examination.size == 70)
    #expect(examination.root == log.root)
    #expect(examination.uncommittedByteCount == 0)
  }

  @Test func `a folder without a log says so`() throws {
    let folder = try LogFolder()
    #expect(throws: LogError.notALog(path: folder.path)) { try folder.open(.reading) }
    #expect(throws: LogError.notALog(path: folder.path)) { try folder.open(.appending) }
    #expect(throws: LogError.notALog(path: folder.path)) { try MerkleLog.examine(folder.path) }
    #expect(LogError.notALog(path: "x").description == "there is no log in x")
  }

  @Test func `an entry that is too long is refused and nothing appended`() throws {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    let longest = [UInt8](repeating: 1, count: LogEntry.byteLimit)
    try log.append(bytes: [longest])
    #expect(throws: LogError.entryTooLong(byteCount: 65_536, limit: 65_535)) {
      try log.append(bytes: [[1], longest + [1]])
    }
    #expect(log.size == 1)
    #expect(try log.entryBytes(at: 0) == longest)
  }

  @Test func `two writers append one after the other`() throws {
    let folder = try LogFolder()
    let first = try folder.open(.creating)
    let second = try folder.open()
    let reader = try folder.open(.reading)
    #expect(try first.append(bytes: [[1]]) == 0..<1)
    #expect(try second.append(bytes: [[2], [3]]) == 1..<3)
    #expect(try first.append(bytes: [[4]]) == 3..<4)
    #expect(reader.size == 0)
    try reader.refresh()
    #expect(reader.size == 4)
    #expect(try (0..<4).map { try reader.entryBytes(at: $0) } == [[1], [2], [3], [4]])
    #expect(first.repairs.isEmpty && second.repairs.isEmpty)
  }

  @Test func `many tasks append at once and every entry has its place`() async throws {
    let folder = try LogFolder()
    let logs = [try folder.open(.creating), try folder.open()]
    let places = try await withThrowingTaskGroup(of: (Int, UInt8).self) { group in
      for number in 0..<40 {
        group.addTask {
          (try logs[number % 2].append(bytes: [[UInt8(number)]]).lowerBound, UInt8(number))
        }
      }
      return try await group.reduce(into: [Int: UInt8]()) { $0[$1.0] = $1.1 }
    }
    #expect(places.count == 40)
    let reader = try folder.open(.reading)
    for (place, number) in places { #expect(try reader.entryBytes(at: place) == [number]) }
    #expect(try MerkleLog.examine(folder.path).isSound)
  }

  // MARK: Torn writes

  /// The files as they are after `committed` entries and after the next commit of three more.
  private func states(committed: Int) throws -> (
    folder: LogFolder, before: [String: [UInt8]], after: [String: [UInt8]]
  ) {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    for index in 0..<committed { try log.append([Samples.entries[index]]) }
    let before = try folder.files()
    try log.append(Array(Samples.entries[committed..<committed + 3]))
    return (folder, before, try folder.files())
  }

  /// Every state that a commit can be torn in: entries are durable before hashes are begun to be
  /// relied upon, and both before the head.
  private func tornStates(
    _ before: [String: [UInt8]], _ after: [String: [UInt8]]
  ) throws -> [(files: [String: [UInt8]], headBytes: Int)] {
    var states: [(files: [String: [UInt8]], headBytes: Int)] = []
    let entries = try #require(after["entries.log"])
    let hashes = try #require(after["hashes"])
    let oldHead = try #require(before["head"])
    let newHead = try #require(after["head"])
    let entriesStart = try #require(before["entries.log"]).count
    let hashesStart = try #require(before["hashes"]).count
    for count in entriesStart...entries.count {
      var files = before
      files["entries.log"] = Array(entries[..<count])
      states.append((files, 0))
    }
    for count in hashesStart...hashes.count {
      var files = before
      files["entries.log"] = entries
      files["hashes"] = Array(hashes[..<count])
      states.append((files, 0))
      // The file can be longer before its bytes are there: a hole.
      files["hashes"] = Array(hashes[..<count]) + Array(repeating: 0, count: hashes.count - count)
      states.append((files, 0))
    }
    let changed = newHead.indices.filter { oldHead[$0] != newHead[$0] }
    for count in 1..<changed.count {
      var files = after
      var head = oldHead
      for position in changed[..<count] { head[position] = newHead[position] }
      files["head"] = head
      states.append((files, count))
    }
    return states
  }

  @Test(arguments: [0, 3])
  func `a commit torn at any byte is cut off, or kept whole`(committed: Int) throws {
    let (folder, before, after) = try states(committed: committed)
    let torn = try tornStates(before, after)
    #expect(torn.count > 700)
    for (number, state) in torn.enumerated() {
      try folder.restore(state.files)
      // While the head is torn all else is durable, so the entries are kept; else they are cut.
      let expected = state.headBytes == 0 ? committed : committed + 3
      let reader = try folder.open(.reading)
      #expect(reader.size == expected)
      let log = try folder.open()
      #expect(log.size == expected)
      for index in 0..<expected {
        #expect(try log.entry(at: index) == Samples.entries[index])
      }
      let isWhole = try folder.read("entries.log").count == before["entries.log"]?.count
      if state.headBytes == 0 { #expect(isWhole) }
      let untouched = state.files == before
      #expect(log.repairs.isEmpty == untouched)
      if number % 16 == 0 {
        try log.append([Samples.registered])
        #expect(try log.entry(at: expected) == Samples.registered)
      }
      if number % 8 == 0 {
        let examination = try MerkleLog.examine(folder.path)
        #expect(examination.isSound, "\(examination.lines)")
      }
    }
  }

  @Test func `the message says what was cut off`() throws {
    let folder = try LogFolder()
    try folder.open(.creating).append([Samples.registered])
    try folder.write(try folder.read("entries.log") + [0, 0, 1], to: "entries.log")
    #expect(try MerkleLog.examine(folder.path).uncommittedByteCount == 3)
    #expect(
      try folder.open().repairs == [
        "entries.log: cut off 3 bytes of an unfinished write after the 1 committed entries"
      ])
    #expect(try folder.open().repairs.isEmpty)
  }

  @Test func `a log whose making was torn at any byte is made anew`() throws {
    let folder = try LogFolder()
    _ = try folder.open(.creating)
    let made = try folder.files()
    for name in LogFolder.names {
      let bytes = try #require(made[name])
      for count in 0..<min(bytes.count, 64) {
        var files = made.mapValues { _ in [UInt8]() }
        if name == "head" { files = made }
        files[name] = Array(bytes[..<count])
        try folder.restore(files)
        let log = try folder.open(.creating)
        #expect(log.size == 0)
        #expect(try folder.files() == made)
      }
    }
  }

  @Test func `committed bytes that are gone are named and never papered over`() throws {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    try log.append(Samples.entries)
    let files = try folder.files()
    for name in ["entries.log", "hashes"] {
      let bytes = try #require(files[name])
      for count in stride(from: 0, to: bytes.count, by: 13) {
        try folder.restore(files)
        try folder.write(Array(bytes[..<count]), to: name)
        #expect(throws: LogError.self) { try folder.open() }
        #expect(try folder.read(name).count == count)
        let examination = try MerkleLog.examine(folder.path)
        #expect(examination.lines.contains { $0.hasPrefix("\(name) ends after \(count) of") })
      }
    }
  }
}
