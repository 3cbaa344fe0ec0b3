// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchCalibration
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct BendTests {
  private static let size = ImageSize(width: 900, height: 700)
  private static let design = DrawnPicture.shapes(seed: 21, size: size, count: 1200)
  /// A small part of the design, in folds: laid upon the design as well as a plane can be, it leaves doubt.
  private static let folded = Picture.png(
    design.cropped(x: 20, y: 500, size: ImageSize(width: 180, height: 140))
      .waved(reach: 4, length: 100), "folded.png")

  /// A registry of the design and four strangers.
  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    try .holding(design, in: folder) { DrawnPicture.shapes(seed: $0, size: size, count: 1200) }
  }

  @Test func `what lies in folds is bent to lie on the design`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let laid = try desk.answer(Self.folded, limit: 5, claim: nil, method: 6).report
    #expect(laid.finding == .none)
    // Up to method 11, squares are laid as they were before the query was bent.
    let former = try desk.answer(Self.folded, limit: 5, claim: nil, method: 11).report
    #expect(former.matches.first?.bentMeasurements != nil)
    #expect(former.matches.first?.closerMeasurements == laid.matches.first?.closerMeasurements)
    let reviewed = try #require(try desk.review(Self.folded).matches.first)
    let compared = try ReviewDesk.compare(
      Self.folded, Picture.png(Self.design, "design.png")
    ).match
    for match in [reviewed, compared] {
      #expect(match.flagged && match.relations.contains("bent"))
      let before = try #require(match.closerMeasurements)
      let after = try #require(match.bentMeasurements)
      #expect(after.agreement ?? 0 > before.agreement ?? 1)
      #expect(after.blockShare ?? 0 > before.blockShare ?? 1)
      // Four pixels along both sides, of the 180 of the cut and of what was drawn around it; some is up to the alignment.
      let bend = try #require(match.bend)
      #expect(bend > 0.01 && bend < 0.06)
    }
  }

  @Test func `what lies flat is not bent`() throws {
    let flat = Self.design.cropped(x: 20, y: 500, size: ImageSize(width: 180, height: 140))
    let match = try ReviewDesk.compare(
      Picture.png(flat, "flat.png"), Picture.png(Self.design, "design.png")
    ).match
    #expect(match.flagged && !match.relations.contains("bent"))
    #expect(match.bend == nil && match.bentMeasurements == nil)
  }

  @Test func `strangers in folds are strangers`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for seed: UInt64 in 40..<46 {
      let stranger = DrawnPicture.shapes(seed: seed, size: Self.size, count: 1_200)
        .cropped(x: 20, y: 500, size: ImageSize(width: 180, height: 140))
        .waved(reach: 4, length: 100)
      #expect(try desk.review(Picture.png(stranger, "stranger.png")).finding == .none)
    }
  }

  @Test func `bending counts half, and only where it says more`() throws {
    let first = MatchObservation(significance: 20, distinctSignificance: 20)
    let laid = MatchObservation(
      significance: 30, distinctSignificance: 30, agreement: 0.4, comparedSquares: 100,
      agreeingSquares: 40)
    let more = MatchObservation(
      significance: 200, distinctSignificance: 200, agreement: 0.9, comparedSquares: 100,
      agreeingSquares: 95)
    func looked(
      bent: MatchObservation?, as observation: MatchObservation
    ) -> EngineMatch {
      var match = EngineMatch(number: 1, observation: first, placement: nil)
      match.look(
        closer: EngineMatch.Closer(
          laid: observation,
          bent: bent.map { EngineMatch.Bent(observation: $0, largestStep: 0.02) }))
      return match
    }
    let plain = looked(bent: nil, as: laid)
    let bent = looked(bent: more, as: laid)
    let atOnce = looked(bent: nil, as: more)
    #expect(bent.log10LikelihoodRatio > plain.log10LikelihoodRatio)
    // The base-10 logarithm of 2.
    #expect(
      abs(atOnce.log10LikelihoodRatio - bent.log10LikelihoodRatio - 0.30103) < 1e-9)
    #expect(bent.closer?.bent?.observation == more)
    let same = looked(bent: laid, as: laid)
    #expect(same.log10LikelihoodRatio == plain.log10LikelihoodRatio)
    #expect(same.closer?.bent == nil)
  }

  @Test func `kept reviews are made again with bending and without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    try desk.expectKept(Self.folded, byMethod: 7, finds: .lookAlike)
    try desk.expectKept(Self.folded, byMethod: 6, finds: .none)
  }
}
