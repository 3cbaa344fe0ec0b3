// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyStatistics
import Testing

@Suite struct ProportionTests {
  @Test func `Wilson's interval is that of the worked examples`() {
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
    // Medicine 17 (1998), table I, method 3.
    let examples: [(Int, Int, Double, Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for (count, total, lower, upper) in examples {
      let interval = Proportion(count, of: total).wilson95
      #expect(abs(interval.lowerBound - lower) < 0.00005)
      #expect(abs(interval.upperBound - upper) < 0.00005)
    }
  }

  @Test func `Wilson's interval turns with what is counted`() {
    let found = Proportion(7, of: 9).wilson95
    let missed = Proportion(2, of: 9).wilson95
    #expect(abs(found.lowerBound - (1 - missed.upperBound)) < 1e-12)
    #expect(abs(found.upperBound - (1 - missed.lowerBound)) < 1e-12)
    #expect(Proportion(9, of: 9).wilson95.upperBound == 1)
    #expect(Proportion(0, of: 0).wilson95 == 0...1)
    #expect(Proportion(0, of: 0).share == nil)
  }

  @Test(arguments: [1, 10, 344, 100_000])
  func `the bound for none of n solves (1 - p)^n = 0.05`(total: Int) {
    let bound = Proportion(0, of: total).upperBound95
    var power = 1.0
    for _ in 0..<total { power *= 1 - bound }
    #expect(abs(power - 0.05) < 1e-6)
    // The rule of three is its rounded form: ln 20 = 2.996.
    if total > 100 { #expect(abs(bound * Double(total) - 2.996) < 0.02) }
  }

  @Test func `Clopper and Pearson's bound leaves 5 % to so few or fewer`() {
    // 1 of 10: (1 - p)^10 + 10 p (1 - p)^9 = 0.05 has the root 0.39416.
    #expect(abs(Proportion(1, of: 10).upperBound95 - 0.39416) < 0.00001)
    // 2 of 3: 1 - p^3 = 0.05.
    let bound = Proportion(2, of: 3).upperBound95
    #expect(abs(bound * bound * bound - 0.95) < 1e-9)
    #expect(Proportion(3, of: 3).upperBound95 == 1)
    #expect(Proportion(0, of: 0).upperBound95 == 1)
  }
}
