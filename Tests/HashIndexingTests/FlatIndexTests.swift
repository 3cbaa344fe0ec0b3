// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import HashIndexing
import Testing
import _TestSupport

@Suite struct FlatIndexTests {
  @Test func `answers are those of a plain list through additions and removals`() {
    var random = SplitMix64(seed: 31)
    for round in 0..<20 {
      let queries = (0..<(round % 10)).map { _ in Hash256.random(using: &random) }
      var index = FlatIndex()
      var entries: [(id: Int, hash: Hash256)] = []
      for step in 0..<120 {
        if random.next() % 4 > 0 {
          let hash = Hash256.codes(1, near: queries, using: &random)[0]
          let id = Int(random.next() % 90) - 20
          index.append(hash, id: id)
          entries.append((id, hash))
        } else {
          let id = Int(random.next() % 90) - 20
          let removed = entries.count { $0.id == id }
          entries.removeAll { $0.id == id }
          #expect(index.remove(id: id) == removed)
        }
        #expect(index.count == entries.count && index.isEmpty == entries.isEmpty)
        guard step % 10 == 9 else { continue }
        for radius in [0, 31, 90, 256] {
          let expected = plainReferences(to: queries, in: entries, within: radius)
          #expect(index.references(within: radius, of: queries) == expected)
          #expect(index.nearest(7, to: queries, within: radius) == Array(expected.prefix(7)))
        }
        #expect(
          index.nearest(1000, to: queries) == plainReferences(to: queries, in: entries, within: 256)
        )
      }
    }
  }

  @Test func `an answer does not depend on the order of additions`() {
    var random = SplitMix64(seed: 32)
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    var entries = Hash256.codes(300, near: queries, using: &random).map {
      (id: Int(random.next() % 40), hash: $0)
    }
    let index = FlatIndex(entries)
    for _ in 0..<10 {
      entries.shuffle(using: &random)
      let other = FlatIndex(entries)
      #expect(
        other.references(within: 100, of: queries) == index.references(within: 100, of: queries))
      #expect(other.nearest(20, to: queries) == index.nearest(20, to: queries))
    }
  }

  @Test func `an entry equally near two queries is named once, with the first`() {
    var random = SplitMix64(seed: 33)
    let query = Hash256.random(using: &random)
    let index = FlatIndex([(id: 5, hash: query.flipping(10, using: &random))])
    let found = index.references(within: 31, of: [query, query])
    #expect(found == [HashReference(distance: 10, id: 5, variant: 0)])
  }

  @Test func `a copy keeps what the original loses`() {
    var random = SplitMix64(seed: 34)
    let hash = Hash256.random(using: &random)
    var index = FlatIndex([(id: 1, hash: hash), (id: 2, hash: hash)])
    let copy = index
    index.remove(id: 1)
    #expect(index.references(within: 0, of: [hash]).map(\.id) == [2])
    #expect(copy.references(within: 0, of: [hash]).map(\.id) == [1, 2])
  }
}
