// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// How many of a number of independent trials came out one way, and what that says about the rate.
public struct Proportion: Hashable, Sendable, Codable {
  /// How many did.
  public let count: Int
  /// How many trials there were.
  public let total: Int

  /// Creates a proportion.
  ///
  /// - Parameters:
  ///   - count: How many did, 0...`total`.
  ///   - total: How many trials there were.
  public init(_ count: Int, of total: Int) {
    precondition((0...max(0, total)).contains(count), "\(count) of \(total) is no proportion")
    self.count = count
    self.total = total
  }

  /// The share, 0...1; `nil` without trials.
  public var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// Wilson's score interval for the rate, at 95 % on both sides together.
  ///
  /// > Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
  /// > inference", JASA 22 (1927), 209-212.
  ///
  /// All of 0...1 without trials.
  public var wilson95: ClosedRange<Double> {
    guard let share else { return 0...1 }
    let z = 1.959963984540054
    let n = Double(total)
    let center = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At the ends the bound is exact; rounding must not push it beyond.
    let lower = count == 0 ? 0 : max(0, (center - spread) / scale)
    let upper = count == total ? 1 : min(1, (center + spread) / scale)
    return lower...upper
  }

  /// The largest rate that 95 % confidence on one side leaves open: Clopper and Pearson's bound.
  ///
  /// With a count of 0 it is 1 - 0.05^(1 / total), the "rule of three" before it is rounded to 3 /
  /// total.
  ///
  /// > Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits
  /// > illustrated in the case of the binomial", Biometrika 26 (1934), 404-413.
  ///
  /// 1 without trials.
  ///
  /// - Complexity: O(`count`).
  public var upperBound95: Double {
    guard total > 0, count < total else { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if probability(ofAtMost: count, rate: middle) > 0.05 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The binomial distribution function, summed from the smallest term's logarithm up.
  private func probability(ofAtMost count: Int, rate: Double) -> Double {
    guard rate > 0 else { return 1 }
    guard rate < 1 else { return count >= total ? 1 : 0 }
    let odds = log(rate) - log1p(-rate)
    var logTerm = Double(total) * log1p(-rate)
    var sum = exp(logTerm)
    for k in 0..<count {
      logTerm += log(Double(total - k) / Double(k + 1)) + odds
      sum += exp(logTerm)
    }
    return sum
  }
}
