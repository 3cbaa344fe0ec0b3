// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageNormalization
import MatchVerification
import Testing
import _TestSupport

@Suite struct DisplacementFieldTests {
  private static let size = ImageSize(width: 256, height: 200)
  private static let design = DrawnPicture.shapes(seed: 5, size: size, count: 220)
  private static let covered = [UInt8](repeating: 255, count: size.pixelCount)

  private static func field(
    of design: PixelBuffer, in query: PixelBuffer
  ) -> DisplacementField? {
    DisplacementField(
      of: ColourEdges.directions(of: design), in: ColourEdges.directions(of: query),
      covered: [UInt8](repeating: 255, count: design.size.pixelCount))
  }

  private static func matching(_ query: PixelBuffer, covered: [UInt8]) -> BlockMatching {
    BlockMatching(
      of: ColourEdges.directions(of: design), in: ColourEdges.directions(of: query),
      covered: covered)
  }

  /// The mean difference of two pictures' samples where one is covered.
  private static func difference(
    _ one: PixelBuffer, _ other: PixelBuffer, where covered: [UInt8]
  ) -> Double {
    var (sum, count) = (0, 0)
    for pixel in covered.indices where covered[pixel] == 255 {
      for channel in 0..<3 {
        sum += abs(Int(one.samples[pixel * 3 + channel]) - Int(other.samples[pixel * 3 + channel]))
      }
      count += 3
    }
    return Double(sum) / Double(count)
  }

  @Test func `a picture that lies where it should needs no bending`() {
    #expect(Self.field(of: Self.design, in: Self.design) == nil)
  }

  @Test func `a waved picture is bent back`() throws {
    let waved = Self.design.waved(reach: 6, length: 128)
    let field = try #require(Self.field(of: Self.design, in: waved))
    #expect(field.largestStep > 4 && field.largestStep < 10)
    let bent = field.bent(waved, covered: Self.covered, scale: 1)
    let before = Self.difference(waved, Self.design, where: bent.shares)
    let after = Self.difference(bent.picture, Self.design, where: bent.shares)
    #expect(after < before / 2)
    let share = bent.shares.count { $0 == 255 }
    #expect(share > Self.covered.count * 8 / 10)
  }

  @Test func `a second field moves what the first left`() throws {
    let waved = Self.design.waved(reach: 6, length: 128)
    let first = try #require(Self.field(of: Self.design, in: waved))
    let once = first.bent(waved, covered: Self.covered, scale: 1)
    guard let rest = Self.field(of: Self.design, in: once.picture) else { return }
    #expect(rest.largestStep < first.largestStep / 2)
    let twice = first.followed(by: rest).bent(waved, covered: Self.covered, scale: 1)
    let both = zip(once.shares, twice.shares).map { min($0, $1) }
    #expect(
      Self.difference(twice.picture, Self.design, where: both)
        <= Self.difference(once.picture, Self.design, where: both) * 1.02)
  }

  @Test(arguments: [(3, 0), (-5, 4)])
  func `a picture that lies aside is moved as a whole`(step: (x: Int, y: Int)) throws {
    let large = DrawnPicture.shapes(seed: 8, size: ImageSize(width: 300, height: 240), count: 260)
    let design = large.cropped(x: 20, y: 20, size: Self.size)
    let moved = large.cropped(x: 20 - step.x, y: 20 - step.y, size: Self.size)
    let field = try #require(Self.field(of: design, in: moved))
    let length = Float(step.x * step.x + step.y * step.y).squareRoot()
    #expect(abs(field.largestStep - length) < 1)
    let bent = field.bent(moved, covered: Self.covered, scale: 1)
    #expect(Self.difference(bent.picture, design, where: bent.shares) < 6)
    // What came from outside the picture is white and counts as not covered.
    let edge = step.x > 0 ? Self.size.width - 1 : 0
    #expect(bent.shares[100 * Self.size.width + edge] == 0)
    #expect(bent.picture[edge, 100] == (255, 255, 255))
  }

  @Test func `a picture twice as large is bent twice as far`() throws {
    let waved = Self.design.waved(reach: 6, length: 128)
    let field = try #require(Self.field(of: Self.design, in: waved))
    let large = ImageSize(width: Self.size.width * 2, height: Self.size.height * 2)
    func doubled(_ picture: PixelBuffer) -> PixelBuffer {
      var doubled = PixelBuffer(size: large, red: 0, green: 0, blue: 0)
      for y in 0..<large.height {
        for x in 0..<large.width { doubled[x, y] = picture[x / 2, y / 2] }
      }
      return doubled
    }
    let shares = [UInt8](repeating: 255, count: large.pixelCount)
    let bent = field.bent(doubled(waved), covered: shares, scale: 2)
    let before = Self.difference(doubled(waved), doubled(Self.design), where: bent.shares)
    let after = Self.difference(bent.picture, doubled(Self.design), where: bent.shares)
    #expect(after < before / 2)
  }

  @Test func `another drawing is not bent into the design`() throws {
    let waved = Self.design.waved(reach: 6, length: 128)
    let back = try #require(Self.field(of: Self.design, in: waved))
      .bent(waved, covered: Self.covered, scale: 1)
    let copy = Self.matching(back.picture, covered: back.shares)
    // As much as squares agree on a copy that was bent back, whatever that is, those of others fall far short of it.
    for seed in 40..<46 {
      let other = DrawnPicture.shapes(seed: UInt64(seed), size: Self.size, count: 220)
      guard let field = Self.field(of: Self.design, in: other) else { continue }
      let bent = field.bent(other, covered: Self.covered, scale: 1)
      let found = Self.matching(bent.picture, covered: bent.shares)
      #expect(found.significance < 12, "seed \(seed)")
      #expect(found.significance < copy.significance / 4, "seed \(seed)")
    }
  }
}
