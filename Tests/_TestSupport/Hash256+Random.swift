// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace

extension Hash256 {
  /// A code of independent bits.
  ///
  /// - Parameter random: Where the bits come from.
  /// - Returns: The code.
  public static func random(using random: inout SplitMix64) -> Hash256 {
    Hash256(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
  }

  /// The code with some bits changed.
  ///
  /// - Parameters:
  ///   - count: How many different bits are changed, 0...256.
  ///   - random: Which ones.
  /// - Returns: A code at distance `count`.
  public func flipping(_ count: Int, using random: inout SplitMix64) -> Hash256 {
    var words = words
    for bit in (0..<256).shuffled(using: &random).prefix(count) {
      words[bit / 64] ^= 1 << UInt64(bit % 64)
    }
    return Hash256(words: words)
  }

  /// Codes at mixed distances from some queries: copies, near ones and strangers.
  ///
  /// - Parameters:
  ///   - count: How many codes.
  ///   - queries: What some codes lie near; none gives strangers only.
  ///   - random: Where all choices come from.
  /// - Returns: The codes.
  public static func codes(
    _ count: Int, near queries: [Hash256], using random: inout SplitMix64
  ) -> [Hash256] {
    (0..<count).map { _ in
      guard let query = queries.randomElement(using: &random), random.next() % 3 > 0 else {
        return Hash256.random(using: &random)
      }
      return query.flipping(
        [0, 1, 30, 31, 32, 90, 256].randomElement(using: &random) ?? 0, using: &random)
    }
  }
}
