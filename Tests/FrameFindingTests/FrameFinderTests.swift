// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FrameFinding
import ImageBuffers
import Testing
import _TestSupport

@Suite struct FrameFinderTests {
  private static let size = ImageSize(width: 360, height: 280)

  private static func design(_ seed: UInt64) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size)
  }

  /// A colour that is far from a picture's own on the whole: light for a dark picture, dark for a light one.
  private static func ground(for picture: PixelBuffer) -> [UInt8] {
    let count = picture.size.pixelCount
    return (0..<3).map { channel in
      let sum = stride(from: channel, to: count * 3, by: 3).reduce(0) {
        $0 + Int(picture.samples[$1])
      }
      return sum / count < 128 ? 244 : 14
    }
  }

  /// How much two rectangles share, of what both cover together.
  private static func overlap(_ a: PixelRectangle, _ b: PixelRectangle) -> Double {
    let width = max(0, min(a.right, b.right) - max(a.left, b.left))
    let height = max(0, min(a.bottom, b.bottom) - max(a.top, b.top))
    return Double(width * height) / Double(a.pixelCount + b.pixelCount - width * height)
  }

  /// Adds noise of some levels to a picture, as coarse JPEG files have it.
  private static func noisy(_ picture: PixelBuffer, by levels: Int, seed: UInt64) -> PixelBuffer {
    var random = SplitMix64(seed: seed)
    return PixelBuffer(
      size: picture.size,
      samples: picture.samples.map {
        UInt8(clamping: Int($0) + Int.random(in: -levels...levels, using: &random))
      })
  }

  @Test func `a margin of any width and colour is cut to the pixel`() throws {
    var count = 0
    for seed in UInt64(1)...6 {
      let design = Self.design(seed)
      let ground = Self.ground(for: design)
      for (left, top, right, bottom) in [
        (30, 30, 30, 30), (60, 8, 5, 90), (0, 40, 0, 40), (25, 0, 25, 0),
      ] {
        var page = PixelBuffer(
          size: ImageSize(
            width: left + Self.size.width + right, height: top + Self.size.height + bottom),
          red: ground[0], green: ground[1], blue: ground[2])
        page.draw(design, left: left, top: top)
        let truth = PixelRectangle(
          left: left, top: top, width: Self.size.width, height: Self.size.height)
        for picture in [page, Self.noisy(page, by: 6, seed: seed)] {
          guard let frame = FrameFinder.frame(of: picture) else { continue }
          #expect(
            Self.overlap(frame.inner, truth) > 0.98, "seed \(seed), margins of \(left), \(top)")
          #expect(frame.kind == .margin)
          count += 1
        }
      }
    }
    // A drawing whose ground is the margin's colour at an edge has no edge there, and is left alone.
    #expect(count >= 45, "\(count) of 48 were found")
  }

  @Test func `bars and captions are cut, whatever stands on them`() throws {
    let design = Self.design(3)
    var screen = PixelBuffer(
      size: ImageSize(width: 360, height: 640), red: 250, green: 250, blue: 250)
    screen.fill([12, 12, 14], left: 0, top: 0, width: 360, height: 30)
    screen.write(left: 20, top: 10, lines: 1, width: 80, ink: [230, 230, 230])
    screen.write(left: 40, top: 44, lines: 1, width: 200, ink: [20, 20, 20])
    screen.draw(design, left: 0, top: 80)
    screen.write(left: 16, top: 380, lines: 6, width: 300, ink: [40, 40, 40])
    let frame = try #require(FrameFinder.frame(of: screen))
    let truth = PixelRectangle(left: 0, top: 80, width: 360, height: 280)
    #expect(Self.overlap(frame.inner, truth) > 0.98)
    #expect(frame.kind == .bars)
  }

  @Test func `the main picture of a page is found among smaller ones and text`() throws {
    let design = Self.design(5)
    var page = PixelBuffer(
      size: ImageSize(width: 900, height: 600), red: 255, green: 255, blue: 255)
    page.fill([200, 60, 30], left: 0, top: 0, width: 900, height: 40)
    page.draw(design, left: 40, top: 70)
    for thumb in 0..<3 {
      page.draw(
        DrawnPicture.shapes(seed: UInt64(40 + thumb), size: ImageSize(width: 70, height: 70)),
        left: 40 + 90 * thumb, top: 380)
    }
    page.write(left: 460, top: 80, lines: 14, width: 380, ink: [30, 30, 30])
    let frame = try #require(FrameFinder.frame(of: page))
    let truth = PixelRectangle(left: 40, top: 70, width: 360, height: 280)
    #expect(Self.overlap(frame.inner, truth) > 0.97)
    #expect(frame.kind == .page)
  }

  @Test func `round corners and a mount inside a frame make no difference`() throws {
    let design = Self.design(7)
    var card = PixelBuffer(size: ImageSize(width: 480, height: 420), red: 90, green: 30, blue: 20)
    card.fill([245, 242, 235], left: 30, top: 30, width: 420, height: 360)
    card.draw(design, left: 60, top: 70, cornersOf: 18)
    let frame = try #require(FrameFinder.frame(of: card))
    let truth = PixelRectangle(left: 60, top: 70, width: 360, height: 280)
    #expect(Self.overlap(frame.inner, truth) > 0.98)
  }

  @Test func `a turned or mirrored page has its frame turned or mirrored`() throws {
    let design = Self.design(9)
    let ground = Self.ground(for: design)
    var page = PixelBuffer(
      size: ImageSize(width: 480, height: 480), red: ground[0], green: ground[1], blue: ground[2])
    page.draw(design, left: 20, top: 120)
    let inner = try #require(FrameFinder.frame(of: page)).inner
    let mirrored = try #require(FrameFinder.frame(of: page.transformed(by: .mirror))).inner
    #expect(mirrored.left == 480 - inner.right && mirrored.top == inner.top)
    let turned = try #require(FrameFinder.frame(of: page.transformed(by: .rotate90))).inner
    #expect(turned.width == inner.height && turned.height == inner.width)
  }

  @Test func `designs without a frame are left alone`() {
    var count = 0
    for seed in UInt64(1)...40 {
      #expect(FrameFinder.frame(of: Self.design(seed)) == nil, "shapes of seed \(seed)")
      count += 1
    }
    #expect(count == 40)
  }

  @Test func `a motif on a plain cloth keeps its cloth`() {
    for seed in UInt64(1)...10 {
      var random = SplitMix64(seed: seed)
      var cloth = PixelBuffer(size: Self.size, red: 236, green: 230, blue: 214)
      // A rosette: discs around a disc, clear of the edges.
      for disc in 0..<7 {
        let ink = (0..<3).map { _ in UInt8.random(in: 0...180, using: &random) }
        let (x, y) =
          disc == 0
          ? (180, 140)
          : [(180, 60), (250, 100), (250, 180), (180, 220), (110, 180), (110, 100)][disc - 1]
        let reach = Int.random(in: 25...45, using: &random)
        for row in -reach...reach {
          for column in -reach...reach where row * row + column * column <= reach * reach {
            cloth[x + column, y + row] = (ink[0], ink[1], ink[2])
          }
        }
      }
      #expect(FrameFinder.frame(of: cloth) == nil, "seed \(seed)")
    }
  }

  @Test func `stripes, checks and dots are no frames`() {
    let inks: [[UInt8]] = [[200, 30, 40], [250, 248, 240], [20, 40, 120]]
    for period in [12, 24, 40, 90] {
      var (stripes, checks, dots) = (
        PixelBuffer(size: Self.size, red: 250, green: 248, blue: 240),
        PixelBuffer(size: Self.size, red: 250, green: 248, blue: 240),
        PixelBuffer(size: Self.size, red: 250, green: 248, blue: 240)
      )
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          let stripe = inks[y / (period / 2) % 3]
          stripes[x, y] = (stripe[0], stripe[1], stripe[2])
          if (x / (period / 2) + y / (period / 2)).isMultiple(of: 2) {
            checks[x, y] = (200, 30, 40)
          }
          let (u, v) = (x % period - period / 2, y % period - period / 2)
          if u * u + v * v < period * period / 9 { dots[x, y] = (20, 40, 120) }
        }
      }
      for picture in [stripes, checks, dots] {
        #expect(FrameFinder.frame(of: picture) == nil, "a period of \(period)")
        #expect(FrameFinder.frame(of: picture.transformed(by: .rotate90)) == nil)
      }
    }
  }

  @Test func `a patterned border belongs to the cloth`() {
    var cloth = Self.design(11)
    // Blocks of two colours along all four sides.
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width
      where x < 30 || y < 30 || x >= Self.size.width - 30 || y >= Self.size.height - 30 {
        cloth[x, y] = (x / 15 + y / 15).isMultiple(of: 2) ? (180, 20, 30) : (250, 230, 120)
      }
    }
    #expect(FrameFinder.frame(of: cloth) == nil)
  }

  @Test func `pictures of one colour and tiny ones have no frame`() {
    #expect(FrameFinder.frame(of: PixelBuffer(size: Self.size, red: 9, green: 9, blue: 9)) == nil)
    for (width, height) in [(1, 1), (1, 900), (95, 95), (96, 1024)] {
      let picture = PixelBuffer(
        size: ImageSize(width: width, height: height), red: 200, green: 0, blue: 0)
      #expect(FrameFinder.frame(of: picture) == nil)
    }
  }
}
