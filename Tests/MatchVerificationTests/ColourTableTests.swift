// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchVerification
import Testing
import _TestSupport

@Suite struct ColourTableTests {
  private static let size = ImageSize(width: 112, height: 84)
  /// Ground, rose, leaf, sky, ink.
  private static let inks: [[Int]] = [
    [236, 228, 210], [190, 40, 60], [50, 120, 60], [60, 110, 190], [30, 28, 34],
  ]

  /// Blocks of five colours in the given inks, each block in the place of the same colour of any other drawing.
  private static func drawing(_ inks: [[Int]]) -> PixelBuffer {
    var random = SplitMix64(seed: 5)
    var picture = PixelBuffer(
      size: size, red: UInt8(inks[0][0]), green: UInt8(inks[0][1]), blue: UInt8(inks[0][2]))
    for _ in 0..<40 {
      let ink = inks[Int.random(in: 1..<5, using: &random)]
      let (x, y) = (Int.random(in: 0..<98, using: &random), Int.random(in: 0..<70, using: &random))
      for row in y..<y + 14 {
        for column in x..<x + 14 {
          picture[column, row] = (UInt8(ink[0]), UInt8(ink[1]), UInt8(ink[2]))
        }
      }
    }
    return picture
  }

  private static func table(_ query: PixelBuffer, of design: PixelBuffer = drawing(inks)) throws
    -> ColourTable
  {
    try #require(
      ColourTable(
        design: design, query: query,
        isAgreeing: [Bool](repeating: true, count: size.pixelCount)))
  }

  private static func mapped(_ change: ([Int]) -> [Double]) -> [[Int]] {
    inks.map { ink in change(ink).map { min(255, max(0, Int($0.rounded()))) } }
  }

  @Test func `a negative exchanges light and dark, and no other light or contrast does`() throws {
    let design = Self.drawing(Self.inks)
    #expect(try Self.table(design.negative).exchangesLightAndDark == true)
    #expect(try Self.table(design).exchangesLightAndDark == false)
    let dim = Self.mapped { ink in ink.map { 40 + Double($0) * 0.5 } }
    #expect(try Self.table(Self.drawing(dim)).exchangesLightAndDark == false)
    let plain = PixelBuffer(size: Self.size, red: 200, green: 190, blue: 180)
    #expect(try Self.table(plain.negative, of: plain).exchangesLightAndDark == nil)
  }

  @Test func `each colour is told with what it became and its share`() throws {
    // Rose becomes violet, leaf becomes orange; the others stay.
    var inks = Self.inks
    inks[1] = [120, 60, 170]
    inks[2] = [220, 130, 30]
    let table = try Self.table(Self.drawing(inks))
    #expect(table.entries.count == 5)
    for entry in table.entries {
      let from = [entry.from.red, entry.from.green, entry.from.blue]
      let place = try #require(
        Self.inks.firstIndex { ink in zip(ink, from).allSatisfy { abs($0 - $1) <= 2 } })
      let to = [entry.to.red, entry.to.green, entry.to.blue]
      #expect(zip(inks[place], to).allSatisfy { abs($0 - $1) <= 2 }, "\(from) became \(to)")
      #expect(entry.isChanged == (place == 1 || place == 2))
    }
    #expect(abs(table.entries.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    #expect(table.information > 0.99, "each colour tells the other")
    #expect(table.isRecoloured && !table.isSwapped)
  }

  @Test func `a hue turned by a third is a recolouring though light and dark stay`() throws {
    let turned = Self.drawing(Self.inks.map { [$0[1], $0[2], $0[0]] })
    #expect(try Self.table(turned).isRecoloured)
  }

  @Test func `two colours that change places are swapped`() throws {
    var inks = Self.inks
    inks.swapAt(1, 3)
    let table = try Self.table(Self.drawing(inks))
    #expect(table.isSwapped && table.isRecoloured, "\(table.entries)")
    inks = Self.inks
    inks.swapAt(0, 4)
    #expect(try Self.table(Self.drawing(inks)).isSwapped, "ground and ink, both without hue")
  }

  @Test(arguments: [
    // The same, brighter, flatter, with a gamma, under a warm lamp, less saturated.
    "same", "brighter", "flatter", "gamma", "warm", "paler",
  ])
  func `light, contrast and saturation recolour nothing`(_ kind: String) throws {
    let inks = Self.mapped { ink in
      let v = ink.map(Double.init)
      let luma = 0.299 * v[0] + 0.587 * v[1] + 0.114 * v[2]
      return switch kind {
      case "brighter": v.map { $0 * 1.25 }
      case "flatter": v.map { 60 + $0 * 0.6 }
      case "gamma": v.map { ($0 / 255).squareRoot() * 255 }
      case "warm": [v[0] * 1.05, v[1], v[2] * 0.82]
      case "paler": v.map { luma + 0.6 * ($0 - luma) }
      default: v
      }
    }
    let table = try Self.table(Self.drawing(inks))
    #expect(!table.isRecoloured, "\(table.entries)")
    #expect(!table.isSwapped)
  }

  @Test func `a picture without colour has lost it, a negative is recoloured`() throws {
    let grey = Self.drawing(
      Self.mapped { ink in
        let luma = 0.299 * Double(ink[0]) + 0.587 * Double(ink[1]) + 0.114 * Double(ink[2])
        return [luma, luma, luma]
      })
    #expect(try Self.table(grey).isRecoloured)
    #expect(try Self.table(Self.drawing(Self.inks).negative).isRecoloured)
  }

  @Test func `drawings that do not agree tell each other little`() throws {
    let other = Self.drawing(Self.inks).transformed(by: .rotate180)
    let table = try #require(
      ColourTable(
        design: Self.drawing(Self.inks), query: other,
        isAgreeing: [Bool](repeating: true, count: Self.size.pixelCount)))
    #expect(table.information < 0.25 && !table.isRecoloured)
    #expect(
      ColourTable(
        design: other, query: other,
        isAgreeing: [Bool](repeating: false, count: Self.size.pixelCount)) == nil)
  }
}
