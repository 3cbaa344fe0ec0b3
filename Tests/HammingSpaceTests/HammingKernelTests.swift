// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing
import _TestSupport

@testable import HammingSpace

@Suite struct HammingKernelTests {
  /// The instruction sets of this processor, plain first.
  static let instructionSets = (0...ck_best_instruction_set().rawValue).map {
    ck_instruction_set(rawValue: $0)
  }

  @Test func `every kernel finds what the plain twin finds, at every length and alignment`() {
    var random = SplitMix64(seed: 11)
    for count in 0...200 {
      let queries = (0..<[1, 2, 7, 8, 9, 16][count % 6]).map { _ in Hash256.random(using: &random) }
      let codes = Hash256.codes(count, near: queries, using: &random)
      let radius = [0, 1, 31, 90, 128, 256][Int(random.next() % 6)]
      let expected = HammingScan.plainHits(within: radius, of: queries, in: codes.span)
      for set in Self.instructionSets {
        let found = hits(set, within: radius, of: queries, in: codes, offset: count % 67)
        #expect(
          found == expected,
          "\(count) codes, \(queries.count) queries, radius \(radius), set \(set.rawValue)")
      }
    }
  }

  @Test(arguments: instructionSets)
  func `a scan cut into steps by a small buffer finds the same`(set: ck_instruction_set) {
    var random = SplitMix64(seed: 12)
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    let codes = Hash256.codes(500, near: queries, using: &random)
    let expected = HammingScan.plainHits(within: 200, of: queries, in: codes.span)
    for capacity in [64, 65, 71, 100, 5000] {
      #expect(
        hits(set, within: 200, of: queries, in: codes, offset: 0, capacity: capacity) == expected)
    }
  }

  /// Scans codes laid `offset` bytes after an aligned address, with nothing to read behind them.
  private func hits(
    _ set: ck_instruction_set, within radius: Int, of queries: [Hash256], in codes: [Hash256],
    offset: Int, capacity: Int = 128
  ) -> [HammingHit] {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: codes.count * 32 + offset + 1, alignment: 64)
    defer { bytes.deallocate() }
    codes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: $0)
    }
    let start = UnsafeRawBufferPointer(rebasing: bytes[offset...]).baseAddress
    let none = ck_hamming_hit(row: 0, distance: 0, query: 0)
    var places = [ck_hamming_hit](repeating: none, count: capacity)
    var found: [HammingHit] = []
    var next = 0
    while next < codes.count {
      let before = next
      let written = queries.withUnsafeBufferPointer { queries in
        ck_hamming_scan_with(
          set, start, next, codes.count, queries.baseAddress, queries.count, UInt32(radius),
          &places, capacity, &next)
      }
      #expect(next > before && written <= capacity)
      guard next > before else { break }
      for hit in places[..<written] {
        found.append(
          HammingHit(row: Int(hit.row), distance: Int(hit.distance), query: Int(hit.query)))
      }
    }
    return found
  }
}
