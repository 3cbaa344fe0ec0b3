// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct ColourEdgeKernelTests {
  @Test func `the fast map has the bits of the plain one`() {
    for (seed, (width, height)) in oddSizes.enumerated() {
      var input = RandomInput(seed: seed)
      let rgb = input.bytes(width * height * 3)
      var fast = [Float](repeating: 0, count: width * height)
      var plain = fast
      var scratch = [Float](repeating: 0, count: width * height * 3)
      ck_colour_edges(rgb, &fast, &scratch, Int32(width), Int32(height))
      ck_colour_edges_plain(rgb, &plain, &scratch, Int32(width), Int32(height))
      #expect(bits(fast) == bits(plain), "\(width) x \(height)")
      #expect(fast.allSatisfy { $0 >= 0 && $0 <= 1 }, "\(width) x \(height)")
    }
  }

  @Test func `the fast directions have the bits of the plain ones`() {
    for (seed, (width, height)) in oddSizes.enumerated() {
      var input = RandomInput(seed: seed)
      let rgb = input.bytes(width * height * 3)
      var fast = [Int8](repeating: 0, count: width * height * 2)
      var plain = fast
      var scratch = [Float](repeating: 0, count: width * height * 6)
      ck_edge_directions(rgb, &fast, &scratch, Int32(width), Int32(height))
      ck_edge_directions_plain(rgb, &plain, &scratch, Int32(width), Int32(height))
      #expect(fast == plain, "\(width) x \(height)")
    }
  }
}
