// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels

/// What stands in the first page of a segment file.
///
/// A segment is a file of columns: this page; the columns, each from a new page on; then a CRC-32C (Castagnoli) for each
/// block of `blockByteCount` bytes of the columns. All numbers are little-endian:
///
/// | bytes | what |
/// |---|---|
/// | 0..<8 | `SLVGIDX\n` |
/// | 8..<12 | version of this form |
/// | 12..<16 | CRC-32C of this page, with zeros here |
/// | 16..<20 | layout: version of what the columns mean |
/// | 20..<24 | number of columns |
/// | 24..<32, 32..<40 | first and last design number that it speaks for |
/// | 40..<48 | number of designs |
/// | 48..<56 | bytes of the file |
/// | 56..<60 | CRC-32C of the checksums of the blocks |
/// | 64..<96 | version of the engine, filled up with zeros |
/// | from 128 | for each column its place and its bytes, 8 bytes each |
struct SegmentHeader: Hashable, Sendable {
  static let byteCount = 4096
  static let form: UInt32 = 1
  static let blockByteCount = 1 << 20
  static let mostColumns = 64
  private static let mark = Array("SLVGIDX\n".utf8)

  let kind: SegmentKind
  let designs: ClosedRange<Int>
  let designCount: Int
  /// The place of each column in the file.
  let columns: [Range<Int>]
  /// CRC-32C of the checksums of the blocks.
  var checksumsChecksum: UInt32 = 0

  init(
    kind: SegmentKind, designs: ClosedRange<Int>, designCount: Int, columnByteCounts: [Int]
  ) {
    precondition(
      columnByteCounts.count <= Self.mostColumns && kind.engine.utf8.count <= 32,
      "a segment has no room for \(columnByteCounts.count) columns of engine \(kind.engine)")
    self.kind = kind
    self.designs = designs
    self.designCount = designCount
    var columns: [Range<Int>] = []
    var end = Self.byteCount
    for byteCount in columnByteCounts {
      columns.append(end..<end + byteCount)
      end = Self.pageEnd(end + byteCount)
    }
    self.columns = columns
  }

  private static func pageEnd(_ place: Int) -> Int { (place + 4095) / 4096 * 4096 }

  /// The bytes that the checksums vouch for.
  var body: Range<Int> { Self.byteCount..<Self.pageEnd(columns.last?.upperBound ?? Self.byteCount) }

  /// The blocks of the body, each with a checksum.
  var blocks: [Range<Int>] {
    stride(from: body.lowerBound, to: body.upperBound, by: Self.blockByteCount).map {
      $0..<min($0 + Self.blockByteCount, body.upperBound)
    }
  }

  /// The place of the checksums.
  var checksums: Range<Int> { body.upperBound..<body.upperBound + blocks.count * 4 }

  /// The bytes of the whole file.
  var fileByteCount: Int { checksums.upperBound }

  /// Writes the page.
  func write(to page: UnsafeMutableRawBufferPointer) {
    precondition(page.count == Self.byteCount)
    page.initializeMemory(as: UInt8.self, repeating: 0)
    page.copyBytes(from: Self.mark)
    func store(_ value: some FixedWidthInteger, _ place: Int) {
      page.storeBytes(of: value.littleEndian, toByteOffset: place, as: type(of: value))
    }
    store(Self.form, 8)
    store(UInt32(kind.layout), 16)
    store(UInt32(columns.count), 20)
    store(UInt64(designs.lowerBound), 24)
    store(UInt64(designs.upperBound), 32)
    store(UInt64(designCount), 40)
    store(UInt64(fileByteCount), 48)
    store(checksumsChecksum, 56)
    for (place, byte) in kind.engine.utf8.enumerated() { page[64 + place] = byte }
    for (index, column) in columns.enumerated() {
      store(UInt64(column.lowerBound), 128 + index * 16)
      store(UInt64(column.count), 136 + index * 16)
    }
    store(ck_crc32c(0, page.baseAddress, page.count), 12)
  }

  /// Reads the page.
  ///
  /// - Parameters:
  ///   - bytes: The first page of a file.
  ///   - byteCount: The bytes of the whole file.
  /// - Throws: ``SegmentFault`` when the page is not what was written, or the file not as long.
  init(_ bytes: [UInt8], ofFile byteCount: Int) throws(SegmentFault) {
    guard bytes.count == Self.byteCount, bytes.starts(with: Self.mark) else { throw .notASegment }
    func number<Value: FixedWidthInteger>(_ type: Value.Type, _ place: Int) -> Value {
      bytes.withUnsafeBytes {
        Value(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: type))
      }
    }
    let form = number(UInt32.self, 8)
    guard form == Self.form else { throw .otherForm(form) }
    var blank = bytes
    for place in 12..<16 { blank[place] = 0 }
    let checksum = blank.withUnsafeBytes { ck_crc32c(0, $0.baseAddress, $0.count) }
    guard number(UInt32.self, 12) == checksum else { throw .damagedHeader }
    // The checksum holds, so the page says what somebody wrote who knew the form.
    kind = SegmentKind(
      engine: String(decoding: bytes[64..<96].prefix { $0 != 0 }, as: UTF8.self),
      layout: Int(number(UInt32.self, 16)))
    let (first, last) = (Int(number(UInt64.self, 24)), Int(number(UInt64.self, 32)))
    guard first <= last else { throw .damagedHeader }
    designs = first...last
    designCount = Int(number(UInt64.self, 40))
    checksumsChecksum = number(UInt32.self, 56)
    let count = Int(number(UInt32.self, 20))
    guard count <= Self.mostColumns else { throw .damagedHeader }
    var columns: [Range<Int>] = []
    for index in 0..<count {
      let start = Int(number(UInt64.self, 128 + index * 16))
      let end = start + Int(number(UInt64.self, 136 + index * 16))
      guard start >= (columns.last?.upperBound ?? Self.byteCount), end >= start,
        start % 4096 == 0, end <= byteCount
      else { throw .damagedHeader }
      columns.append(start..<end)
    }
    self.columns = columns
    guard fileByteCount == byteCount, Int(number(UInt64.self, 48)) == byteCount else {
      throw .wrongByteCount(byteCount, expected: Int(number(UInt64.self, 48)))
    }
  }
}
