// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import HashIndexing

/// Times the exact index, beside one pass that adds up the same memory.
func runScanBenchmark() {
  Measurement.reportHead()
  for count in [100_000, 1_000_000, 10_000_000] {
    var random = SplitMix64(seed: 1)
    func code() -> Hash256 {
      Hash256(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
    }
    let codes = (0..<count).map { _ in code() }
    let queries = (0..<8).map { _ in code() }
    let name = count >= 1_000_000 ? "\(count / 1_000_000)M" : "\(count / 1000)k"
    let sum = Measurement(repetitions: 15) { sumOfWords(codes.span) }
    sum.report("sum of \(name) codes (\(count * 32 / 1_000_000) MB)") {
      hundredths(Double(count) * 32 / $0 / 1e9) + " GB/s"
    }
    let index = FlatIndex(codes.enumerated().lazy.map { (id: $0.offset, hash: $0.element) })
    let base = sum.times.first.map { $0 / .seconds(1) } ?? 0
    func report(_ what: String, _ work: () -> [HashReference]) {
      Measurement(repetitions: 15, work).report("\(what), \(name) codes") {
        hundredths($0 / base) + " x the sum"
      }
    }
    report("within 31, 1 query") { index.references(within: 31, of: [queries[0]]) }
    report("within 31, 8 queries") { index.references(within: 31, of: queries) }
    report("within 90, 8 queries") { index.references(within: 90, of: queries) }
    report("nearest 10, 8 queries") { index.nearest(10, to: queries) }
    report("nearest 1000, 8 queries") { index.nearest(1000, to: queries) }
  }
}

/// The exclusive minimum of any scan: every word is read once.
@inline(never)
func sumOfWords(_ codes: Span<Hash256>) -> UInt64 {
  var sums = (SIMD4<UInt64>(), SIMD4<UInt64>(), SIMD4<UInt64>(), SIMD4<UInt64>())
  var row = 0
  while row + 4 <= codes.count {
    sums.0 &+= codes[row].words
    sums.1 &+= codes[row + 1].words
    sums.2 &+= codes[row + 2].words
    sums.3 &+= codes[row + 3].words
    row += 4
  }
  while row < codes.count {
    sums.0 &+= codes[row].words
    row += 1
  }
  return (sums.0 &+ sums.1 &+ sums.2 &+ sums.3).wrappedSum()
}
