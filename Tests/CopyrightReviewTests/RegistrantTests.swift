// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageEncoding
import MatchReporting
import Provenance
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct RegistrantTests {
  @Test func `a name whose designs look like earlier ones of others stands out`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    func register(_ seed: UInt64, shade: UInt8, _ holder: String, _ dates: String...) throws {
      let drawn = DrawnPicture.discs(seed: seed, size: ImageSize(width: 160, height: 120))
      let shaded = PixelBuffer(size: drawn.size, samples: drawn.samples.map { max($0, shade) })
      let details = DesignDetails(
        holders: [holder], dates: try dates.map { try TypedDate(submitted: $0) })
      _ = try desk.register(
        Submission(
          picture: Picture(name: "\(seed).png", bytes: PNGEncoder.encode(shaded)),
          details: details))
    }
    for seed in 1...6 as ClosedRange<UInt64> {
      try register(seed, shade: 0, "Lin \(seed)", "firstPublication=2019-0\(seed)")
      // Created a year before the registration, to the day but one.
      try register(
        seed, shade: 2, seed == 1 ? "AGENCY" : "Agency", "claimedCreation=2020-01-1\(seed)",
        "registration=2021-01-1\(seed)")
    }
    try register(9, shade: 0, "Wang", "registration=2021-01-01")
    let patterns = try desk.registrants(least: 2, jobs: 2)
    #expect(patterns.map { $0.name.lowercased() } == ["agency"])
    let agency = try #require(patterns.first)
    #expect(agency.designs == 6 && agency.withEarlierLookAlike == 6 && agency.others == 6)
    #expect(agency.medianDistanceInDays == 366 && agency.nearMedian == 6)
    #expect(agency.mostInAWeek == 6)
    #expect(agency.flags == [.earlierLookAlikes, .uniformDistance])
    #expect(try desk.registrants(least: 1).count == 8)
  }

  @Test func `a design counts once for a name that it has twice`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let drawn = DrawnPicture.discs(seed: 1, size: ImageSize(width: 160, height: 120))
    _ = try desk.register(
      Submission(
        picture: Picture.png(drawn, "1.png"),
        details: DesignDetails(holder: "Lin Mill", registrant: "LIN MILL")))
    let patterns = try desk.registrants(least: 1)
    #expect(patterns.map(\.name) == ["Lin Mill"])
    #expect(patterns.map(\.designs) == [1])
  }

  @Test func `flags have their thresholds, and a week is seven days`() {
    let burst = RegistrantPattern(
      name: "x", designs: 12, withEarlierLookAlike: 2, others: 1, distances: [0, 0, 0, 0, 0, 400],
      days: Array(0..<7) + [6, 6, 6, 20, 30])
    #expect(burst.mostInAWeek == 10)
    #expect(burst.flags == [.burst])
    #expect(burst.medianDistanceInDays == 0)
    #expect(burst.text().contains("  ! 10 of 12 registered within one week"))
    let spread = RegistrantPattern(
      name: "y", designs: 40, withEarlierLookAlike: 3, others: 2,
      distances: [30, 60, 90, 120, 150, 365], days: Array(stride(from: 0, to: 280, by: 7)))
    #expect(spread.mostInAWeek == 1)
    #expect(spread.flags.isEmpty)
  }
}
