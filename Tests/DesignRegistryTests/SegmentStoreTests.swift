// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@testable import DesignRegistry

@Suite struct SegmentStoreTests {
  private static let kind = SegmentKind(engine: "2", layout: 1)
  private let folder: TemporaryFolder
  private let store: SegmentStore

  init() throws {
    folder = try TemporaryFolder()
    store = SegmentStore(registry: folder.path)
  }

  /// Bytes of column `index`, all different from zero.
  private static func bytes(_ count: Int, _ index: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ index) | 1 }
  }

  @discardableResult
  private func write(
    _ designs: ClosedRange<Int>, columns: [Int], kind: SegmentKind = kind
  ) throws -> SegmentManifest.Entry {
    let right = try #require(store.writingRight())
    return try store.write(
      kind, designs: designs, designCount: designs.count, columnByteCounts: columns, with: right
    ) { memory in
      for (index, column) in memory.enumerated() {
        #expect(column.allSatisfy { $0 == 0 })
        column.copyBytes(from: Self.bytes(column.count, index))
      }
    }
  }

  private func publish(_ entries: [SegmentManifest.Entry]) throws {
    let right = try #require(store.writingRight())
    try store.publish(SegmentManifest(kind: Self.kind, entries: entries), with: right)
  }

  @Test(arguments: [[], [0], [1], [4_096, 0, 4_097, 31], [3_000_000, 5]] as [[Int]])
  func `columns come back, each from a page on`(columns: [Int]) throws {
    let entry = try write(3...9, columns: columns)
    let segment = try store.segment(entry, of: Self.kind)
    #expect(segment.designs == 3...9 && segment.designCount == 7)
    #expect(segment.columnCount == columns.count)
    for (index, count) in columns.enumerated() {
      let column = segment.column(index)
      #expect(Array(column) == Self.bytes(count, index))
      #expect(count == 0 || Int(bitPattern: column.baseAddress) % 4_096 == 0)
    }
    #expect(segment.bodyFaults().isEmpty)
    // A file that is removed stays readable for whoever has it.
    try FileManager.default.removeItem(atPath: store.path + "/" + entry.name)
    #expect(segment.bodyFaults().isEmpty)
  }

  @Test func `a manifest comes back as it was published, and only then`() throws {
    #expect(store.manifest() == nil && !store.hasManifest && store.manifestMark == nil)
    let entries = [try write(1...5, columns: [10]), try write(6...6, columns: [20])]
    #expect(store.manifest() == nil)
    try publish(entries)
    #expect(store.manifest() == SegmentManifest(kind: Self.kind, entries: entries))
    let mark = store.manifestMark
    #expect(store.fileNames().count == 2)

    // What is not listed is removed by the next that publishes.
    let third = try write(7...9, columns: [30])
    #expect(store.fileNames().count == 3 && store.manifestMark == mark)
    try publish([entries[1]])
    #expect(store.fileNames() == [entries[1].name])
    #expect(store.manifestMark != mark)
    #expect(throws: SegmentFault.self) { try store.segment(third, of: Self.kind) }
  }

  @Test func `one at a time may write`() throws {
    var right = store.writingRight()
    #expect(right != nil)
    #expect(store.writingRight() == nil)
    #expect(SegmentStore(registry: folder.path).writingRight() == nil)
    right = nil
    #expect(store.writingRight() != nil)
  }

  @Test func `every flipped bit of a file is noticed`() throws {
    let entry = try write(1...4, columns: [5_000, 9])
    try publish([entry])
    let url = URL(filePath: store.path + "/" + entry.name)
    let whole = try Data(contentsOf: url)
    #expect(whole.count == 4_096 + 8_192 + 4_096 + 4)
    var met = 0
    for offset in Array(stride(from: 0, to: whole.count, by: 7)) + [whole.count - 1] {
      var flipped = whole
      flipped[offset] ^= 1 << UInt8(offset % 8)
      try flipped.write(to: url)
      if let segment = try? store.segment(entry, of: Self.kind) {
        // The first page was read already, so what is left is the body, or the checksums behind it.
        #expect(offset >= 4_096)
        let faults = segment.bodyFaults()
        #expect(faults.count == 1)
        guard case .damagedBody(let first, let end)? = faults.first else {
          Issue.record("byte \(offset) went unnoticed")
          continue
        }
        #expect((first..<end).contains(offset))
      } else {
        #expect(offset < 4_096)
      }
      met += 1
    }
    #expect(met == (whole.count + 6) / 7 + 1)
  }

  @Test func `files that are cut, lengthened, exchanged or of another kind are refused`() throws {
    let entry = try write(1...4, columns: [5_000])
    let other = try write(1...4, columns: [5_001])
    let url = URL(filePath: store.path + "/" + entry.name)
    let whole = try Data(contentsOf: url)
    func fault(_ bytes: Data) throws -> SegmentFault? {
      try bytes.write(to: url)
      do throws(SegmentFault) {
        _ = try store.segment(entry, of: Self.kind)
        return nil
      } catch {
        return error
      }
    }
    #expect(try fault(whole) == nil)
    #expect(try fault(Data()) == .notASegment)
    #expect(try fault(whole.prefix(4_095)) == .notASegment)
    for count in [4_096, 5_000, whole.count - 1] {
      #expect(try fault(whole.prefix(count)) != nil)
    }
    #expect(
      try fault(whole + [0]) == .wrongByteCount(whole.count + 1, expected: whole.count))
    #expect(try fault(Data(repeating: 7, count: whole.count)) == .notASegment)
    let stranger = try Data(contentsOf: URL(filePath: store.path + "/" + other.name))
    #expect(try fault(stranger) == .notTheListed)
    var later = whole
    later[8] = 2
    #expect(try fault(later) == .otherForm(2))
    try whole.write(to: url)
    for kind in [SegmentKind(engine: "3", layout: 1), SegmentKind(engine: "2", layout: 2)] {
      #expect(throws: SegmentFault.otherKind(Self.kind)) { try store.segment(entry, of: kind) }
    }
    try FileManager.default.removeItem(at: url)
    #expect(throws: SegmentFault.unreadable(reason: "No such file or directory")) {
      try store.segment(entry, of: Self.kind)
    }
  }

  @Test func `a damaged manifest is none`() throws {
    try publish([try write(1...4, columns: [8]), try write(5...9, columns: [8])])
    let url = URL(filePath: store.path + "/manifest")
    let whole = try Data(contentsOf: url)
    for offset in 0..<whole.count {
      var flipped = whole
      flipped[offset] ^= 1
      try flipped.write(to: url)
      #expect(store.manifest() == nil, "byte \(offset)")
      try whole.prefix(offset).write(to: url)
      #expect(store.manifest() == nil, "cut after \(offset)")
    }
    #expect(store.hasManifest)
    try whole.write(to: url)
    #expect(store.manifest()?.entries.count == 2)
  }

  // The form is promised to later versions of the program: these bytes were put together by hand from its description.
  @Test func `a first page is read as it is described`() throws {
    var page = [UInt8](repeating: 0, count: 4_096)
    func store(_ value: UInt64, _ count: Int, at place: Int) {
      for byte in 0..<count { page[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    }
    page.replaceSubrange(0..<8, with: Array("SLVGIDX\n".utf8))
    store(1, 4, at: 8)
    store(5, 4, at: 16)
    store(2, 4, at: 20)
    store(17, 8, at: 24)
    store(19, 8, at: 32)
    store(2, 8, at: 40)
    store(4_096 + 8_192 + 4, 8, at: 48)
    store(0xdead_beef, 4, at: 56)
    page.replaceSubrange(64..<66, with: Array("11".utf8))
    store(4_096, 8, at: 128)
    store(100, 8, at: 136)
    store(8_192, 8, at: 144)
    store(4_096, 8, at: 152)
    // CRC-32C of the page, bit by bit.
    var checksum = UInt32.max
    for byte in page {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0x82f6_3b78 : 0)
      }
    }
    store(UInt64(~checksum), 4, at: 12)
    let header = try SegmentHeader(page, ofFile: 4_096 + 8_192 + 4)
    #expect(header.kind == SegmentKind(engine: "11", layout: 5))
    #expect(header.designs == 17...19 && header.designCount == 2)
    #expect(header.columns == [4_096..<4_196, 8_192..<12_288])
    #expect(header.checksumsChecksum == 0xdead_beef)
    #expect(header.blocks == [4_096..<12_288])
  }
}
