// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct VoteTests {
  /// A run of postings in lists, and which vote each design has, found the plainest way.
  private struct Run {
    var starts: [UInt32] = [0]
    var designs: [UInt32] = []
    var signatures: [UInt64] = []
    var postings: [UInt8] = []

    init(_ input: inout RandomInput, lists: Int) {
      for _ in 0..<lists {
        for _ in 0..<Int(input.bytes(1)[0]) % 90 {
          let design = 100 + UInt32(input.bytes(1)[0]) % 40
          designs.append(design)
          // Few different signatures, so that distances tie.
          signatures.append((1 << UInt64(input.bytes(1)[0] % 9)) - 1)
          postings += [UInt8(design), 0, 0, 0] + input.bytes(2)
        }
        starts.append(UInt32(designs.count))
      }
    }
  }

  @Test(arguments: 1...12)
  func `each design gets its nearest posting, the first of equals`(seed: Int) {
    var input = RandomInput(seed: seed)
    let run = Run(&input, lists: 9)
    let words: [UInt32] = [7, 2, 2, 0, 8, 5]
    var lists = [ck_places](repeating: ck_places(first: 0, end: 0), count: words.count)
    ck_word_places(run.starts, UInt32(run.designs.count), words, words.count, &lists)
    for (list, word) in zip(lists, words) {
      #expect(list.first == run.starts[Int(word)] && list.end == run.starts[Int(word) + 1])
    }
    // The run speaks of designs 103 to 132; 110 and 120 are hidden.
    let (first, count) = (103, 30)
    let hidden: [UInt64] = [1 << 7 | 1 << 17]
    for (query, radius) in [(UInt64(0), 4), (0b1111, 2), (0b1111, 64), (.max, 3)] {
      var expected: [Int: (distance: Int, place: Int)] = [:]
      var order: [Int] = []
      for list in lists {
        for place in Int(list.first)..<Int(list.end) {
          let design = Int(run.designs[place])
          let distance = (run.signatures[place] ^ query).nonzeroBitCount
          guard distance <= radius, (first..<first + count).contains(design),
            design != 110, design != 120
          else { continue }
          if let known = expected[design], known.distance <= distance { continue }
          if expected[design] == nil { order.append(design) }
          expected[design] = (distance, place)
        }
      }
      var latest = [UInt64](repeating: 0, count: count)
      var hits = [ck_signature_hit](repeating: ck_signature_hit(place: 0, distance: 0), count: 90)
      var votes = [ck_vote](
        repeating: ck_vote(
          design: 0, place: 0, feature: 0, distance: 0, direction: 0, size: 0, unused: 0),
        count: run.designs.count * 3 + 2)
      // Two features, one after the other: what the first met is no matter to the second.
      var filled = 2
      for feature in [4, 5] {
        let before = filled
        filled = hidden.withUnsafeBufferPointer { hidden in
          latest.withUnsafeMutableBufferPointer { latest in
            run.signatures.withUnsafeBytes { signatures in
              run.postings.withUnsafeBytes { postings in
                var own = ck_vote_run(
                  signatures: signatures.baseAddress, postings: postings.baseAddress,
                  first: UInt32(first), count: UInt32(count), hidden: hidden.baseAddress,
                  latest: latest.baseAddress)
                return ck_collect_votes(
                  &own, lists, lists.count, feature == 4 ? lists : nil, query, UInt32(radius),
                  UInt32(feature), UInt32(feature), &hits, &votes, filled)
              }
            }
          }
        }
        let found = votes[before..<filled]
        #expect(found.map { Int($0.design) } == order)
        for vote in found {
          let (distance, place) = expected[Int(vote.design)] ?? (-1, -1)
          #expect(Int(vote.distance) == distance && Int(vote.place) == place)
          #expect(vote.feature == UInt32(feature))
          #expect(place < 0 || vote.direction == run.postings[place * 6 + 4])
          #expect(place < 0 || vote.size == run.postings[place * 6 + 5])
        }
      }
    }
  }

  @Test func `offsets that are damaged give no places`() {
    let starts: [UInt32] = [0, 5, 3, 9, 11, 10]
    let words: [UInt32] = [0, 1, 2, 3, 4]
    var places = [ck_places](repeating: ck_places(first: 9, end: 9), count: 5)
    ck_word_places(starts, 10, words, 5, &places)
    #expect(places.map(\.first) == [0, 0, 3, 0, 0])
    #expect(places.map(\.end) == [5, 0, 9, 0, 0])
  }
}
