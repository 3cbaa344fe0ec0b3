// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import FeatureIndexing
import Testing
import _TestSupport

@Suite struct PostingListsTests {
  private static let wordCount = 40

  /// What posting lists do, in the plainest way: a dictionary of arrays.
  private typealias Naive = [UInt32: [Posting]]

  private func design(_ number: Int, _ random: inout SplitMix64) -> [(UInt32, Posting)] {
    (0..<Int.random(in: 0...60, using: &random)).map { _ in
      (
        UInt32.random(in: 0..<UInt32(Self.wordCount), using: &random),
        Posting(
          design: UInt32(number), direction: .random(in: 0...255, using: &random),
          size: .random(in: 0...255, using: &random), signature: random.next())
      )
    }
  }

  private func text(_ posting: Posting, _ distance: Int) -> String {
    "\(posting.design) \(posting.direction) \(posting.size) \(posting.signature) \(distance)"
  }

  private func expectSame(_ lists: PostingLists, _ naive: Naive, radius: Int, _ signature: UInt64) {
    for word in 0..<UInt32(Self.wordCount) {
      var found: [String] = []
      lists.forEach(word: word, near: signature, radius: radius) { found.append(text($1, $2)) }
      let expected = (naive[word] ?? []).map {
        ($0, ($0.signature ^ signature).nonzeroBitCount)
      }.filter { $0.1 <= radius }.map(text)
      #expect(found == expected, "word \(word), radius \(radius)")
    }
  }

  // Settling after so many designs; 1,000 never settles.
  @Test(arguments: [1, 3, 10, 1_000])
  func `settling keeps every posting in its order`(period: Int) {
    var random = SplitMix64(seed: 7)
    var lists = PostingLists(wordCount: Self.wordCount)
    var naive: Naive = [:]
    for number in 0..<30 {
      let postings = design(number, &random)
      for (word, posting) in postings {
        lists.append(posting, to: word)
        naive[word, default: []].append(posting)
      }
      if number % period == period - 1 { lists.settle() }
    }
    #expect(lists.count == naive.values.reduce(0) { $0 + $1.count })
    for radius in [0, 28, 32, 64] { expectSame(lists, naive, radius: radius, random.next()) }
    lists.settle()
    #expect(lists.count == naive.values.reduce(0) { $0 + $1.count })
    for radius in [0, 28, 32, 64] { expectSame(lists, naive, radius: radius, random.next()) }
  }

  @Test func `many postings settle and stay`() {
    var random = SplitMix64(seed: 8)
    var lists = PostingLists(wordCount: Self.wordCount)
    var naive: Naive = [:]
    for number in 0..<6 {
      let postings = (0..<5_000).map { _ in
        (
          word: UInt32.random(in: 0..<UInt32(Self.wordCount), using: &random),
          posting: Posting(
            design: UInt32(number), direction: 1, size: 2, signature: random.next())
        )
      }
      for (word, posting) in postings {
        lists.append(posting, to: word)
        naive[word, default: []].append(posting)
      }
      lists.settleIfMany()
    }
    #expect(lists.count == 30_000)
    expectSame(lists, naive, radius: 26, random.next())
  }

  @Test func `a signature is found within the radius, inclusive`() {
    var lists = PostingLists(wordCount: 2)
    lists.append(Posting(design: 0, direction: 0, size: 0, signature: 0b111), to: 1)
    for settled in [false, true] {
      if settled { lists.settle() }
      var distances: [Int] = []
      for radius in 2...4 {
        lists.forEach(word: 1, near: 0, radius: radius) { _, _, distance in
          distances.append(distance)
        }
      }
      #expect(distances == [3, 3])
    }
  }
}
