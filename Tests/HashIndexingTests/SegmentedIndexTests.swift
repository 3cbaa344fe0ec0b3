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
  /// Memory for columns.
  private final class Memory: @unchecked Sendable {
    // Proof of Sendable: constants; the memory is written before `init` returns, only read afterwards, and freed when no
    // columns keep this object.
    let codes: UnsafeMutableBufferPointer<Hash256>
    let ids: UnsafeMutableBufferPointer<Int>

    init(_ entries: ArraySlice<(id: Int, hash: Hash256)>) {
      codes = .allocate(capacity: entries.count)
      ids = .allocate(capacity: entries.count)
      _ = codes.initialize(from: entries.map(\.hash))
      _ = ids.initialize(from: entries.map(\.id))
    }

    deinit {
      codes.deallocate()
      ids.deallocate()
    }

    func columns() throws -> CodeColumns {
      try #require(
        CodeColumns(
          codes: UnsafeRawBufferPointer(codes), ids: UnsafeRawBufferPointer(ids), owner: self))
    }
  }

  @Test(arguments: [[], [0], [1], [300], [100, 101, 250], [50, 50, 299]] as [[Int]])
  func `answers do not depend on where entries lie`(cuts: [Int]) throws {
    var random = SplitMix64(seed: 51)
    for queryCount in [1, 3, 8] {
      let queries = (0..<queryCount).map { _ in Hash256.random(using: &random) }
      // Some ids have several codes, as designs have torus codes.
      let hashes = Hash256.codes(300, near: queries, using: &random)
      let entries = hashes.enumerated().map { (id: 7 + $0.offset / 2 * 2, hash: $0.element) }
      let segments = try zip([0] + cuts, cuts).map { try Memory(entries[$0..<$1]).columns() }
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

  @Test func `columns that do not fit together are refused`() {
    let memory = Memory([(id: 1, hash: Hash256(words: [1, 2, 3, 4]))])
    let (codes, ids) = (UnsafeRawBufferPointer(memory.codes), UnsafeRawBufferPointer(memory.ids))
    #expect(
      CodeColumns(
        codes: UnsafeRawBufferPointer(rebasing: codes.dropLast()), ids: ids, owner: memory) == nil)
    #expect(
      CodeColumns(
        codes: codes, ids: UnsafeRawBufferPointer(rebasing: ids.dropLast()), owner: memory) == nil)
  }
}
