// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import FeatureIndexing
internal import HashIndexing

/// The index of a range of designs as columns that are never changed: in a mapped file, or on the heap where no file
/// can be written.
struct EngineSegment: @unchecked Sendable {
  // Proof of Sendable: all properties are constants; the memory is not written any more, as its owner proves
  // (`Segment`, `HeapColumns`), and `numbers` and the other views keep that owner, and so what `columns` points to.

  /// The version of what the columns mean; another version makes all segments anew.
  static let layout = 1

  /// The kind of segment that this program makes and reads.
  static let kind = SegmentKind(engine: Fingerprint.engine, layout: layout)

  /// The columns, in their order in a file.
  enum Column: Int, CaseIterable {
    /// Numbers of the designs, rising, 4 bytes each.
    case numbers
    /// CRC-32C of the stored fingerprint of each design; see ``DesignRegistry/StoredFingerprint/checksum``.
    case checksums
    /// PDQ codes and the numbers of their designs.
    case hashes, hashNumbers
    /// Colour-edge PDQ codes and the numbers of their designs.
    case edgeHashes, edgeHashNumbers
    /// Torus codes and the numbers of their designs, which may have several.
    case torusHashes, torusHashNumbers
    /// The inverted file of local features; see `PostingColumns`.
    case starts, postings, signatures
  }

  /// The numbers that it speaks for.
  let designs: ClosedRange<Int>
  let numbers: DesignNumbers
  let hashes: CodeColumns
  let edgeHashes: CodeColumns
  let torusHashes: CodeColumns
  let features: PostingColumns
  private let columns: [UnsafeRawBufferPointer]
  /// The file in which they lie; nil on the heap.
  private let file: Segment?

  /// Whether the file, if there is one, is still as long as what is mapped; see ``DesignRegistry/Segment/isWhole``.
  var isWhole: Bool { file?.isWhole ?? true }

  /// Takes columns that lie in memory; `nil` when they do not fit together.
  ///
  /// - Parameters:
  ///   - columns: One for each `Column`, aligned to 32 bytes.
  ///   - designs: The numbers that the segment speaks for.
  ///   - owner: What keeps the memory.
  init?(
    columns: [UnsafeRawBufferPointer], designs: ClosedRange<Int>, owner: any AnyObject & Sendable
  ) {
    guard columns.count == Column.allCases.count else { return nil }
    func codes(_ codes: Column, _ ids: Column) -> CodeColumns? {
      CodeColumns(codes: columns[codes.rawValue], ids: columns[ids.rawValue], owner: owner)
    }
    guard
      let numbers = DesignNumbers(
        numbers: columns[Column.numbers.rawValue], checksums: columns[Column.checksums.rawValue],
        owner: owner),
      let hashes = codes(.hashes, .hashNumbers),
      let edgeHashes = codes(.edgeHashes, .edgeHashNumbers),
      let torusHashes = codes(.torusHashes, .torusHashNumbers),
      let features = PostingColumns(
        starts: columns[Column.starts.rawValue], postings: columns[Column.postings.rawValue],
        signatures: columns[Column.signatures.rawValue], designs: designs, owner: owner)
    else { return nil }
    self.columns = columns
    file = owner as? Segment
    self.designs = designs
    self.numbers = numbers
    self.hashes = hashes
    self.edgeHashes = edgeHashes
    self.torusHashes = torusHashes
    self.features = features
  }

  /// Takes a mapped file; `nil` when its columns do not fit together.
  init?(_ segment: Segment) {
    self.init(
      columns: (0..<segment.columnCount).map(segment.column), designs: segment.designs,
      owner: segment)
  }

  /// The bytes of a column.
  func bytes(of column: Column) -> UnsafeRawBufferPointer { columns[column.rawValue] }
}

/// The numbers of a segment's designs, rising, and what their fingerprints were.
struct DesignNumbers: @unchecked Sendable {
  // Proof of Sendable: the memory is not written any more, and `owner` keeps it until the last copy is gone.
  private let numbers: UnsafeBufferPointer<UInt32>
  private let checksums: UnsafeBufferPointer<UInt32>
  private let owner: any AnyObject & Sendable

  init?(
    numbers: UnsafeRawBufferPointer, checksums: UnsafeRawBufferPointer,
    owner: any AnyObject & Sendable
  ) {
    guard numbers.count == checksums.count, numbers.count.isMultiple(of: 4) else { return nil }
    self.numbers = numbers.bindMemory(to: UInt32.self)
    self.checksums = checksums.bindMemory(to: UInt32.self)
    self.owner = owner
  }

  /// The number of designs.
  var count: Int { numbers.count }

  /// The number of the design at a place, and the checksum of its fingerprint.
  subscript(place: Int) -> (number: Int, checksum: UInt32) {
    (Int(UInt32(littleEndian: numbers[place])), UInt32(littleEndian: checksums[place]))
  }

  /// How many designs have at most a number.
  ///
  /// - Complexity: O(log *n*).
  func count(through last: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].number <= last { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a design is among them.
  ///
  /// - Complexity: O(log *n*).
  func contains(_ number: Int) -> Bool {
    let place = count(through: number)
    return place > 0 && self[place - 1].number == number
  }
}
