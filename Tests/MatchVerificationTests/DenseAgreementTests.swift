// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import LocalFeatures
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct DenseAgreementTests {
  private static let size = ImageSize(width: 320, height: 280)
  private static let picture = DrawnPicture.shapes(seed: 61, size: size, count: 140)
  private static let design = VerifiedPicture(picture)
  private static let identity = PlaneMap(wholeOf: size, onto: size, quarterTurns: 0)

  private func agreement(
    of query: VerifiedPicture, along map: PlaneMap, isMirrored: Bool = false
  ) -> DenseAgreement {
    let prepared = isMirrored ? query.mirroredQuery : query.query
    return DenseAgreement(
      alignment: PairVerifier().alignment(along: map, prepared, Self.design.design),
      query: prepared, design: Self.design.design, edges: query.stack, isMirrored: isMirrored,
      thumbnail: Self.design.thumbnail)
  }

  /// What holds of every comparison.
  private func expectSound(_ agreement: DenseAgreement) {
    #expect(agreement.columns == 16)
    #expect(agreement.squares.count == 16 * 14)
    #expect(agreement.agreeingCount <= agreement.comparedCount)
    #expect(agreement.comparedCount <= agreement.texturedCount)
    #expect(agreement.supportedSquareCount <= agreement.comparedCount)
    #expect(agreement.squares.count { $0 == 3 } == agreement.agreeingCount)
    #expect(agreement.squares.count { $0 >= 2 } == agreement.texturedCount)
    #expect(abs(agreement.meanCorrelation) <= 1.001)
  }

  @Test func `a picture agrees with itself nearly everywhere`() {
    let own = agreement(of: Self.design, along: Self.identity)
    expectSound(own)
    #expect(own.meanCorrelation > 0.95)
    #expect(own.supportedCorrelation > 0.95)
    #expect(own.comparedCount > 100)
    #expect(own.agreeingCount == own.comparedCount)
  }

  /// Sizes whose thumbnails, 128 pixels long, are no whole number of squares high or wide.
  @Test(arguments: [(384, 256, 16, 11), (256, 384, 11, 16), (512, 72, 16, 3), (80, 512, 3, 16)])
  func `squares take all of a picture`(
    width: Int, height: Int, columns: Int, rows: Int
  ) throws {
    let size = ImageSize(width: width, height: height)
    let own = VerifiedPicture(DrawnPicture.shapes(seed: 63, size: size, count: 140))
    let alignment = PairVerifier().alignment(
      along: PlaneMap(wholeOf: size, onto: size, quarterTurns: 0), own.query, own.design)
    func compared(_ grid: DenseAgreement.Grid) -> DenseAgreement {
      DenseAgreement(
        alignment: alignment, query: own.query, design: own.design, edges: own.stack,
        isMirrored: false, thumbnail: own.thumbnail, grid: grid)
    }
    let all = compared(.toTheEdges)
    #expect(all.columns == columns && all.rows == rows)
    #expect(all.agreeingCount == all.comparedCount && all.meanCorrelation > 0.95)
    let whole = compared(.wholeSquares)
    #expect(
      whole.columns == own.thumbnail.size.width / 8 && whole.rows == own.thumbnail.size.height / 8)
    #expect(whole.comparedCount < all.comparedCount)
  }

  @Test func `a mirrored picture agrees along the map of its mirrored query`() {
    let mirrored = VerifiedPicture(Self.picture.transformed(by: .mirror))
    let turnedOver = agreement(of: mirrored, along: Self.identity, isMirrored: true)
    expectSound(turnedOver)
    #expect(turnedOver.meanCorrelation > 0.95)
    #expect(agreement(of: mirrored, along: Self.identity).meanCorrelation < 0.5)
  }

  @Test func `a negative agrees as well`() {
    let negative = VerifiedPicture(Self.picture.negative)
    #expect(agreement(of: negative, along: Self.identity).meanCorrelation > 0.95)
  }

  @Test func `a wrong place and a stranger do not agree`() {
    let shifted = PlaneMap(m00: 1, m01: 0, m02: 90, m10: 0, m11: 1, m12: 40)
    let misplaced = agreement(of: Self.design, along: shifted)
    expectSound(misplaced)
    #expect(misplaced.meanCorrelation < 0.5)
    // Squares that the query does not reach are outside: the first 90 of 320 columns.
    #expect((0..<14).allSatisfy { misplaced.squares[$0 * 16] == 0 })
    let stranger = VerifiedPicture(DrawnPicture.shapes(seed: 62, size: Self.size, count: 140))
    let other = agreement(of: stranger, along: Self.identity)
    expectSound(other)
    #expect(other.meanCorrelation < 0.5)
  }

  @Test func `a flat query has nothing that agrees`() {
    let flat = VerifiedPicture(PixelBuffer(size: Self.size, red: 1, green: 2, blue: 3))
    let none = agreement(of: flat, along: Self.identity)
    expectSound(none)
    #expect(none.comparedCount == 0)
    #expect(none.meanCorrelation == 0)
    #expect(none.texturedCount > 100)
  }
}
