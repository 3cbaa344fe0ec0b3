// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// How often codes of fair, independent bits come as near as two codes did.
///
/// Real pictures are not fair coins: strangers come nearer than this model says, so its numbers are a bound for
/// what a whole-picture code alone can tell, not a calibrated rate.
enum ChanceModel {
  /// The probability that one of eight orientations of a random code lies within a distance of another code.
  ///
  /// - Parameter distance: The distance in bits, 0...256.
  /// - Returns: The base-10 logarithm of the probability, at most 0.
  static func log10Probability(within distance: Int) -> Double {
    // The sum of binomial coefficients, largest term factored out, in fixed order.
    var term = 1.0
    var sum = 1.0
    var bits = distance
    while bits > 0 {
      term *= Double(bits) / Double(256 - bits + 1)
      sum += term
      bits -= 1
    }
    let largest =
      (lgamma(257) - lgamma(Double(distance) + 1) - lgamma(Double(257 - distance))) / log(10)
    return min(0, largest + log10(sum) - 256 * log10(2) + log10(8))
  }
}
