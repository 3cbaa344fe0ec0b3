// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import FeatureIndexing
import FeatureSpace
import ImageBuffers
import Testing
import _TestSupport

/// Wherever designs lie, answers are those of ``PlainFeatureIndex``.
@Suite struct SegmentedFeatureIndexTests {
  /// Feature sets that share many features, some of them exactly, so that votes meet and tie.
  private struct Wardrobe {
    private var random: SplitMix64
    private var pool: [[Int8]] = []

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      for _ in 0..<60 {
        pool.append(
          (0..<FeatureSet.dimension).map { _ in Int8.random(in: -60...60, using: &random) })
      }
    }

    mutating func features(_ count: Int) -> FeatureSet {
      var keypoints: [Keypoint] = []
      var descriptors: [Int8] = []
      for _ in 0..<count {
        let place = Int(random.next() % UInt64(pool.count))
        keypoints.append(
          Keypoint(
            column: .random(in: 0...6_000, using: &random),
            row: .random(in: 0...6_000, using: &random),
            size: UInt8.random(in: 60...120, using: &random),
            direction: UInt8.random(in: 0...3, using: &random) * 40, group: UInt8(place % 4)))
        let jitter = Int8(random.next() % 4 * 4)
        descriptors += pool[place].map {
          jitter == 0 ? $0 : $0 + Int8.random(in: -jitter...jitter, using: &random)
        }
      }
      return FeatureSet(
        size: ImageSize(width: 200, height: 200), keypoints: keypoints, descriptors: descriptors)
    }
  }

  /// Memory for columns.
  private final class Memory: @unchecked Sendable {
    // Proof of Sendable: a constant; the memory is filled by the one test that made it before `columns` is called, only
    // read afterwards, and freed when no columns keep this object.
    let bytes: [UnsafeMutableRawBufferPointer]

    init(_ counts: PostingColumns.ByteCounts) {
      bytes = [counts.starts, counts.postings, counts.signatures].map {
        UnsafeMutableRawBufferPointer.allocate(byteCount: $0, alignment: 64)
      }
    }

    deinit { for piece in bytes { piece.deallocate() } }

    var target: PostingColumnsTarget {
      PostingColumnsTarget(starts: bytes[0], postings: bytes[1], signatures: bytes[2])
    }

    func columns(_ designs: ClosedRange<Int>) throws -> PostingColumns {
      try #require(
        PostingColumns(
          starts: UnsafeRawBufferPointer(bytes[0]), postings: UnsafeRawBufferPointer(bytes[1]),
          signatures: UnsafeRawBufferPointer(bytes[2]), designs: designs, owner: self))
    }
  }

  private static let designs: [FeatureSet] = {
    var wardrobe = Wardrobe(seed: 3)
    return (0..<40).map { wardrobe.features($0 == 7 ? 0 : 20 + $0 % 13) }
  }()

  private static let queries: [(plain: FeatureSet, mirrored: FeatureSet)] = {
    var wardrobe = Wardrobe(seed: 3)
    return (0..<4).map { _ in (wardrobe.features(70), wardrobe.features(50)) }
  }()

  /// Numbers rise with gaps, as those of a registry may.
  private static func number(_ place: Int) -> Int { 5 + 3 * place }

  private static func segment(_ places: Range<Int>) throws -> PostingColumns {
    // Two batches, as two threads make them.
    var batches = [PostingBatch(), PostingBatch()]
    for place in places {
      batches[place < places.lowerBound + places.count / 2 ? 0 : 1].append(
        designs[place], design: number(place))
    }
    let memory = Memory(
      PostingColumns.ByteCounts(postingCount: batches.reduce(0) { $0 + $1.count }))
    PostingBatch.write(batches, to: memory.target)
    return try memory.columns(number(places.lowerBound)...number(places.upperBound - 1) + 2)
  }

  private static func merged(_ parts: [PostingColumns]) throws -> PostingColumns {
    let memory = Memory(
      PostingColumns.ByteCounts(postingCount: parts.reduce(0) { $0 + $1.count }))
    memory.target.writeMerged(parts)
    return try memory.columns(
      parts[0].designs.lowerBound...parts[parts.count - 1].designs.upperBound)
  }

  /// An index whose segments end at some places; the rest is its tail.
  private static func index(cutAt cuts: [Int], merging: Bool = false) throws -> FeatureIndex {
    var segments = try zip([0] + cuts, cuts).map { try segment($0..<$1) }
    if merging { segments = [try merged(segments)] }
    var index = FeatureIndex(segments: segments)
    for place in (cuts.last ?? 0)..<designs.count {
      index.append(designs[place], design: number(place))
    }
    return index
  }

  private static let plain: PlainFeatureIndex = {
    var index = PlainFeatureIndex()
    for design in designs { index.append(design) }
    return index
  }()

  private func expected(
    _ query: (plain: FeatureSet, mirrored: FeatureSet), limit: Int, hiding hidden: [Int],
    radius: Int = FeatureIndex.standardRadius
  ) -> [FeatureIndex.Candidate] {
    Self.plain.candidates(
      of: query.plain, mirrored: query.mirrored, limit: limit, radius: radius, hiding: hidden
    ).map {
      FeatureIndex.Candidate(
        design: Self.number($0.design), isMirrored: $0.isMirrored, votes: $0.votes)
    }
  }

  @Test(
    arguments: [[], [40], [1], [39], [20], [1, 2, 3, 4, 5], [13, 26, 40], [7, 8, 31]] as [[Int]],
    [false, true])
  func `answers do not depend on where designs lie`(cuts: [Int], merging: Bool) throws {
    guard !merging || !cuts.isEmpty else { return }
    let index = try Self.index(cutAt: cuts, merging: merging)
    for query in Self.queries {
      // Up to 5 candidates the short list, some designs a candidate, is shorter than the index.
      for (limit, radius) in [(1, 14), (2, 22), (5, 0), (40, 24)] {
        let found = index.candidates(
          of: query.plain, mirrored: query.mirrored, limit: limit, radius: radius,
          among: FeatureScope(designCount: 40))
        #expect(
          found.candidates == expected(query, limit: limit, hiding: [], radius: radius))
        #expect(!found.isCutShort && found.comparedCount > 0)
      }
    }
  }

  @Test(arguments: [[], [40], [10, 25], [5, 6, 7, 33]] as [[Int]])
  func `hidden designs leave no trace`(cuts: [Int]) throws {
    let index = try Self.index(cutAt: cuts)
    var random = SplitMix64(seed: UInt64(cuts.count))
    for last in [0, 1, 9, 10, 24, 25, 38, 39] {
      let inside = Set((0...last).filter { _ in random.next() % 3 == 0 })
      for excluded in [[], inside] {
        let hidden = excluded.sorted() + Array(last + 1..<40)
        for query in Self.queries {
          let found = index.candidates(
            of: query.plain, mirrored: query.mirrored, limit: 6,
            among: FeatureScope(
              designCount: 40 - hidden.count, lastDesign: Self.number(last),
              // Numbers that no design has do no harm.
              excluded: Set(excluded.map(Self.number) + [6, 900])))
          #expect(found.candidates == expected(query, limit: 6, hiding: hidden))
        }
      }
    }
  }

  @Test
  func `a budget leaves the longest lists out, wherever designs lie and whatever comes later`()
    throws
  {
    let query = Self.queries[0]
    let scope = FeatureScope(designCount: 25, lastDesign: Self.number(24))
    func answer(_ index: FeatureIndex, _ limit: Int) -> FeatureIndex.Answer {
      index.candidates(
        of: query.plain, mirrored: query.mirrored, limit: 8, among: scope, postingLimit: limit)
    }
    let indexes = try [[], [40], [25], [10, 25], [3, 24, 30]].map { try Self.index(cutAt: $0) }
    for limit in [0, 1, 100, 300] {
      let first = answer(indexes[0], limit)
      #expect(first.isCutShort && first.comparedCount <= 2 * limit)
      for index in indexes { #expect(answer(index, limit) == first, "\(limit)") }
    }
    // What is compared is what the shortest lists have that fit, counted here word by word.
    let vocabulary = VisualVocabulary.shipped
    var lengths: [UInt32: Int] = [:]
    for design in Self.designs[..<25] {
      for word in vocabulary.words(of: design, count: 1) { lengths[word, default: 0] += 1 }
    }
    for limit in [0, 300, 1_000] {
      let sides = [query.plain, query.mirrored].map { side in
        let visited = vocabulary.words(of: side, count: 8).map { lengths[$0] ?? 0 }
        let fitting = Set(visited).filter { longest in
          visited.reduce(0) { $0 + ($1 <= longest ? $1 : 0) } <= limit
        }
        let longest = fitting.max() ?? 0
        return (
          all: visited.reduce(0, +), compared: visited.reduce(0) { $0 + ($1 <= longest ? $1 : 0) }
        )
      }
      let found = answer(indexes[3], limit)
      #expect(found.postingCount == sides[0].all + sides[1].all)
      #expect(found.comparedCount == sides[0].compared + sides[1].compared)
    }
  }

  @Test func `columns that do not fit together are refused, damaged ones do no harm`() throws {
    let memory = Memory(PostingColumns.ByteCounts(postingCount: 0))
    PostingBatch.write([], to: memory.target)
    #expect(try memory.columns(1...3).count == 0)
    let (starts, rest) = (
      UnsafeRawBufferPointer(memory.bytes[0]), UnsafeRawBufferPointer(memory.bytes[1])
    )
    #expect(
      PostingColumns(
        starts: UnsafeRawBufferPointer(rebasing: starts.dropLast()), postings: rest,
        signatures: rest, designs: 1...3, owner: memory) == nil)

    // A wrong offset, and designs that no segment speaks of.
    var batch = PostingBatch()
    for place in 0..<10 { batch.append(Self.designs[place], design: Self.number(place)) }
    let own = Memory(PostingColumns.ByteCounts(postingCount: batch.count))
    PostingBatch.write([batch], to: own.target)
    for word in 0..<20_000 {
      own.bytes[0].storeBytes(of: UInt32.max, toByteOffset: word * 16, as: UInt32.self)
    }
    for place in 0..<batch.count where place % 3 == 0 {
      own.bytes[1].storeBytes(of: UInt32.max, toByteOffset: place * 6, as: UInt32.self)
    }
    let index = FeatureIndex(segments: [try own.columns(5...40)])
    for query in Self.queries {
      let found = index.candidates(
        of: query.plain, mirrored: query.mirrored, limit: 5, among: FeatureScope(designCount: 10))
      #expect(found.candidates.allSatisfy { (5...40).contains($0.design) })
    }
  }

  @Test func `the largest of many keys are kept`() {
    var random = SplitMix64(seed: 77)
    for capacity in [1, 2, 3, 16, 100] {
      let keys = (0..<90).map { UInt64($0) * 7 }.shuffled(using: &random)
      var largest = LargestKeys(capacity: capacity)
      for key in keys { largest.insert(key) }
      #expect(largest.falling() == Array(keys.sorted(by: >).prefix(capacity)))
    }
  }
}
