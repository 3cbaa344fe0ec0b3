// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import _TestSupport

@testable import HammingSpace

@Suite struct HammingScanTests {
  @Test func `hits are those of the plain twin, radius inclusive`() {
    var random = SplitMix64(seed: 21)
    for count in 0...200 {
      let queries = (0..<Int(random.next() % 12)).map { _ in Hash256.random(using: &random) }
      let codes = Hash256.codes(count, near: queries, using: &random)
      for radius in [0, 31, 32, 256] {
        #expect(
          HammingScan.hits(within: radius, of: queries, in: codes.span)
            == HammingScan.plainHits(within: radius, of: queries, in: codes.span))
      }
    }
  }

  @Test func `a code at the radius is found and one bit farther is not`() {
    var random = SplitMix64(seed: 22)
    let query = Hash256.random(using: &random)
    let codes = (0...256).map { query.flipping($0, using: &random) }
    for radius in 0...256 {
      let found = HammingScan.hits(within: radius, of: [query], in: codes.span)
      #expect(found.map(\.row) == Array(0...radius))
    }
  }

  @Test func `a part of an array is scanned as itself`() {
    var random = SplitMix64(seed: 23)
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    let codes = Hash256.codes(120, near: queries, using: &random)
    for first in 0..<20 {
      let part = Array(codes[first...])
      #expect(
        HammingScan.hits(within: 90, of: queries, in: codes.span.extracting(first..<120))
          == HammingScan.plainHits(within: 90, of: queries, in: part.span))
    }
  }

  @Test func `nearest is the sorted list of all codes cut short`() {
    var random = SplitMix64(seed: 24)
    for count in stride(from: 0, through: 900, by: 37) {
      let queries = (0..<(1 + Int(random.next() % 8))).map { _ in Hash256.random(using: &random) }
      let codes = Hash256.codes(count, near: queries, using: &random)
      // Few different ids in no order, so that ties are met at every level.
      let ids = (0..<count).map { _ in Int(random.next() % 50) }
      let all = codes.indices.map { row in
        let distances = queries.map { codes[row].distance(to: $0) }
        let distance = distances.min() ?? 0
        return HammingHit(
          row: row, distance: distance, query: distances.firstIndex(of: distance) ?? 0)
      }.sorted {
        ($0.distance, ids[$0.row], $0.query, $0.row) < ($1.distance, ids[$1.row], $1.query, $1.row)
      }
      for limit in [0, 1, 2, 10, 100, 2000] {
        for radius in [0, 31, 256] {
          #expect(
            HammingScan.nearest(
              limit, to: queries, in: codes.span, ids: ids.span, within: radius)
              == Array(all.filter { $0.distance <= radius }.prefix(limit)))
          let excluded: Set = [0, 3, 7, 8, 20, 49]
          #expect(
            HammingScan.nearest(
              limit, to: queries, in: codes.span, ids: ids.span, within: radius,
              excluding: excluded)
              == Array(
                all.filter { $0.distance <= radius && !excluded.contains(ids[$0.row]) }
                  .prefix(limit)))
        }
      }
    }
  }
}
