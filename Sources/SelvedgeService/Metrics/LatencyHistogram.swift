// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// How long something took, counted in buckets that only ever grow.
struct LatencyHistogram: Equatable, Sendable {
  /// Upper ends of the buckets, inclusive, in seconds; a last bucket takes the rest.
  static let upperBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// Observations in each bucket alone, the open one last.
  private(set) var counts = [Int](repeating: 0, count: Self.upperBounds.count + 1)
  /// All observations together, in seconds.
  private(set) var sum = 0.0

  /// Counts one observation.
  ///
  /// - Parameter seconds: How long it took, in seconds.
  mutating func observe(_ seconds: Double) {
    let bucket = Self.upperBounds.firstIndex { seconds <= $0 } ?? Self.upperBounds.count
    counts[bucket] += 1
    sum += seconds
  }
}
