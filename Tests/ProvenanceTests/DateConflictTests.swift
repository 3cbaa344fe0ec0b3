// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import Provenance

@Suite struct DateConflictTests {
  private func dates(_ texts: [String]) throws -> [TypedDate] {
    try texts.map { text in
      // The registry's own kind cannot be submitted; here it stands for a deposit.
      guard text.hasPrefix("depositedHere=") else { return try TypedDate(submitted: text) }
      return TypedDate(.depositedHere, try PartialDate(text.dropFirst(14)))
    }
  }

  @Test(
    arguments: [
      // Earlier, of any kind with more than a word behind it.
      (["claimedCreation=2022-01-01"], ["firstPublication=2020-01-01"], DateConflict.Basis.earlier),
      (["registration=2022-01-01"], ["firstSale=2021"], .earlier),
      (["claimedCreation=2022"], ["claimedCreation=2021"], .earlier),
      // A year does not beat a day inside it, and a day does not beat its year.
      (["claimedCreation=2024-03-05"], ["firstPublication=2024"], .withinReach),
      (["registration=2024-03-05"], ["firstPublication=2024"], nil),
      (["registration=2024"], ["firstPublication=2024-01-01"], nil),
      // Of the same time, but harder.
      (["claimedCreation=2024-03-05"], ["registration=2024-03-05"], .harder),
      (["firstSale=2024"], ["registration=2024-03-05"], .harder),
      (["registration=2024-03-05"], ["firstSale=2024-03-05"], nil),
      // A bare word does not speak against more than a word.
      (["registration=2022-01-01"], ["claimedCreation=2010"], nil),
      // The earliest sound date of the claim counts, not its claimed creation.
      (
        ["claimedCreation=2019-06-01", "registration=2020-06-01"], ["firstPublication=2020-01-01"],
        .earlier
      ),
      (
        ["firstSale=2019-06-01", "registration=2020-06-01"], ["firstPublication=2020-01-01"], nil
      ),
      // A claimed creation a year before somebody else's publication is within reach of a bent date.
      (["claimedCreation=2019-06-01"], ["firstPublication=2020-05-20"], .withinReach),
      (["claimedCreation=2019-06-01"], ["firstPublication=2021-06-02"], nil),
      (["claimedCreation=2019-06-01"], ["depositedHere=2026-11-23T10:00:00Z"], nil),
      ([], ["firstPublication=2020"], nil), (["registration=2022"], [], nil),
    ] as [([String], [String], DateConflict.Basis?)]) func `the first rule that applies decides`(
      claimed: [String], found: [String], basis: DateConflict.Basis?
    ) throws
  {
    #expect(try DateConflict(claimed: dates(claimed), found: dates(found))?.basis == basis)
  }

  @Test func `of several earlier dates the hardest is named`() throws {
    let conflict = try #require(
      try DateConflict(
        claimed: dates(["claimedCreation=2022"]),
        found: dates(["firstSale=2019", "registration=2021", "depositedHere=2026-01-01T00:00:00Z"]))
    )
    #expect(conflict.found.kind == .registration)
    #expect(conflict.basis.raisesAlert)
    #expect(!DateConflict.Basis.withinReach.raisesAlert)
  }
}
