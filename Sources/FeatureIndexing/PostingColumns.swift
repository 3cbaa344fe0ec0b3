// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CKernels
private import FeatureSpace

/// The inverted file of a range of designs, in memory that is never changed: a mapped file, or a buffer.
///
/// One offset a word, then 14 bytes a posting in two columns: the signatures, which a search reads from end to end, and
/// what is read only of those that are near (design 4 bytes, direction, size). Postings lie word by word, those of a
/// word in the order of their designs.
///
/// Numbers are little-endian. A damaged body gives wrong answers, never a read beyond the memory.
public struct PostingColumns: @unchecked Sendable {
  // Proof of Sendable: the memory is not written any more, and `owner` keeps it until the last copy is gone.

  /// The number of visual words.
  public static let wordCount = FeatureSet.groupCount << 16

  /// The bytes that each column takes.
  public struct ByteCounts: Hashable, Sendable {
    /// Offsets of words.
    public let starts: Int
    /// Designs, directions and sizes.
    public let postings: Int
    /// Signatures.
    public let signatures: Int

    /// The bytes for a number of postings.
    ///
    /// - Parameter postingCount: The number.
    public init(postingCount: Int) {
      starts = (PostingColumns.wordCount + 1) * MemoryLayout<UInt32>.stride
      postings = postingCount * Int(CK_POSTING_BYTES)
      signatures = postingCount * MemoryLayout<UInt64>.stride
    }
  }

  private let starts: UnsafePointer<UInt32>
  private let postings: UnsafeRawPointer
  private let signatures: UnsafeRawPointer
  private let owner: any AnyObject & Sendable
  /// The number of postings.
  public let count: Int
  /// The numbers that its designs may have.
  public let designs: ClosedRange<Int>

  /// Takes columns that lie in memory; `nil` when they are not as long as they say.
  ///
  /// - Parameters:
  ///   - starts: For each word the place of its first posting, then the number of postings; 4 bytes each, aligned.
  ///   - postings: Design, direction and size, 6 bytes a posting.
  ///   - signatures: 8 bytes a posting.
  ///   - designs: The numbers that the designs may have, at most 32 bits.
  ///   - owner: What keeps the memory.
  public init?(
    starts: UnsafeRawBufferPointer, postings: UnsafeRawBufferPointer,
    signatures: UnsafeRawBufferPointer, designs: ClosedRange<Int>,
    owner: any AnyObject & Sendable
  ) {
    let count = signatures.count / MemoryLayout<UInt64>.stride
    let expected = ByteCounts(postingCount: count)
    guard starts.count == expected.starts, postings.count == expected.postings,
      signatures.count == expected.signatures, let first = starts.baseAddress,
      designs.lowerBound >= 0, designs.upperBound <= Int(UInt32.max),
      // Empty columns have no address, and are never read.
      let somewhere = postings.baseAddress ?? starts.baseAddress
    else { return nil }
    self.starts = first.assumingMemoryBound(to: UInt32.self)
    self.postings = somewhere
    self.signatures = signatures.baseAddress ?? first
    self.count = count
    self.designs = designs
    self.owner = owner
    guard Int(self.starts[Self.wordCount]) == count else { return nil }
  }

  /// The places of a word's postings.
  func places(of word: UInt32) -> Range<Int> {
    let from = Int(starts[Int(word)])
    let to = Int(starts[Int(word) + 1])
    return from <= to && to <= count ? from..<to : 0..<0
  }

  /// The places of the postings of words whose designs have at most a number.
  ///
  /// - Complexity: O(words), times O(log postings) when the number cuts the designs apart.
  func places(of words: [UInt32], through lastDesign: Int) -> [ck_places] {
    var places = [ck_places](repeating: ck_places(first: 0, end: 0), count: words.count)
    ck_word_places(starts, UInt32(count), words, words.count, &places)
    guard lastDesign < designs.upperBound else { return places }
    for visit in places.indices {
      var (low, high) = (Int(places[visit].first), Int(places[visit].end))
      while low < high {
        let middle = (low + high) / 2
        if design(at: middle) <= lastDesign { low = middle + 1 } else { high = middle }
      }
      places[visit].end = UInt32(low)
    }
    return places
  }

  private func design(at place: Int) -> Int {
    Int(
      UInt32(
        littleEndian: postings.loadUnaligned(
          fromByteOffset: place * Int(CK_POSTING_BYTES), as: UInt32.self)))
  }

  /// The signature of the posting at a place.
  func signature(at place: Int) -> UInt64 {
    UInt64(littleEndian: signatures.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
  }
}

extension PostingColumns {
  /// The bytes of some postings, to be copied.
  func bytes(
    of places: Range<Int>
  ) -> (postings: UnsafeRawBufferPointer, signatures: UnsafeRawBufferPointer) {
    let width = Int(CK_POSTING_BYTES)
    return (
      UnsafeRawBufferPointer(
        start: postings + places.lowerBound * width, count: places.count * width),
      UnsafeRawBufferPointer(start: signatures + places.lowerBound * 8, count: places.count * 8)
    )
  }

  /// Collects the votes of a query's features for these designs.
  ///
  /// - Parameters:
  ///   - query: Words and signatures of the query.
  ///   - places: The places of its words' postings.
  ///   - excluded: Numbers that get no votes.
  ///   - workspace: Takes the votes.
  func collectVotes(
    of query: QueryWords, in places: [ck_places], hiding excluded: Set<Int>,
    into workspace: SearchWorkspace
  ) {
    var lists = places
    for visit in lists.indices where !query.isMade(visit) {
      lists[visit] = ck_places(first: 0, end: 0)
    }
    workspace.beginRun(of: designs, hiding: excluded)
    for feature in query.features {
      workspace.takeVotes(
        of: feature, near: query.signatures[feature], radius: query.radius, lists: lists,
        visits: query.visits(of: feature), signatures: signatures, postings: postings)
    }
  }
}
