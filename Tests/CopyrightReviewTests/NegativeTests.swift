// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct NegativeTests {
  private static let size = ImageSize(width: 900, height: 700)
  private static let design = DrawnPicture.shapes(seed: 21, size: size)
  private static let places = [
    (310, 220), (100, 80), (500, 400), (20, 500), (700, 30), (400, 60), (650, 300), (200, 330),
    (60, 250), (420, 500), (700, 540), (250, 20),
  ]

  /// A small part of the design: of its negative too little is found by colour edges alone.
  private static func cut(_ place: (x: Int, y: Int)) -> PixelBuffer {
    design.cropped(x: place.x, y: place.y, size: ImageSize(width: 180, height: 140))
  }

  /// A registry of the design and four strangers.
  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    try .holding(design, in: folder) { DrawnPicture.shapes(seed: $0, size: size) }
  }

  @Test func `a cut of the negative is found as the cut itself is`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    func isFound(_ cut: PixelBuffer, method: Int) throws -> Bool {
      let report = try desk.answer(
        Picture.png(cut, "cut.png"), limit: 5, claim: nil, method: method
      ).report
      #expect(report.matches.allSatisfy { !$0.flagged || $0.file == "design.png" })
      return report.matches.contains(where: \.flagged)
    }
    let cuts = Self.places.map(Self.cut)
    let itself = try cuts.count { try isFound($0, method: ReviewDesk.method) }
    let negative = try cuts.count { try isFound($0.negative, method: ReviewDesk.method) }
    let byEdgesAlone = try cuts.count { try isFound($0.negative, method: 5) }
    #expect(itself >= 9)
    #expect(negative >= itself - 1)
    #expect(byEdgesAlone <= negative - 2)
  }

  @Test func `the negative of a stranger is a stranger`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for seed: UInt64 in 40..<46 {
      let stranger = DrawnPicture.shapes(seed: seed, size: Self.size)
      let report = try desk.review(Picture.png(stranger.negative, "stranger.png"))
      #expect(report.finding == .none)
    }
  }

  @Test func `the report says that light and dark are exchanged`() throws {
    // Colour edges alone give 2.7 of this cut.
    let cut = Self.cut((420, 500))
    let folder = try TemporaryFolder()
    let reviewed = try Self.desk(in: folder).review(
      Picture.png(cut.negative, "cut.png")
    ).matches.first
    let compared = try ReviewDesk.compare(
      Picture.png(cut.negative, "cut.png"), Picture.png(Self.design, "design.png")
    ).match
    for match in [try #require(reviewed), compared] {
      #expect(match.flagged)
      #expect(match.relations.contains("negative") && match.relations.contains("recoloured"))
      // Where the cut was taken from.
      let (x, y) = (match.transform[0], match.transform[1])
      #expect(abs(x[0] * 510 + x[1] * 570 + x[2] - 90) < 2)
      #expect(abs(y[0] * 510 + y[1] * 570 + y[2] - 70) < 2)
    }
    let itself = try ReviewDesk.compare(
      Picture.png(cut, "cut.png"), Picture.png(Self.design, "design.png")
    ).match
    #expect(itself.flagged && !itself.relations.contains("negative"))
    #expect(itself.log10LikelihoodRatio > compared.log10LikelihoodRatio)
  }

  @Test func `kept reviews are made again with the negative and without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let query = Picture.png(Self.cut((420, 500)).negative, "cut.png")
    let report = try desk.review(query, keep: true)
    #expect(report.finding == .lookAlike && report.basis?.method == ReviewDesk.method)
    #expect(try desk.rerun(report.review ?? "").differences == [])
    try desk.expectKept(query, byMethod: 5, finds: .none)
  }
}
