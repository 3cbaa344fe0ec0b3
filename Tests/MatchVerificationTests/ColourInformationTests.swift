// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct ColourInformationTests {
  private static let size = ImageSize(width: 128, height: 96)

  private static func division(_ picture: PixelBuffer) -> ColourDivision {
    ColourDivision(of: picture, covered: [UInt8](repeating: 255, count: picture.size.pixelCount))
  }

  /// Columns of equal width, each of a colour of its own.
  private static func columns(_ colours: [(UInt8, UInt8, UInt8)]) -> PixelBuffer {
    var picture = PixelBuffer(size: size, red: 0, green: 0, blue: 0)
    for y in 0..<size.height {
      for x in 0..<size.width { picture[x, y] = colours[x * colours.count / size.width] }
    }
    return picture
  }

  private static let four: [(UInt8, UInt8, UInt8)] = [
    (250, 240, 230), (20, 30, 120), (200, 40, 40), (60, 160, 70),
  ]

  @Test func `flat colours are told apart and nothing else is`() {
    let division = Self.division(Self.columns(Self.four))
    #expect(division.colourCount == 4)
    let first = (0..<4).map { division.labels[$0 * 32] }
    #expect(Set(first).count == 4)
    for (place, label) in division.labels.enumerated() {
      #expect(label == first[place % Self.size.width / 32])
    }
  }

  @Test func `no picture has more than sixteen colours, and a plain one has one`() {
    #expect(Self.division(DrawnPicture.discs(seed: 3, size: Self.size)).colourCount == 16)
    let plain = Self.division(PixelBuffer(size: Self.size, red: 9, green: 9, blue: 9))
    #expect(plain.colourCount == 1)
    #expect(ColourInformation(of: plain, in: plain).bits == 0)
  }

  @Test func `what is not covered has no colour`() {
    var shares = [UInt8](repeating: 255, count: Self.size.pixelCount)
    for place in 0..<1000 { shares[place * 7] = UInt8(place % 255) }
    let division = ColourDivision(of: Self.columns(Self.four), covered: shares)
    #expect(division.pixelCount == Self.size.pixelCount - 1000)
    for (place, label) in division.labels.enumerated() {
      #expect((label == ColourDivision.outside) == (shares[place] < 255))
    }
    let nothing = ColourDivision(
      of: Self.columns(Self.four), covered: [UInt8](repeating: 0, count: Self.size.pixelCount))
    #expect((nothing.colourCount, nothing.pixelCount) == (0, 0))
    #expect(
      ColourInformation(of: nothing, in: division) == ColourInformation(of: division, in: nothing))
  }

  @Test func `four equal areas tell two bits of each other, whatever their colours became`() {
    let design = Self.division(Self.columns(Self.four))
    let other: [(UInt8, UInt8, UInt8)] = [(0, 0, 0), (240, 200, 0), (10, 90, 200), (128, 0, 128)]
    for colours in [Self.four, other, Self.four.reversed()] {
      let found = ColourInformation(of: design, in: Self.division(Self.columns(colours)))
      // log2 4, from the definition: each colour of the one lies on one of the other.
      #expect(abs(found.bits - 2) < 1e-4)
      #expect(abs(found.share - 1) < 1e-4)
    }
  }

  @Test
  func `a recolouring tells as much as the picture itself, another drawing little beyond chance`() {
    let picture = DrawnPicture.discs(seed: 11, size: Self.size)
    let design = Self.division(picture)
    let own = ColourInformation(of: design, in: design)
    #expect(own.share > 0.999)
    #expect(own.bits - own.chanceBits > 1)
    let negative = ColourInformation(of: design, in: Self.division(picture.negative))
    #expect(negative.share > 0.9)
    #expect(negative.bits > own.bits * 0.9)
    for seed in 40..<48 {
      let other = ColourInformation(
        of: design, in: Self.division(DrawnPicture.discs(seed: UInt64(seed), size: Self.size)))
      #expect(other.share < own.share / 2, "seed \(seed)")
      #expect(other.bits - other.chanceBits < (own.bits - own.chanceBits) / 2, "seed \(seed)")
    }
  }

  @Test(arguments: [(1, 0), (-2, 1), (2, -2)])
  func `a place that is off by two pixels is forgiven`(step: (x: Int, y: Int)) {
    let large = DrawnPicture.discs(seed: 21, size: ImageSize(width: 160, height: 120))
    let design = Self.division(large.cropped(x: 10, y: 10, size: Self.size))
    let moved = Self.division(large.cropped(x: 10 + step.x, y: 10 + step.y, size: Self.size))
    let there = ColourInformation(of: design, in: design)
    #expect(ColourInformation(of: design, in: moved).bits > there.bits * 0.85)
  }

  @Test func `the sums over counts are the mutual information of the definition`() {
    var random = SplitMix64(seed: 5)
    for (stepX, stepY) in [(0, 0), (3, -2), (-14, 0), (11, 16)] {
      let one = Self.division(DrawnPicture.discs(seed: random.next() % 100, size: Self.size))
      let two = Self.division(DrawnPicture.discs(seed: random.next() % 100, size: Self.size))
      var joint: [[Double]] = Array(repeating: Array(repeating: 0, count: 16), count: 16)
      var total = 0.0
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          let (u, v) = (x - stepX, y - stepY)
          guard (0..<Self.size.width).contains(u), (0..<Self.size.height).contains(v) else {
            continue
          }
          joint[Int(one.labels[y * Self.size.width + x])][
            Int(two.labels[v * Self.size.width + u])] += 1
          total += 1
        }
      }
      var expected = 0.0
      for i in 0..<16 {
        for j in 0..<16 where joint[i][j] > 0 {
          let row = joint[i].reduce(0, +)
          let column = joint.reduce(0) { $0 + $1[j] }
          expected += joint[i][j] / total * log2(joint[i][j] * total / (row * column))
        }
      }
      var counts = JointCounts()
      counts.count(one, two, stepX: stepX, stepY: stepY)
      #expect(abs((counts.information?.bits ?? -1) - expected) < 1e-4)
    }
  }
}
