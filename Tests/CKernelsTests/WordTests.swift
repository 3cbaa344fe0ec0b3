// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct WordTests {
  private func squaredDistances(of query: ArraySlice<Int8>, to centres: [Int8]) -> [Int] {
    stride(from: 0, to: centres.count, by: 32).map { start in
      zip(query, centres[start..<start + 32]).reduce(0) {
        $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
      }
    }
  }

  // Components of -1...1 give many equal distances.
  @Test(arguments: [1, 127] as [Int8], [1, 5, 16])
  func `words are the nearest pairs of the four nearest centres of each half`(
    limit: Int8, count: Int
  ) {
    var input = RandomInput(seed: count)
    var centres: [[Int8]] = []
    var packed: [[Int8]] = []
    var norms: [[Int32]] = []
    for _ in 0..<2 {
      let half = input.signed(256 * 32, in: -limit...limit)
      var bytes = [Int8](repeating: 0, count: 256 * 32)
      var own = [Int32](repeating: 0, count: 256)
      ck_pack(half, 256, &bytes, &own)
      centres.append(half)
      packed.append(bytes)
      norms.append(own)
    }
    let descriptors = input.signed(6 * 32, in: -limit...limit)
    var words = [UInt16](repeating: 0, count: 6 * count)
    ck_words(
      descriptors, 6, packed[0], norms[0], packed[1], norms[1], Int32(count), &words)
    var plain = [UInt16](repeating: 1, count: 6 * count)
    ck_words_plain(
      descriptors, 6, packed[0], norms[0], packed[1], norms[1], Int32(count), &plain)
    #expect(words == plain)
    for index in 0..<6 {
      let nearest = centres.map { half in
        let all = squaredDistances(of: descriptors[index * 32..<index * 32 + 32], to: half)
        return all.indices.sorted { (all[$0], $0) < (all[$1], $1) }.prefix(4).map {
          (distance: all[$0], centre: $0)
        }
      }
      var pairs: [(sum: Int, word: Int)] = []
      for first in nearest[0] {
        for second in nearest[1] {
          pairs.append((first.distance + second.distance, first.centre * 256 + second.centre))
        }
      }
      pairs.sort { $0 < $1 }
      let expected = pairs.prefix(count).map { UInt16($0.word) }
      #expect(Array(words[index * count..<(index + 1) * count]) == expected)
    }
  }

  @Test func `fast and plain signatures tell on which side of each plane a descriptor lies`() {
    var input = RandomInput(seed: 8)
    let descriptors = input.signed(37 * 32)
    let normals = input.signed(64 * 32)
    let offsets = input.numbers(64, in: -20_000...20_000)
    var fast = [UInt64](repeating: 0, count: 37)
    var plain = fast
    ck_signatures(descriptors, 37, normals, offsets, &fast)
    ck_signatures_plain(descriptors, 37, normals, offsets, &plain)
    #expect(fast == plain)
    for index in 0..<37 {
      for plane in 0..<64 {
        let product = (0..<32).reduce(0) {
          $0 + Int(descriptors[index * 32 + $1]) * Int(normals[plane * 32 + $1])
        }
        #expect((plain[index] >> UInt64(plane) & 1 == 1) == (product > Int(offsets[plane])))
      }
    }
  }
}
