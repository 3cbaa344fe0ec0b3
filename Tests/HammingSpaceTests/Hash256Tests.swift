// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import Testing
import _TestSupport

@Suite struct Hash256Tests {
  @Test func `text has the highest bit first and comes back`() {
    // The text of bit 0, of bit 255 and of all bits follows from "highest bit first".
    let lowest = Hash256(words: SIMD4(1, 0, 0, 0))
    #expect(lowest.description == String(repeating: "0", count: 63) + "1")
    let highest = Hash256(words: SIMD4(0, 0, 0, 1 << 63))
    #expect(highest.description == "8" + String(repeating: "0", count: 63))
    let all = Hash256(words: SIMD4(repeating: .max))
    #expect(all.description == String(repeating: "f", count: 64))
    var random = SplitMix64(seed: 3)
    for _ in 0..<100 {
      let hash = Hash256.random(using: &random)
      #expect(Hash256(text: hash.description) == hash)
      #expect(Hash256(text: hash.description.uppercased()) == hash)
    }
  }

  @Test func `anything but 64 hexadecimal digits is no hash`() {
    let digits = String(repeating: "0", count: 63)
    for text in ["", digits, digits + "g", digits + "00", digits + " ", "é" + digits] {
      #expect(Hash256(text: text) == nil, "\(text)")
    }
  }

  @Test func `distance is a metric and counts flipped bits`() {
    var random = SplitMix64(seed: 4)
    for flips in 0...256 {
      let a = Hash256.random(using: &random)
      let b = a.flipping(flips, using: &random)
      let c = Hash256.random(using: &random)
      #expect(a.distance(to: b) == flips)
      #expect(b.distance(to: a) == flips)
      #expect(a.distance(to: c) <= a.distance(to: b) + b.distance(to: c))
    }
  }
}
