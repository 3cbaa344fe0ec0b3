// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace

/// Postings of designs on their way into columns.
public struct PostingBatch: Sendable {
  private let vocabulary: VisualVocabulary
  private var words: [UInt32] = []
  private var postings: [Posting] = []

  /// Creates an empty batch.
  ///
  /// - Parameter vocabulary: The words and signatures to index by.
  public init(vocabulary: VisualVocabulary = .shipped) {
    self.vocabulary = vocabulary
  }

  /// The number of postings.
  public var count: Int { postings.count }

  /// Adds a design.
  ///
  /// - Parameters:
  ///   - features: Its features.
  ///   - design: Its number, above those added before.
  /// - Complexity: O(features), amortised.
  public mutating func append(_ features: FeatureSet, design: Int) {
    words.append(contentsOf: vocabulary.words(of: features, count: 1))
    postings.append(contentsOf: vocabulary.postings(of: features, design: design))
  }

  /// Writes the columns of several batches, whose designs rise from one to the next.
  ///
  /// - Parameters:
  ///   - batches: The batches.
  ///   - target: Where to, as long as `PostingColumns.ByteCounts` says for all their postings.
  /// - Complexity: O(words + postings).
  public static func write(_ batches: [PostingBatch], to target: PostingColumnsTarget) {
    var next = [Int](repeating: 0, count: PostingColumns.wordCount + 1)
    for batch in batches {
      for word in batch.words { next[Int(word) + 1] += 1 }
    }
    for word in 0..<PostingColumns.wordCount { next[word + 1] += next[word] }
    target.setStarts(next)
    for batch in batches {
      for (word, posting) in zip(batch.words, batch.postings) {
        target.set(posting, at: next[Int(word)])
        next[Int(word)] += 1
      }
    }
  }
}

/// Memory that columns are written to.
public struct PostingColumnsTarget {
  private let starts: UnsafeMutableRawBufferPointer
  private let postings: UnsafeMutableRawBufferPointer
  private let signatures: UnsafeMutableRawBufferPointer

  /// Takes the memory.
  ///
  /// - Parameters:
  ///   - starts: For the offsets of words.
  ///   - postings: For designs, directions and sizes.
  ///   - signatures: For signatures.
  public init(
    starts: UnsafeMutableRawBufferPointer, postings: UnsafeMutableRawBufferPointer,
    signatures: UnsafeMutableRawBufferPointer
  ) {
    let expected = PostingColumns.ByteCounts(postingCount: signatures.count / 8)
    precondition(
      starts.count == expected.starts && postings.count == expected.postings,
      "columns of \(starts.count), \(postings.count) and \(signatures.count) bytes do not fit together"
    )
    self.starts = starts
    self.postings = postings
    self.signatures = signatures
  }

  /// Writes the postings of several columns, whose designs rise from one to the next.
  ///
  /// - Parameter columns: The columns; together as many postings as the memory has room for.
  /// - Complexity: O(words x columns + postings).
  public func writeMerged(_ columns: [PostingColumns]) {
    var written = 0
    for word in 0..<PostingColumns.wordCount {
      setStart(of: word, written)
      for part in columns {
        let places = part.places(of: UInt32(word))
        guard !places.isEmpty else { continue }
        let bytes = part.bytes(of: places)
        copy(bytes.postings, to: postings, at: written * Int(CK_POSTING_BYTES))
        copy(bytes.signatures, to: signatures, at: written * 8)
        written += places.count
      }
    }
    precondition(written * 8 == signatures.count, "\(written) postings do not fill the columns")
    setStart(of: PostingColumns.wordCount, written)
  }

  private func copy(
    _ bytes: UnsafeRawBufferPointer, to column: UnsafeMutableRawBufferPointer, at place: Int
  ) {
    UnsafeMutableRawBufferPointer(rebasing: column[place...]).copyMemory(from: bytes)
  }

  fileprivate func setStarts(_ values: [Int]) {
    for (word, value) in values.enumerated() { setStart(of: word, value) }
  }

  private func setStart(of word: Int, _ place: Int) {
    starts.storeBytes(of: UInt32(place).littleEndian, toByteOffset: word * 4, as: UInt32.self)
  }

  fileprivate func set(_ posting: Posting, at place: Int) {
    let at = place * Int(CK_POSTING_BYTES)
    postings.storeBytes(of: posting.design.littleEndian, toByteOffset: at, as: UInt32.self)
    postings[at + 4] = posting.direction
    postings[at + 5] = posting.size
    signatures.storeBytes(
      of: posting.signature.littleEndian, toByteOffset: place * 8, as: UInt64.self)
  }
}
