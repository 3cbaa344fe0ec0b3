// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import EvidencePictures
import ImageBuffers
import MatchCalibration
import MatchReporting
import MatchVerification
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct PartTests {
  private static let size = ImageSize(width: 900, height: 700)
  private static let design = shapes(seed: 21)
  /// The side of the squares in which ``rearranged(_:)`` lays a drawing anew.
  private static let side = 120

  private static func shapes(seed: UInt64) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size, count: 400)
  }

  /// A drawing cut into squares that are laid from right to left, two rows further up.
  private static func rearranged(_ drawing: PixelBuffer) -> PixelBuffer {
    let (columns, rows) = (size.width / side, size.height / side)
    var laid = PixelBuffer(
      size: ImageSize(width: columns * side, height: rows * side), red: 0, green: 0, blue: 0)
    for y in 0..<rows * side {
      for x in 0..<columns * side {
        laid[x, y] =
          drawing[
            (columns - 1 - x / side) * side + x % side, (y / side + 2) % rows * side + y % side]
      }
    }
    return laid
  }

  private static let copy = Picture.png(rearranged(design), "copy.png")

  /// A registry of the design and four strangers.
  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    try .holding(design, in: folder, among: shapes)
  }

  @Test func `a design laid anew in pieces is found by one of them`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for match in try desk.matches(of: Self.copy, with: Self.design, missedBy: 7) {
      #expect(match.flagged && match.file == "design.png")
      let before = try #require(match.closerMeasurements)
      let part = try #require(match.partMeasurements)
      #expect(part.agreement ?? 0 > before.agreement ?? 1)
      #expect(part.distinctSignificance > before.distinctSignificance)
      // The middle of the part of the query lies where the squares that it shows were laid.
      let inDesign = try #require(match.restingPart)
      let inQuery = try #require((match.queryOutline?.first).flatMap(PartExtent.init))
      let share = Double(inDesign.width * inDesign.height) / Double(Self.size.pixelCount)
      #expect(share < 0.5 && abs(match.designCoverage - share) < 0.01)
      let (x, y) = (inQuery.left + inQuery.width / 2, inQuery.top + inQuery.height / 2)
      let columns = Self.size.width / Self.side
      let laid = (
        x: (columns - 1 - x / Self.side) * Self.side + x % Self.side,
        y: (y / Self.side + 2) % (Self.size.height / Self.side) * Self.side + y % Self.side
      )
      #expect(abs(inDesign.left + inDesign.width / 2 - laid.x) < 12)
      #expect(abs(inDesign.top + inDesign.height / 2 - laid.y) < 12)
    }
  }

  @Test func `strangers laid anew in pieces are strangers`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for seed: UInt64 in 40..<46 {
      let stranger = Self.rearranged(Self.shapes(seed: seed))
      #expect(try desk.review(Picture.png(stranger, "stranger.png")).finding == .none)
    }
  }

  @Test func `what is sure without a part has none`() throws {
    let cut = Self.design.cropped(x: 100, y: 80, size: ImageSize(width: 300, height: 240))
    let match = try ReviewDesk.compare(
      Picture.png(cut, "cut.png"), Picture.png(Self.design, "design.png")
    ).match
    #expect(match.flagged)
    #expect(match.partMeasurements == nil && match.restingPart == nil)
  }

  private static let first = MatchObservation(significance: 20, distinctSignificance: 20)

  private static func observation(
    distinct: Double, agreement: Double
  ) -> MatchObservation {
    MatchObservation(
      significance: distinct, distinctSignificance: distinct, agreement: agreement,
      comparedSquares: 100, agreeingSquares: Int(100 * agreement))
  }

  private static func looked(_ closer: EngineMatch.Closer) -> EngineMatch {
    var match = EngineMatch(number: 1, observation: first, placement: nil)
    match.look(closer: closer)
    return match
  }

  private static func part(_ laid: MatchObservation, bent: MatchObservation? = nil)
    -> EngineMatch.Part
  {
    EngineMatch.Part(
      laid: laid, bent: bent.map { EngineMatch.Bent(observation: $0, largestStep: 0.02) },
      designCorners: [], queryCorners: [])
  }

  @Test func `a part counts a third, and only where it says more`() throws {
    let laid = Self.observation(distinct: 60, agreement: 0.4)
    let more = Self.observation(distinct: 200, agreement: 0.9)
    let alone = Self.looked(EngineMatch.Closer(laid: more))
    let parted = Self.looked(EngineMatch.Closer(laid: laid, part: Self.part(more)))
    // The base-10 logarithm of 3.
    #expect(abs(alone.log10LikelihoodRatio - parted.log10LikelihoodRatio - 0.47712) < 1e-9)
    #expect(parted.closer?.part?.observation == more)
    let same = Self.looked(EngineMatch.Closer(laid: laid, part: Self.part(laid)))
    #expect(
      same.log10LikelihoodRatio
        == Self.looked(EngineMatch.Closer(laid: laid)).log10LikelihoodRatio)
    #expect(same.closer?.part == nil)
  }

  @Test func `a part whose details tell less than the whole does not count`() throws {
    let laid = Self.observation(distinct: 60, agreement: 0.4)
    var chosen = Self.observation(distinct: 59, agreement: 1)
    (chosen.pdqDistance, chosen.edgeDistance) = (10, 10)
    let plain = Self.looked(EngineMatch.Closer(laid: laid)).log10LikelihoodRatio
    // Its ratio would be the larger.
    #expect(Self.looked(EngineMatch.Closer(laid: chosen)).log10LikelihoodRatio > plain + 0.5)
    let parted = Self.looked(EngineMatch.Closer(laid: laid, part: Self.part(chosen)))
    #expect(parted.log10LikelihoodRatio == plain && parted.closer?.part == nil)
  }

  @Test func `a part too plain does not count, however well it agrees`() throws {
    let laid = Self.observation(distinct: 20, agreement: 0.4)
    func counts(_ distinct: Double) -> Bool {
      var boxes = Self.observation(distinct: distinct, agreement: 1)
      (boxes.pdqDistance, boxes.edgeDistance) = (10, 10)
      return Self.looked(EngineMatch.Closer(laid: laid, part: Self.part(boxes))).closer?.part != nil
    }
    #expect(counts(CloserLook.leastDistinctOfPart))
    #expect(!counts(CloserLook.leastDistinctOfPart - 1))
  }

  @Test func `of a part as it lies, bent, and the whole bent the strongest is kept`() throws {
    let laid = Self.observation(distinct: 60, agreement: 0.4)
    let (some, more) = (
      Self.observation(distinct: 120, agreement: 0.7),
      Self.observation(distinct: 200, agreement: 0.9)
    )
    func kept(whole: MatchObservation?, part: EngineMatch.Part) throws -> EngineMatch.Closer {
      let bent = whole.map { EngineMatch.Bent(observation: $0, largestStep: 0.01) }
      return try #require(
        Self.looked(EngineMatch.Closer(laid: laid, bent: bent, part: part)).closer)
    }
    let bentPart = try kept(whole: some, part: Self.part(some, bent: more))
    #expect(bentPart.part?.bent?.observation == more && bentPart.bent == nil)
    let flatPart = try kept(whole: some, part: Self.part(more, bent: some))
    #expect(flatPart.part?.observation == more && flatPart.part?.bent == nil)
    let whole = try kept(whole: more, part: Self.part(some, bent: some))
    #expect(whole.bent?.observation == more && whole.part == nil)
  }

  @Test func `kept reviews are made again with parts and without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for method in [9, 8] { try desk.expectKept(Self.copy, byMethod: method, finds: .lookAlike) }
    try desk.expectKept(Self.copy, byMethod: 7, finds: .none)
  }

  /// A piece of the design among pieces of others: what surrounds it counts against the whole area.
  @Test func `a piece among pieces of others is found however little the whole area says`() {
    let closer = EngineMatch.Closer(laid: Self.observation(distinct: 12, agreement: 0.05))
    let weak = MatchObservation(significance: 6, distinctSignificance: 6)
    let match = EngineMatch(number: 1, observation: weak, placement: nil)
    var looked = match
    looked.look(closer: closer)
    #expect(looked.log10LikelihoodRatio < VerificationProcedure.byPart.leastParted)
    for (procedure, isWorth) in [(VerificationProcedure.byPart, false), (.current, true)] {
      #expect(match.isWorthParting(after: closer, least: procedure.leastParted) == isWorth)
    }
    var same = Self.observation(distinct: 400, agreement: 1)
    (same.pdqDistance, same.edgeDistance) = (0, 0)
    let sure = EngineMatch.Closer(laid: same)
    #expect(Self.looked(sure).isFlagged)
    #expect(!match.isWorthParting(after: sure, least: VerificationProcedure.current.leastParted))
  }
}
