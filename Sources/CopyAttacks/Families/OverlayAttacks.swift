// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Things over the picture, and the picture among other things.
  static let overlay = [
    CopyAttack("captions", .overlay) { design, copyist in
      design.captioned(&copyist.random)
    },
    CopyAttack("watermark", .overlay) { design, copyist in
      design.watermarked(&copyist.random)
    },
    CopyAttack("stickers", .overlay) { design, copyist in
      design.stickered(&copyist.random)
    },
    CopyAttack("screenshot", .overlay) { design, copyist in
      design.screenshot(&copyist.random)
    },
    CopyAttack("embed", .overlay) { design, copyist in
      let surrounding = copyist.surrounding().fitted(900)
      return design.embedded(in: surrounding, &copyist.random)
    },
  ]
}

private let slogans = ["SAMPLE", "COPYRIGHT", "WWW.EXAMPLE.COM", "NEW 2026", "FABRIC 45%", "SALE"]

extension PixelBuffer {
  /// Four to eight lines of text in bright colours.
  func captioned(_ random: inout SplitMix64) -> PixelBuffer {
    var result = self
    let (width, height) = (Double(size.width), Double(size.height))
    for _ in 0..<random.integer(in: 4..<9) {
      var mask = StrokeMask(size: size)
      mask.write(
        slogans[random.integer(in: 0..<slogans.count)], x: random.number(in: 0...width / 2),
        y: random.number(in: 0...height * 0.9), height: width * random.number(in: 0.035...0.09))
      mask.ink(&result, random.color(in: 0...255))
    }
    return result
  }

  /// A word all over the picture, half transparent, turned.
  func watermarked(_ random: inout SplitMix64) -> PixelBuffer {
    var result = self
    var mask = StrokeMask(size: size)
    let (width, height) = (Double(size.width), Double(size.height))
    let degrees = random.signed(random.number(in: 15...35))
    let word = slogans[random.integer(in: 0..<2)]
    let letterHeight = width * 0.055
    let step = SIMD2((StrokeFont.width(of: word) + 6) * letterHeight / 6, height / 5)
    // From well above and left, as turning moves words right and down, or right and up.
    for y in stride(from: -height, to: 2 * height, by: step.y) {
      for x in stride(from: -width / 2, to: width, by: step.x) {
        mask.write(word, x: x, y: y, height: letterHeight, degrees: degrees, thickness: 0.1)
      }
    }
    mask.ink(&result, random.flip() ? .white : .black, opacity: 0.5)
    return result
  }

  /// Two to four opaque labels, a fifth of the area or so.
  func stickered(_ random: inout SplitMix64) -> PixelBuffer {
    var result = self
    for _ in 0..<random.integer(in: 2..<5) {
      let width = max(4, size.width * random.integer(in: 15..<35) / 100)
      let height = max(4, size.height * random.integer(in: 15..<35) / 100)
      let (x, y) = (
        random.integer(in: 0..<size.width - width), random.integer(in: 0..<size.height - height)
      )
      result.fill(x: x, y: y, width: width, height: height, random.color(in: 0...255))
      var mask = StrokeMask(size: size)
      let word = slogans[random.integer(in: 0..<slogans.count)]
      mask.write(
        word, x: Double(x) + Double(width) * 0.08, y: Double(y) + Double(height) * 0.35,
        height: min(
          Double(height) * 0.3, Double(width) * 0.84 / StrokeFont.width(of: word) * 6))
      mask.ink(&result, random.color(in: 0...255))
    }
    return result
  }

  /// A phone's screen: a bar of signs, the picture, a caption, a button, and much empty ground.
  func screenshot(_ random: inout SplitMix64) -> PixelBuffer {
    let picture = fitted(random.integer(in: 420..<640))
    let (width, height) = (picture.size.width, picture.size.height)
    let isDark = random.flip()
    let paper = isDark ? Color(20, 20, 20) : Color(245, 245, 245)
    let ink = isDark ? Color(235, 235, 235) : Color(10, 10, 10)
    let screen = ImageSize(
      width: width + random.integer(in: 20..<160), height: height + random.integer(in: 300..<620))
    var result = PixelBuffer(size: screen, color: paper)
    let (x, y) = (
      (screen.width - width) / 2, random.integer(in: 90..<screen.height - height - 120)
    )
    result.paste(picture, x: x, y: y)
    var mask = StrokeMask(size: screen)
    mask.write("10:24", x: 14, y: 16, height: 18)
    mask.write("5G  87%", x: Double(screen.width) - 120, y: 16, height: 18)
    mask.write("FLORAL PRINT FABRIC", x: 14, y: Double(y + height + 18), height: 18)
    mask.write("19.90", x: 14, y: Double(y + height + 46), height: 22)
    mask.ink(&result, ink)
    result.fill(
      x: 14, y: screen.height - 58, width: screen.width - 28, height: 46,
      random.color(in: 40...220))
    var button = StrokeMask(size: screen)
    button.write(
      "BUY NOW", x: Double(screen.width) / 2 - 60, y: Double(screen.height - 44), height: 18)
    button.ink(&result, .white)
    return result
  }

  /// The picture on another one, 35 to 60 % of its side.
  func embedded(in ground: PixelBuffer, _ random: inout SplitMix64) -> PixelBuffer {
    let side = Int(random.number(in: 0.35...0.6) * Double(ground.size.shortSide))
    let small = fitted(max(16, side))
    var result = ground
    result.paste(
      small, x: random.integer(in: 0..<max(1, ground.size.width - small.size.width + 1)),
      y: random.integer(in: 0..<max(1, ground.size.height - small.size.height + 1)))
    return result
  }
}
