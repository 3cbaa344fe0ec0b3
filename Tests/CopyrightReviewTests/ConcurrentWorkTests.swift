// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import CopyrightReview

@Suite struct ConcurrentWorkTests {
  @Test(arguments: [0, 1, 2, 100], [1, 2, 5])
  func `results come in the order of their places, whatever the number of threads`(
    count: Int, threads: Int
  ) {
    #expect(
      concurrentMap(count: count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 3])
  func `two pieces of work give what each gives, whatever the number of threads`(threads: Int) {
    let (sum, word) = concurrently(threads: threads) {
      (0...1_000).reduce(0, +)
    } _: {
      String(repeating: "a", count: 3)
    }
    #expect(sum == 500_500)
    #expect(word == "aaa")
  }
}
