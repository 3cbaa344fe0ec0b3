// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import HashIndexing
import Testing
import _TestSupport

/// Wherever entries lie, answers are those of ``FlatIndex``.
@Suite struct SegmentedIndexTests {
  @Test(arguments: [[], [0], [1], [300], [100, 101, 250], [50, 50, 299]] as [[Int]])
  func `answers do not depend on where entries lie`(cuts: [Int]) throws {
    var random = SplitMix64(seed: 51)
    for (queryCount, codesPerBlock) in [(1, 1000), (3, 1000), (8, 1000), (1, 1), (3, 7), (8, 50)] {
      let queries = (0..<queryCount).map { _ in Hash256.random(using: &random) }
      // Some ids have several codes, as designs have torus codes.
      let hashes = Hash256.codes(300, near: queries, using: &random)
      let entries = hashes.enumerated().map { (id: 7 + $0.offset / 2 * 2, hash: $0.element) }
      let segments = try zip([0] + cuts, cuts).map {
        try ColumnMemory(entries[$0..<$1]).columns(codesPerBlock: codesPerBlock)
      }
      var index = SegmentedIndex(segments: segments)
      for entry in entries[(cuts.last ?? 0)...] { index.append(entry.hash, id: entry.id) }
      for (last, excluded) in [(Int.max, Set<Int>()), (155, [7, 9, 41]), (150, []), (6, [])] {
        let wanted = entries.filter { $0.id <= last && !excluded.contains($0.id) }
        let flat = FlatIndex(wanted)
        for radius in [0, 31, 72, 120, 256] {
          for count in [1, 4, 50, 400] {
            #expect(
              index.nearest(
                count, to: queries, within: radius, through: last, excluding: excluded)
                == flat.nearest(count, to: queries, within: radius))
          }
        }
      }
    }
  }

  @Test func `each group of queries is answered as if it were alone`() throws {
    var random = SplitMix64(seed: 52)
    let groups = [0, 1, 8, 8, 3].map { count in
      (0..<count).map { _ in Hash256.random(using: &random) }
    }
    let hashes = Hash256.codes(200, near: groups.flatMap(\.self), using: &random)
    let entries = hashes.enumerated().map { (id: $0.offset / 3, hash: $0.element) }
    var index = SegmentedIndex(segments: [
      try ColumnMemory(entries[..<150]).columns(codesPerBlock: 16)
    ])
    for entry in entries[150...] { index.append(entry.hash, id: entry.id) }
    // More are left out than are asked for.
    let excluded = Set(0..<40)
    let flat = FlatIndex(entries.filter { !excluded.contains($0.id) && $0.id <= 60 })
    for count in [0, 1, 4, 300] {
      let found = index.nearest(
        count, toEach: groups, within: 120, through: 60, excluding: excluded)
      #expect(found == groups.map { flat.nearest(count, to: $0, within: 120) })
    }
    #expect(index.nearest(4, toEach: []).isEmpty)
  }

  @Test func `columns that do not fit together are refused`() {
    let memory = ColumnMemory([(id: 1, hash: Hash256(words: [1, 2, 3, 4]))])
    let (codes, ids) = (UnsafeRawBufferPointer(memory.codes), UnsafeRawBufferPointer(memory.ids))
    #expect(
      CodeColumns(
        codes: UnsafeRawBufferPointer(rebasing: codes.dropLast()), ids: ids, owner: memory) == nil)
    #expect(
      CodeColumns(
        codes: codes, ids: UnsafeRawBufferPointer(rebasing: ids.dropLast()), owner: memory) == nil)
  }
}
