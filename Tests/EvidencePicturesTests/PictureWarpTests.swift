// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import ImageBuffers
import Testing
import _TestSupport

@testable import EvidencePictures

@Suite struct PictureWarpTests {
  /// Widths and heights about those of a strip and of vectors, and the smallest ones.
  private static let sizes = [
    ImageSize(width: 1, height: 1), ImageSize(width: 2, height: 3), ImageSize(width: 31, height: 7),
    ImageSize(width: 32, height: 5), ImageSize(width: 33, height: 9),
    ImageSize(width: 65, height: 40),
  ]

  private func picture(_ size: ImageSize, _ random: inout SplitMix64) -> PixelBuffer {
    PixelBuffer(
      size: size,
      samples: (0..<size.pixelCount * 3).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  /// A map that lays a picture on a canvas: moved, stretched, turned, and seen from aside.
  private func map(
    _ from: ImageSize, _ onto: ImageSize, zoom: Double, perspective: Double,
    _ random: inout SplitMix64
  ) throws -> ProjectiveMap {
    let angle = Double.random(in: 0...6.3, using: &random)
    let (c, s) = (zoom * sinOfQuarterBefore(angle), zoom * sinOfQuarterBefore(angle - 1.570_796))
    func stray() -> Double { Double.random(in: -1...1, using: &random) }
    let (u, v) = (Double(onto.width) / 2, Double(onto.height) / 2)
    let x = Double(from.width) / 2 + stray() * 3
    let y = Double(from.height) / 2 + stray() * 3
    let side = Double(onto.longSide)
    return try #require(
      ProjectiveMap(rows: [
        [c, -s, x - c * u + s * v], [s, c, y - s * u - c * v],
        [perspective * stray() / side, perspective * stray() / side, 1],
      ]))
  }

  /// A cosine, well enough to turn a picture.
  private func sinOfQuarterBefore(_ angle: Double) -> Double {
    let unit = (0..<64).reduce((x: 1.0, y: 0.0)) { unit, _ in
      let step = angle / 64
      return (unit.x - unit.y * step, unit.y + unit.x * step)
    }
    return unit.x / (unit.x * unit.x + unit.y * unit.y).squareRoot()
  }

  @Test(arguments: [0.3, 1, 1.3, 2.1, 3.4, 9], [0, 0.4, 1.9])
  func `a picture is drawn as its plain twin draws it`(zoom: Double, perspective: Double) throws {
    var random = SplitMix64(seed: UInt64(zoom * 10 + perspective * 1_000))
    var drawnCount = 0
    for from in Self.sizes {
      for onto in Self.sizes {
        let picture = picture(from, &random)
        let map = try map(from, onto, zoom: zoom, perspective: perspective, &random)
        let plain = PlainWarp.warped(picture, onto: onto, by: map)
        let fast = PictureWarp.warped(picture, onto: onto, by: map)
        #expect(fast.picture == plain.picture, "\(from) onto \(onto) by \(map)")
        #expect(fast.shares == plain.shares, "\(from) onto \(onto) by \(map)")
        var canvas = [UInt8](repeating: 7, count: onto.pixelCount * 3)
        var shares = [UInt8](repeating: 7, count: onto.pixelCount)
        ck_warp_plain(
          picture.samples, Int32(from.width), Int32(from.height), map.m, Int32(onto.width),
          Int32(onto.height), &canvas, &shares)
        #expect(canvas == plain.picture.samples && shares == plain.shares)
        drawnCount += shares.count { $0 > 0 }
      }
    }
    #expect(drawnCount > 200)
  }

  @Test func `a map that does nothing gives the picture itself`() {
    var random = SplitMix64(seed: 3)
    let size = ImageSize(width: 70, height: 11)
    let picture = picture(size, &random)
    let drawn = PictureWarp.warped(picture, onto: size, by: .scaling(x: 1, y: 1))
    #expect(drawn.picture == picture && drawn.shares.allSatisfy { $0 == 255 })
  }

  @Test func `a picture made smaller has the means of its squares`() {
    var random = SplitMix64(seed: 4)
    let picture = picture(ImageSize(width: 8, height: 8), &random)
    // Halved, so that three samples a side fall on two pixels: 2 x 2, 2 x 1, 1 x 2 and 1 of them.
    let drawn = PictureWarp.warped(
      picture, onto: ImageSize(width: 4, height: 4), by: .scaling(x: 2, y: 2))
    for (channel, sample) in drawn.picture.samples.prefix(3).enumerated() {
      let corners = [0, 3, 24, 27].map { Int(picture.samples[$0 + channel]) }
      // The middle sample lies on the border, which belongs to the right and lower pixel.
      let sum = corners[0] + 2 * corners[1] + 2 * corners[2] + 4 * corners[3]
      #expect(Int(sample) == (sum + 4) / 9)
    }
    #expect(drawn.shares.allSatisfy { $0 == 255 })
  }
}
