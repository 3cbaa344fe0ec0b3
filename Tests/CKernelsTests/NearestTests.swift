// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct NearestTests {
  private static let counts = [0, 1, 15, 16, 17, 33, 100, 1_024, 1_040]

  /// Vectors as the kernels take them.
  private struct Packed {
    let vectors: [Int8]
    var bytes: [Int8]
    var norms: [Int32]
    var blocks: Int { norms.count / 16 }

    init(_ vectors: [Int8]) {
      let blocks = (vectors.count / 32 + 15) / 16
      self.vectors = vectors
      bytes = [Int8](repeating: 1, count: max(1, blocks * 512))
      norms = [Int32](repeating: 1, count: blocks * 16)
      ck_pack(vectors, Int32(vectors.count / 32), &bytes, &norms)
    }
  }

  private func squaredDistance(_ a: ArraySlice<Int8>, _ b: ArraySlice<Int8>) -> Int32 {
    zip(a, b).reduce(0) { $0 + (Int32($1.0) - Int32($1.1)) * (Int32($1.0) - Int32($1.1)) }
  }

  private func distances(of query: [Int8], to vectors: [Int8]) -> [Int32] {
    stride(from: 0, to: vectors.count, by: 32).map {
      squaredDistance(query[...], vectors[$0..<$0 + 32])
    }
  }

  @Test(arguments: counts)
  func `fast and plain distances are the sums of squared differences`(count: Int) {
    var input = RandomInput(seed: count)
    let packed = Packed(input.signed(count * 32, in: -128...127))
    for query in [input.signed(32, in: -128...127), [Int8](repeating: -128, count: 32)] {
      var fast = [Int32](repeating: 0, count: packed.norms.count)
      var plain = fast
      ck_distances(packed.bytes, packed.norms, Int32(packed.blocks), query, &fast)
      ck_distances_plain(packed.bytes, packed.norms, Int32(packed.blocks), query, &plain)
      #expect(fast == plain)
      #expect(Array(plain.prefix(count)) == distances(of: query, to: packed.vectors))
      // The farthest two vectors are 32 * 255^2 apart; what fills up the last block is farther.
      #expect(plain.dropFirst(count).allSatisfy { $0 > 32 * 255 * 255 })
    }
  }

  // Components of -1...1 give many equal distances.
  @Test(arguments: counts, [1, 127] as [Int8])
  func `the two nearest within a limit come in the order of distance, then of index`(
    count: Int, limit: Int8
  ) {
    var input = RandomInput(seed: count)
    let packed = Packed(input.signed(count * 32, in: -limit...limit))
    let queries = input.signed(9 * 32, in: -limit...limit)
    let limits = input.numbers(9, in: -1...40_000)
    var nearest = [Int32](repeating: 0, count: 18)
    var indices = nearest
    var plainNearest = nearest
    var plainIndices = nearest
    var scratch = [Int32](repeating: 0, count: packed.norms.count)
    ck_two_nearest(
      packed.bytes, packed.norms, Int32(count), queries, limits, 9, &nearest, &indices, &scratch)
    ck_two_nearest_plain(
      packed.bytes, packed.norms, Int32(count), queries, limits, 9, &plainNearest, &plainIndices,
      &scratch)
    #expect(nearest == plainNearest && indices == plainIndices)
    for query in 0..<9 {
      let all = distances(of: Array(queries[query * 32..<query * 32 + 32]), to: packed.vectors)
      let order = all.indices.filter { all[$0] <= limits[query] }.sorted {
        (all[$0], $0) < (all[$1], $1)
      }
      for rank in 0..<2 {
        let at = query * 2 + rank
        #expect(indices[at] == (rank < order.count ? Int32(order[rank]) : -1))
        if rank < order.count { #expect(nearest[at] == all[order[rank]]) }
      }
    }
  }

  @Test(arguments: counts + [2_048, 5_000])
  func `fast and plain counts are those of a filter`(count: Int) {
    var input = RandomInput(seed: count)
    let distances = input.numbers(count, in: 0...100)
    for thresholds in [[-1, 0, 17, 50, 99, 100], [60, 3], [.max], []] as [[Int32]] {
      var fast = [Int32](repeating: -1, count: thresholds.count)
      var plain = fast
      let steps = Int32(thresholds.count)
      for enough in [Int32(count), Int32(count) / 3, 0] {
        ck_count_within(distances, Int32(count), thresholds, steps, enough, &fast)
        ck_count_within_plain(distances, Int32(count), thresholds, steps, enough, &plain)
        #expect(fast == plain)
        let all = thresholds.map { t in Int32(distances.count { $0 <= t }) }
        let counted = all.firstIndex { $0 > enough }.map { $0 + 1 } ?? all.count
        #expect(plain.prefix(counted) == all.prefix(counted))
        #expect(plain.dropFirst(counted).allSatisfy { $0 == Int32(count) })
      }
    }
  }
}
