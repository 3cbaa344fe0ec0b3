// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import FeatureIndexing
internal import HammingSpace

/// Designs on their way into a segment.
struct SegmentDraft: Sendable {
  private var numbers: [UInt32] = []
  private var checksums: [UInt32] = []
  private var hashes = CodeList()
  private var edgeHashes = CodeList()
  private var torusHashes = CodeList()
  private var postings: [PostingBatch] = []

  /// Codes and the numbers of their designs.
  private struct CodeList {
    var codes: [Hash256] = []
    var numbers: [Int] = []

    mutating func append(_ code: Hash256, _ number: Int) {
      codes.append(code)
      numbers.append(number)
    }

    mutating func append(_ other: CodeList) {
      codes += other.codes
      numbers += other.numbers
    }
  }

  /// The number of designs.
  var designCount: Int { numbers.count }

  /// The number of the last design.
  var lastNumber: Int? { numbers.last.map(Int.init) }

  /// Adds designs.
  ///
  /// - Parameter designs: Numbers, rising and above those added before, and fingerprints as they are stored.
  /// - Throws: ``DamagedFingerprint`` when one cannot be read.
  mutating func append(
    _ designs: some Sequence<(number: Int, stored: StoredFingerprint)>
  ) throws(DamagedFingerprint) {
    var batch = PostingBatch()
    for (number, stored) in designs {
      let fingerprint: Fingerprint
      do throws(FingerprintError) {
        fingerprint = try Fingerprint(global: stored.global, local: stored.local)
      } catch {
        throw DamagedFingerprint(number: number, error: error)
      }
      numbers.append(UInt32(number))
      checksums.append(stored.checksum)
      if fingerprint.isComparableByHash { hashes.append(fingerprint.hash, number) }
      if fingerprint.isComparableByEdgeHash { edgeHashes.append(fingerprint.edgeHash, number) }
      for code in fingerprint.torusCodes { torusHashes.append(code.hash, number) }
      batch.append(fingerprint.features, design: number)
    }
    postings.append(batch)
  }

  /// Adds the designs of another draft, whose numbers are above those added before.
  mutating func append(_ other: SegmentDraft) {
    numbers += other.numbers
    checksums += other.checksums
    hashes.append(other.hashes)
    edgeHashes.append(other.edgeHashes)
    torusHashes.append(other.torusHashes)
    postings += other.postings
  }

  /// The bytes of each column.
  var columnByteCounts: [Int] {
    let own = PostingColumns.ByteCounts(postingCount: postings.reduce(0) { $0 + $1.count })
    return EngineSegment.Column.allCases.map { column in
      switch column {
      case .numbers, .checksums: numbers.count * 4
      case .hashes: hashes.codes.count * 32
      case .hashNumbers: hashes.codes.count * 8
      case .edgeHashes: edgeHashes.codes.count * 32
      case .edgeHashNumbers: edgeHashes.codes.count * 8
      case .torusHashes: torusHashes.codes.count * 32
      case .torusHashNumbers: torusHashes.codes.count * 8
      case .starts: own.starts
      case .postings: own.postings
      case .signatures: own.signatures
      }
    }
  }

  /// Writes the columns.
  ///
  /// - Parameter columns: As many bytes as `columnByteCounts` says.
  func write(to columns: [UnsafeMutableRawBufferPointer]) {
    func column(_ column: EngineSegment.Column) -> UnsafeMutableRawBufferPointer {
      columns[column.rawValue]
    }
    func copy(_ values: [some Any], to target: EngineSegment.Column) {
      values.withUnsafeBytes { column(target).copyMemory(from: $0) }
    }
    copy(numbers, to: .numbers)
    copy(checksums, to: .checksums)
    copy(hashes.codes, to: .hashes)
    copy(hashes.numbers, to: .hashNumbers)
    copy(edgeHashes.codes, to: .edgeHashes)
    copy(edgeHashes.numbers, to: .edgeHashNumbers)
    copy(torusHashes.codes, to: .torusHashes)
    copy(torusHashes.numbers, to: .torusHashNumbers)
    PostingBatch.write(
      postings,
      to: PostingColumnsTarget(
        starts: column(.starts), postings: column(.postings), signatures: column(.signatures)))
  }
}

/// A stored fingerprint that cannot be read.
struct DamagedFingerprint: Error {
  let number: Int
  let error: FingerprintError
}

extension Fingerprint {
  /// Whether the PDQ hash says enough to be compared.
  var isComparableByHash: Bool { quality >= Fingerprint.leastQuality }
  /// Whether the colour-edge PDQ hash does.
  var isComparableByEdgeHash: Bool { edgeQuality >= Fingerprint.leastQuality }
}
