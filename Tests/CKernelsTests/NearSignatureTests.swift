// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct NearSignatureTests {
  static let instructionSets = (0...ck_best_instruction_set().rawValue).map {
    ck_instruction_set(rawValue: $0)
  }

  @Test(arguments: instructionSets)
  func `near signatures are found in their order, at every length and alignment`(
    set: ck_instruction_set
  ) {
    var input = RandomInput(seed: 5)
    for count in Array(0...70) + [255, 256, 257, 1_000] {
      let offset = count % 8
      var bytes = input.bytes(offset + count * 8)
      let query = word(input.bytes(8), 0)
      // Half of them lie near the query, by up to 40 bits.
      for place in 0..<count where place % 2 == 0 {
        var near = query
        for _ in 0..<place % 41 { near ^= 1 << UInt64(input.bytes(1)[0] % 64) }
        for byte in 0..<8 {
          bytes[offset + place * 8 + byte] = UInt8(truncatingIfNeeded: near >> UInt64(byte * 8))
        }
      }
      for radius in [0, 1, 22, 24, 63, 64] {
        var hits = [ck_signature_hit](
          repeating: ck_signature_hit(place: 0, distance: 0), count: count + 1)
        let found = bytes.withUnsafeBytes { bytes in
          ck_near_signatures_with(
            set, bytes.baseAddress.map { $0 + offset }, count, query, UInt32(radius), &hits)
        }
        let expected = (0..<count).map {
          ($0, (word(bytes, offset + $0 * 8) ^ query).nonzeroBitCount)
        }.filter { $0.1 <= radius }
        #expect(found == expected.count, "\(count) signatures, radius \(radius)")
        #expect(hits[..<found].map { Int($0.place) } == expected.map(\.0))
        #expect(hits[..<found].map { Int($0.distance) } == expected.map(\.1))
      }
    }
  }

  private func word(_ bytes: [UInt8], _ place: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64($1 * 8) }
  }
}
