// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

/// What is committed is not cut off, whatever the record of the log's size says.
@Suite struct LostHeadTests {
  /// A log whose entries came one by one, with the head as it was after each.
  private func makeLog(
    of count: Int, published: Bool
  ) throws -> (folder: LogFolder, heads: [[UInt8]]) {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    var heads = [try folder.read("head")]
    for entry in Samples.entries.prefix(count) {
      try log.append([entry])
      heads.append(try folder.read("head"))
    }
    if published { _ = try log.publishCheckpoint(signedBy: Samples.key()) }
    return (folder, heads)
  }

  private func expectWhole(_ folder: LogFolder, _ count: Int) throws {
    #expect(try folder.open(.reading).size == count)
    let log = try folder.open()
    #expect(log.size == count)
    for index in 0..<count { #expect(try log.entry(at: index) == Samples.entries[index]) }
    #expect(try MerkleLog.examine(folder.path).isSound)
    try log.append([Samples.registered])
    #expect(try folder.open().size == count + 1)
  }

  @Test(arguments: 2...6, [true, false])
  func `a record that is zeros or missing takes no entry with it`(
    count: Int, published: Bool
  ) throws {
    for change in ["zeros", "zeros before", "short"] {
      let (folder, heads) = try makeLog(of: count, published: published)
      var head = heads[count]
      let slot = count % 2
      switch change {
      case "zeros":
        let start = slot * LogHead.slotDistance
        head.replaceSubrange(
          start..<(start + LogHead.byteCount), with: repeatElement(0, count: LogHead.byteCount))
      case "zeros before":
        let start = (1 - slot) * LogHead.slotDistance
        head.replaceSubrange(
          start..<(start + LogHead.byteCount), with: repeatElement(0, count: LogHead.byteCount))
      default:
        head = Array(head[..<2080])
      }
      try folder.write(head, to: "head")
      let found = try MerkleLog.examine(folder.path)
      #expect(found.size == count && found.damage.map(\.file) == ["head"], "\(change)")
      try expectWhole(folder, count)
    }
  }

  @Test func `the record of the first entry that is zeros takes no published entry with it`() throws
  {
    let (folder, heads) = try makeLog(of: 1, published: true)
    try folder.write(heads[0], to: "head")
    try expectWhole(folder, 1)
  }

  @Test(arguments: 0..<6)
  func `a record of before takes no published entry with it`(size: Int) throws {
    let (folder, heads) = try makeLog(of: 6, published: true)
    try folder.write(heads[size], to: "head")
    try expectWhole(folder, 6)
  }

  @Test(arguments: 0..<6)
  func `a record of before takes no entry with it that somebody else knows of`(size: Int) throws {
    let (folder, heads) = try makeLog(of: 6, published: false)
    try folder.write(heads[size], to: "head")
    let log = try MerkleLog.open(folder.path, for: .appending, keeping: 6)
    #expect(log.size == 6)
    #expect(log.repairs.count == 1)
    try expectWhole(folder, 6)
  }

  @Test func `what was committed and is not there is refused, and nothing is touched`() throws {
    let (folder, heads) = try makeLog(of: 6, published: true)
    let entries = try folder.read("entries.log")
    try folder.write(heads[3], to: "head")
    try folder.write(Array(entries.dropLast(5)), to: "entries.log")
    let before = try folder.files()
    #expect(throws: LogError.entriesMissing(size: 5, committed: 6)) { try folder.open() }
    #expect(throws: LogError.entriesMissing(size: 5, committed: 6)) { try folder.open(.creating) }
    #expect(try folder.files() == before)
  }

  @Test func `a log that is open knows what it has committed`() throws {
    let (folder, heads) = try makeLog(of: 3, published: false)
    let log = try folder.open()
    try log.append(Array(Samples.entries[3...]))
    for head in heads {
      try folder.write(head, to: "head")
      try log.refresh()
      #expect(log.size == 6)
    }
    try expectWhole(folder, 6)
  }
}
