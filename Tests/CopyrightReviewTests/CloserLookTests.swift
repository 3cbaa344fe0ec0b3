// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import PerceptualHashing
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct CloserLookTests {
  private static let size = ImageSize(width: 900, height: 700)
  private static let design = DrawnPicture.shapes(seed: 21, size: size)

  /// The first look at a cut of the design, and what a closer look at it measures.
  private static func looks(
    at query: PixelBuffer
  ) throws -> (first: EngineMatch, closer: EngineMatch?) {
    let (own, other) = (Picture.png(query, "cut.png"), Picture.png(design, "design.png"))
    let asked = QueryPicture(of: try Fingerprinter.analyse(own).analysis)
    let fingerprint = Fingerprint(of: try Fingerprinter.analyse(other).analysis)
    let examiner = PairExaminer(query: asked)
    let first = examiner.match(
      of: examiner.pair(with: fingerprint, number: 1, sides: [.plain, .mirrored]))
    var looks = CloserLooks(of: own)
    guard let observation = try looks.measurements(of: first, with: other) else {
      return (first, nil)
    }
    var closer = first
    closer.look(closer: observation)
    return (first, closer)
  }

  @Test(arguments: [false, true])
  func `a small cut is the same picture as the area it was cut from`(isMirrored: Bool) throws {
    let cut = Self.design.cropped(x: 310, y: 220, size: ImageSize(width: 270, height: 210))
    let query = isMirrored ? cut.transformed(by: .mirror) : cut
    let (first, looked) = try Self.looks(at: query)
    let closer = try #require(looked)
    let observation = try #require(closer.closer?.laid)
    // As a whole the two pictures are as unlike as any two; the area alone is the cut, but for its margins.
    #expect(first.observation.pdqDistance > 80)
    #expect(observation.pdqDistance <= 31)
    #expect(observation.agreement > 0.8)
    #expect(observation.distinctSignificance > first.observation.distinctSignificance)
    #expect(closer.isFlagged)
  }

  @Test func `a closer look twice gives the same bits`() throws {
    let cut = Self.design.cropped(x: 100, y: 80, size: ImageSize(width: 300, height: 240))
    let (once, again) = (try Self.looks(at: cut), try Self.looks(at: cut))
    #expect(once.closer?.closer?.laid == again.closer?.closer?.laid)
    #expect(once.closer?.closer?.laid != nil)
  }

  @Test func `a match without an alignment is not looked at again`() throws {
    var looks = CloserLooks(of: Picture.png(Self.design, "a.png"))
    let nothing = EngineMatch(number: 1, observation: .init(), placement: nil)
    #expect(try looks.measurements(of: nothing, with: Picture.png(Self.design, "b.png")) == nil)
  }

  @Test func `review and compare look alike at a small cut`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path + "/registry", create: true)
    let design = Picture.png(Self.design, "design.png")
    _ = try desk.register(Submission(picture: design))
    let cut = Picture.png(
      Self.design.cropped(x: 420, y: 300, size: ImageSize(width: 260, height: 220)), "cut.png")
    let review = try desk.review(cut)
    let comparison = try ReviewDesk.compare(cut, design)
    let match = try #require(review.matches.first)
    #expect(match.flagged)
    #expect(comparison.match.flagged)
    #expect(match.log10LikelihoodRatio == comparison.match.log10LikelihoodRatio)
    #expect(match.closerMeasurements == comparison.match.closerMeasurements)
  }
}
