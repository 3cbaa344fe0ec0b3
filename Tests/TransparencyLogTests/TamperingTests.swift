// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

@Suite struct TamperingTests {
  private func makeLog() throws -> LogFolder {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    try log.append(Array(Samples.entries[..<4]))
    try log.append(Array(Samples.entries[4...]))
    return folder
  }

  /// Which entry the bytes of `entries.log` belong to.
  private func owners() -> [Int?] {
    var owners = [Int?](repeating: nil, count: LogLayout.headerByteCount)
    for (index, entry) in Samples.entries.enumerated() {
      owners += [Int?](repeating: index, count: entry.bytes.count + LogLayout.recordOverhead)
    }
    return owners
  }

  @Test(arguments: [UInt8(0x01), 0xFF])
  func `every changed byte of the entries is named by offset and entry`(change: UInt8) throws {
    let folder = try makeLog()
    let bytes = try folder.read("entries.log")
    let owners = owners()
    #expect(owners.count == bytes.count)
    for offset in bytes.indices {
      var changed = bytes
      changed[offset] ^= change
      try folder.write(changed, to: "entries.log")
      let found = try MerkleLog.examine(folder.path)
      #expect(found.damage.count == 1)
      #expect(found.contradictions.isEmpty)
      let damage = try #require(found.damage.first)
      #expect(damage.file == "entries.log")
      #expect(damage.offset == offset)
      #expect(damage.byteCount == 1)
      #expect(damage.entry == owners[offset])
    }
  }

  @Test(arguments: [UInt8(0x01), 0xFF])
  func `every changed byte of the hashes is named by offset and entry`(change: UInt8) throws {
    let folder = try makeLog()
    let bytes = try folder.read("hashes")
    for offset in bytes.indices {
      var changed = bytes
      changed[offset] ^= change
      try folder.write(changed, to: "hashes")
      let found = try MerkleLog.examine(folder.path)
      #expect(found.damage.count == 1)
      #expect(found.contradictions.isEmpty)
      let damage = try #require(found.damage.first)
      #expect(damage.file == "hashes")
      #expect(damage.offset == offset)
      let owner = Samples.entries.indices.first { LogLayout.groupOffset(of: $0 + 1) > offset }
      #expect(damage.entry == (offset < LogLayout.headerByteCount ? nil : owner))
    }
  }

  @Test func `every changed byte of the head is named, and the log stays readable`() throws {
    let folder = try makeLog()
    let bytes = try folder.read("head")
    // Both slots byte for byte; the zeros between them at steps.
    let zeros = LogHead.byteCount..<LogHead.slotDistance
    for offset in bytes.indices where !zeros.contains(offset) || offset % 61 == 0 {
      var changed = bytes
      changed[offset] ^= 0x10
      try folder.write(changed, to: "head")
      let found = try MerkleLog.examine(folder.path)
      #expect(found.damage.count == 1)
      let damage = try #require(found.damage.first)
      #expect(damage.file == "head")
      #expect(damage.offset <= offset && offset < damage.offset + damage.byteCount)
      #expect(found.size == Samples.entries.count)
      if offset < 70 || offset > 4090 {
        #expect(try folder.open(.reading).size == Samples.entries.count)
        let log = try folder.open()
        #expect(log.size == Samples.entries.count)
        if damage.byteCount > 1 { #expect(try MerkleLog.examine(folder.path).isSound) }
      }
    }
  }

  @Test func `no changed byte is read as if nothing were`() throws {
    let folder = try makeLog()
    let files = try folder.files()
    for name in ["entries.log", "hashes"] {
      let bytes = try #require(files[name])
      for offset in bytes.indices {
        var changed = bytes
        changed[offset] ^= 0x04
        try folder.write(changed, to: name)
        guard let log = try? folder.open(.reading) else { continue }
        for (index, entry) in Samples.entries.enumerated() {
          let read = try? log.entryBytes(at: index)
          #expect(read == nil || read == entry.bytes)
        }
      }
      try folder.write(bytes, to: name)
    }
  }

  @Test func `every changed byte of the published checkpoint is found`() throws {
    let folder = try makeLog()
    let key = try Samples.key()
    _ = try folder.open().publishCheckpoint(signedBy: key)
    #expect(try MerkleLog.examine(folder.path, keys: [key.verifierKey]).isSound)
    let bytes = try folder.read("checkpoint")
    for offset in bytes.indices {
      var changed = bytes
      changed[offset] ^= 0x01
      try folder.write(changed, to: "checkpoint")
      let found = try MerkleLog.examine(folder.path, keys: [key.verifierKey])
      #expect(found.lines.count == 1)
      #expect(found.lines.first?.hasPrefix("checkpoint: ") == true)
    }
  }

  @Test func `two changed bytes in one entry are narrowed to its content`() throws {
    let folder = try makeLog()
    var bytes = try folder.read("entries.log")
    bytes[30] ^= 1
    bytes[90] ^= 1
    try folder.write(bytes, to: "entries.log")
    let found = try MerkleLog.examine(folder.path)
    #expect(
      found.damage == [
        LogDamage(
          file: "entries.log", offset: 20, byteCount: Samples.registered.bytes.count, entry: 0,
          part: "the content")
      ])
    let last = 19 + Samples.registered.bytes.count
    #expect(
      found.lines == [
        "entries.log: bytes 20 to \(last) (the content of entry 0) are not what was written"
      ])
  }

  @Test func `a log rewritten from the beginning contradicts its checkpoint`() throws {
    let folder = try makeLog()
    let key = try Samples.key()
    let log = try folder.open()
    let note = try log.publishCheckpoint(signedBy: key)
    #expect(try log.publishCheckpoint(signedBy: key) == note)
    let other = try LogFolder()
    let forged = try other.open(.creating)
    try forged.append(Array(Samples.entries.reversed()) + [Samples.registered])
    try folder.restore(try other.files())
    let found = try MerkleLog.examine(folder.path, keys: [key.verifierKey])
    #expect(found.damage.isEmpty)
    #expect(found.lines.count == 1)
    #expect(found.lines.first?.contains("the first 6 entries make root") == true)
    #expect(throws: PublicationError.self) {
      try folder.open().publishCheckpoint(signedBy: key)
    }
  }

  @Test func `a checkpoint of more entries than the log has is a contradiction`() throws {
    let folder = try makeLog()
    let key = try Samples.key()
    _ = try folder.open().publishCheckpoint(signedBy: key)
    let shorter = try LogFolder()
    try shorter.open(.creating).append(Array(Samples.entries[..<4]))
    try folder.restore(try shorter.files())
    let found = try MerkleLog.examine(folder.path, keys: [key.verifierKey])
    #expect(found.lines == ["the log has 4 entries, and its published checkpoint has 6"])
  }
}
