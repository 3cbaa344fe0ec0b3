// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import _TestSupport

/// Random input for kernels: the same in every run.
struct RandomInput {
  private var random: SplitMix64

  init(seed: Int) { random = SplitMix64(seed: UInt64(seed)) }

  /// Numbers of `range` in steps of `step`: coarse steps give many ties, 0 gives any number.
  mutating func floats(
    _ count: Int, in range: ClosedRange<Float> = 0...1, step: Float = 0
  ) -> [Float] {
    (0..<count).map { _ in
      let value = Float.random(in: range, using: &random)
      return step > 0 ? (value / step).rounded() * step : value
    }
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  mutating func signed(_ count: Int, in range: ClosedRange<Int8> = -127...127) -> [Int8] {
    (0..<count).map { _ in Int8.random(in: range, using: &random) }
  }

  mutating func numbers(_ count: Int, in range: ClosedRange<Int32>) -> [Int32] {
    (0..<count).map { _ in Int32.random(in: range, using: &random) }
  }
}

/// The bits of each number: equal bits, not merely equal numbers.
func bits(_ values: [Float]) -> [UInt32] { values.map(\.bitPattern) }

/// Widths and heights that fill no vector register evenly, and the smallest ones.
let oddSizes: [(width: Int, height: Int)] = [
  (1, 1), (2, 3), (1, 40), (41, 1), (7, 5), (17, 33), (31, 16), (65, 20), (101, 37),
]
