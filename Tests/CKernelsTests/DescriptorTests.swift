// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Foundation
import Testing

@Suite struct DescriptorTests {
  @Test(arguments: [1, 30, 4_000] as [Float])
  func `the fast projection gives the code of the plain one`(scale: Float) {
    var input = RandomInput(seed: 11)
    for _ in 0..<50 {
      let descriptor = input.floats(128)
      // Backwards: every component comes from another place.
      let places = (0..<128).map { UInt8(127 - $0) }
      let mean = input.floats(128)
      let weights = input.floats(128 * 32, in: -scale...scale)
      var fast = [Int8](repeating: 0, count: 32)
      var plain = fast
      ck_project(descriptor, places, mean, weights, &fast)
      ck_project_plain(descriptor, places, mean, weights, &plain)
      #expect(fast == plain)
      for k in 0..<32 {
        let sum = (0..<128).reduce(0.0) {
          $0 + (Double(descriptor[127 - $1]) - Double(mean[$1])) * Double(weights[$1 * 32 + k])
        }
        #expect(abs(Double(fast[k]) - min(127, max(-127, sum))) < 0.51)
      }
    }
  }

  @Test func `fast histograms and descriptors have the bits of the plain ones`() {
    var input = RandomInput(seed: 5)
    let plane = input.floats(71 * 53)
    for (x, y, sigma) in [
      (35, 26, 1.6), (35.4, 25.6, 2.3), (0, 0, 2), (70, 52, 3), (11.3, 7.9, 5), (2, 50, 12),
    ] as [(Float, Float, Float)] {
      var fast = [Float](repeating: -1, count: 36)
      var plain = fast
      ck_orientation_histogram(plane, 71, 53, x, y, sigma, &fast)
      ck_orientation_histogram_plain(plane, 71, 53, x, y, sigma, &plain)
      #expect(bits(fast) == bits(plain))
      var descriptor = [Float](repeating: -1, count: 128)
      var plainDescriptor = descriptor
      ck_describe(plane, 71, 53, x, y, sigma, 0.8, 0.6, &descriptor)
      ck_describe_plain(plane, 71, 53, x, y, sigma, 0.8, 0.6, &plainDescriptor)
      #expect(bits(descriptor) == bits(plainDescriptor))
    }
  }

  /// A plane that rises by 0.01 a pixel towards `angle` radians.
  private func slope(towards angle: Double, side: Int) -> [Float] {
    (0..<side * side).map { at in
      let (x, y) = (Double(at % side), Double(at / side))
      return Float(0.5 + 0.01 * (x * cos(angle) + y * sin(angle)))
    }
  }

  @Test(arguments: [0, 40, 90, 130, 180, 250, 350])
  func `the histogram of a slope peaks where the slope rises`(degrees: Int) {
    let plane = slope(towards: Double(degrees) * .pi / 180, side: 61)
    var histogram = [Float](repeating: 0, count: 36)
    ck_orientation_histogram(plane, 61, 61, 30, 30, 3, &histogram)
    let peak = histogram.indices.max { histogram[$0] < histogram[$1] }
    #expect(peak == degrees / 10)
  }

  @Test func `a descriptor has the length 1 and no negative component`() {
    var input = RandomInput(seed: 4)
    let plane = input.floats(41 * 33)
    for (x, y, sigma) in [(20, 16, 1.6), (0, 0, 2), (40, 32, 3), (11.3, 7.9, 5)]
      as [(Float, Float, Float)]
    {
      var descriptor = [Float](repeating: 0, count: 128)
      ck_describe(plane, 41, 33, x, y, sigma, 0.8, 0.6, &descriptor)
      let length = descriptor.reduce(0.0) { $0 + Double($1) * Double($1) }
      #expect(abs(length - 1) < 1e-5)
      #expect(descriptor.allSatisfy { $0 >= 0 })
    }
  }

  @Test func `a flat neighbourhood has the descriptor 0`() {
    let plane = [Float](repeating: 0.4, count: 30 * 30)
    var descriptor = [Float](repeating: 1, count: 128)
    ck_describe(plane, 30, 30, 15, 15, 2, 1, 0, &descriptor)
    #expect(descriptor.allSatisfy { $0 == 0 })
  }

  @Test func `a slope fills only the direction it rises to`() {
    // Seen along its own direction every slope rises to the right.
    let angle = 0.7
    let plane = slope(towards: angle, side: 81)
    var descriptor = [Float](repeating: 0, count: 128)
    ck_describe(plane, 81, 81, 40, 40, 3, Float(cos(angle)), Float(sin(angle)), &descriptor)
    for cell in 0..<16 {
      let directions = descriptor[cell * 8..<cell * 8 + 8]
      // Angles are within 0.0007 of a turn, so up to 0.6 % of a vote strays to the next bin.
      let total = directions.reduce(Float(0)) { $0 + $1 * $1 }
      #expect(directions[cell * 8] * directions[cell * 8] > 0.98 * total)
    }
  }
}
