// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc
import ImageBuffers
import Testing
import _TestSupport

@testable import CopyAttacks

@Suite struct DrawingTests {
  @Test func `the exact functions are those of the C library`() {
    for step in -2_000...2_000 {
      let x = Double(step) / 100
      #expect(abs(ExactMath.sin(x) - sin(x)) < 1e-14)
      #expect(abs(ExactMath.cos(x) - cos(x)) < 1e-14)
      #expect(abs(ExactMath.exp(x) / exp(x) - 1) < 1e-14)
      if x > 0 { #expect(abs(ExactMath.log(x) - log(x)) < 1e-14) }
    }
    #expect(ExactMath.pow(0, 0.45) == 0)
    #expect(abs(ExactMath.pow(0.25, 0.5) - 0.5) < 1e-15)
  }

  @Test func `one colour stays one colour at every size and blur`() {
    let plain = PixelBuffer(size: ImageSize(width: 37, height: 23), red: 10, green: 200, blue: 77)
    for (width, height) in [(11, 7), (74, 46), (37, 60), (16, 23)] {
      let target = ImageSize(width: width, height: height)
      #expect(
        plain.resized(to: target) == PixelBuffer(size: target, red: 10, green: 200, blue: 77))
    }
    #expect(plain.blurred(sigma: 3) == plain)
  }

  @Test func `halving averages four pixels`() {
    let picture = DrawnPicture.discs(seed: 4, size: ImageSize(width: 32, height: 20))
    let half = picture.resized(to: ImageSize(width: 16, height: 10))
    for y in 0..<10 {
      for x in 0..<16 {
        let reds = [
          picture[2 * x, 2 * y], picture[2 * x + 1, 2 * y], picture[2 * x, 2 * y + 1],
          picture[2 * x + 1, 2 * y + 1],
        ].map { Int($0.red) }
        #expect(abs(4 * Int(half[x, y].red) - reds.reduce(0, +)) <= 2)
      }
    }
  }

  @Test func `enlarging by Catmull and Rom's cubic keeps a slope`() {
    var slope = PixelBuffer(size: ImageSize(width: 20, height: 3), color: .black)
    for y in 0..<3 { for x in 0..<20 { slope[x, y] = (UInt8(x * 8), UInt8(x * 8), 0) } }
    let large = slope.resized(to: ImageSize(width: 40, height: 3))
    for x in 4..<36 { #expect(Int(large[x, 1].red) == 4 * x - 2) }
  }

  @Test func `turning by quarter and whole turns moves pixels only`() {
    let picture = DrawnPicture.discs(seed: 6, size: ImageSize(width: 31, height: 31))
    let turned = picture.turned(degrees: 90, ground: .white, isGrowing: false)
    #expect(turned == picture.transformed(by: .rotate90))
    #expect(picture.turned(degrees: 360, ground: .white, isGrowing: false) == picture)
  }

  @Test func `a quadrilateral takes corners to corners`() {
    let corners = [SIMD2(2.0, 1), SIMD2(9, 3), SIMD2(8, 10), SIMD2(-1, 7)]
    let map = Quadrilateral(corners: corners)
    for (place, corner) in zip([(0.0, 0.0), (1, 0), (1, 1), (0, 1)], corners) {
      let found = map.place(place.0, place.1)
      #expect(abs(found.x - corner.x) < 1e-12 && abs(found.y - corner.y) < 1e-12)
    }
  }

  @Test func `a palette of pure colours is those colours, and its ground the most frequent`() {
    var picture = PixelBuffer(size: ImageSize(width: 40, height: 40), color: Color(200, 10, 10))
    picture.fill(x: 0, y: 0, width: 20, height: 20, Color(10, 200, 10))
    picture.fill(x: 20, y: 0, width: 10, height: 10, Color(10, 10, 200))
    var random = CopyAttacks.SplitMix64(seed: 3)
    let palette = Palette(of: picture, count: 3, using: &random)
    #expect(
      Set(palette.colors)
        == [SIMD3(200, 10, 10), SIMD3(10, 200, 10), SIMD3(10, 10, 200)] as Set<SIMD3<Float>>)
    #expect(palette.colors[palette.ground] == SIMD3(200, 10, 10))
  }

  @Test func `random numbers are SplitMix64's`() {
    // The first outputs for the seed 1234567, as in the reference code's own test.
    var random = CopyAttacks.SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() }
        == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `names are digested by FNV-1a`() {
    // FNV-1a of eight zero bytes, "a" and a zero byte, worked out with the definition in big
    // numbers.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in [UInt8](repeating: 0, count: 8) + [97, 0] {
      digest =
        (digest ^ UInt64(byte)).multipliedReportingOverflow(by: 1_099_511_628_211)
        .partialValue
    }
    var named = CopyAttacks.SplitMix64(seed: 0, "a")
    var numbered = CopyAttacks.SplitMix64(seed: digest)
    #expect(named.next() == numbered.next())
    var other = CopyAttacks.SplitMix64(seed: 0, "", "a")
    #expect(other.next() != named.next())
  }

  @Test func `draws keep their ranges and their mean`() {
    var random = CopyAttacks.SplitMix64(seed: 8)
    let numbers = (0..<20_000).map { _ in random.nearlyNormal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
    #expect(Set((0..<300).map { _ in random.integer(in: 3..<7) }) == [3, 4, 5, 6])
    let sample = random.sample(of: Array(0..<10), count: 4)
    #expect(sample.count == 4 && sample == sample.sorted() && Set(sample).count == 4)
    #expect(random.sample(of: [1, 2], count: 9) == [1, 2])
  }
}
