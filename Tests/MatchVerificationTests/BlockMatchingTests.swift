// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageNormalization
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct BlockMatchingTests {
  private static let size = ImageSize(width: 256, height: 200)
  private static let picture = DrawnPicture.shapes(seed: 5, size: size, count: 220)

  private static func matching(
    of design: PixelBuffer, in query: PixelBuffer, covered: UInt8 = 255
  ) -> BlockMatching {
    BlockMatching(
      of: ColourEdges.directions(of: design), in: ColourEdges.directions(of: query),
      covered: [UInt8](repeating: covered, count: design.size.pixelCount))
  }

  @Test func `a picture finds all of its squares where they are`() {
    let own = Self.matching(of: Self.picture, in: Self.picture)
    #expect(own.squareCount > 30)
    #expect(own.pairCount > 30)
    #expect(own.agreeingPairCount == own.pairCount)
    #expect(own.correlation > 0.999)
    #expect(own.significance > 30)
  }

  @Test func `other colours change nothing`() {
    let plain = Self.matching(of: Self.picture, in: Self.picture)
    #expect(Self.matching(of: Self.picture, in: Self.picture.negative) == plain)
  }

  @Test(arguments: [(3, 0), (-5, 4), (7, -7)])
  func `a picture that lies a little aside is found moved`(step: (x: Int, y: Int)) {
    let large = DrawnPicture.shapes(seed: 8, size: ImageSize(width: 300, height: 240), count: 260)
    let design = large.cropped(x: 20, y: 20, size: Self.size)
    let moved = large.cropped(x: 20 + step.x, y: 20 + step.y, size: Self.size)
    let found = Self.matching(of: design, in: moved)
    #expect(found.pairCount > 20)
    #expect(found.agreeingShare > 0.95)
  }

  @Test func `other drawings agree no more than chance lets them`() {
    var (pairs, agreeing) = (0, 0)
    for seed in 30..<42 {
      let found = Self.matching(
        of: Self.picture, in: DrawnPicture.shapes(seed: UInt64(seed), size: Self.size, count: 220))
      pairs += found.pairCount
      agreeing += found.agreeingPairCount
      #expect(found.significance < 8, "seed \(seed)")
    }
    #expect(pairs > 300)
    // Chance gives 3.6 %; drawings of the same kind of shapes a little more.
    #expect(Float(agreeing) / Float(pairs) < 3 * BlockMatching.chanceOfAgreement)
  }

  @Test func `the chance of agreement is that of counting all pairs of steps`() {
    let reach = -FoundSquares.radius...FoundSquares.radius
    var (near, all) = (0, 0)
    for a in reach {
      for b in reach {
        all += 1
        if abs(a - b) <= FoundSquares.stepSlack { near += 1 }
      }
    }
    let share = Float(near) / Float(all)
    #expect(abs(BlockMatching.chanceOfAgreement - share * share) < 1e-6)
  }

  @Test func `stripes say nothing`() {
    var stripes = PixelBuffer(size: Self.size, red: 250, green: 240, blue: 220)
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width where (x + y) / 9 % 2 == 0 { stripes[x, y] = (20, 40, 120) }
    }
    let found = Self.matching(of: stripes, in: stripes)
    #expect(found.squareCount == 0)
    #expect(found.significance == 0)
    #expect(found.agreeingShare == 0)
  }

  @Test func `nothing is found where the query does not reach`() {
    #expect(Self.matching(of: Self.picture, in: Self.picture, covered: 0).squareCount == 0)
  }

  @Test func `pictures too small for a window have no squares`() {
    let small = Self.picture.cropped(x: 0, y: 0, size: ImageSize(width: 30, height: 200))
    #expect(Self.matching(of: small, in: small).squareCount == 0)
  }
}
