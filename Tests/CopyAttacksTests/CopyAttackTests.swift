// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyAttacks
import ImageBuffers
import Testing
import _TestSupport

@Suite struct CopyAttackTests {
  private static let size = ImageSize(width: 96, height: 72)
  private static let design = DrawnPicture.discs(seed: 5, size: size)

  private func attack(_ name: String) throws -> CopyAttack {
    try #require(CopyAttack.all.first { $0.name == name })
  }

  private func copy(
    _ name: String, of design: PixelBuffer = design, seed: UInt64 = 1
  ) throws -> PixelBuffer {
    let attack = try attack(name)
    var copyist = Copyist(seed: seed, design: "d.png", attack: name)
    return attack.copy(of: design, by: &copyist)
  }

  @Test func `the catalogue has every family, and each name once`() {
    #expect(CopyAttack.all.count == 52)
    #expect(Set(CopyAttack.all.map(\.name)).count == CopyAttack.all.count)
    #expect(Set(CopyAttack.all.map(\.family)) == Set(CopyAttackFamily.allCases))
    let families = Set(CopyAttackFamily.allCases.map(\.rawValue))
    #expect(CopyAttack.all.allSatisfy { !families.contains($0.name) })
  }

  @Test func `names and families select, and an unknown one is told`() throws {
    let chosen = try CopyAttack.selected(by: ["crop", "mirror"]).get().map(\.name)
    #expect(chosen == ["crop70", "crop40", "crop20", "crop10", "mirror"])
    let problem = #expect(throws: CopyAttack.UnknownName.self) {
      try CopyAttack.selected(by: ["crop", "melt"]).get()
    }
    #expect(problem?.name == "melt")
    #expect(
      problem?.description.hasPrefix("there is no attack or family “melt”; families: codec, ")
        == true)
  }

  @Test(arguments: CopyAttack.all.map(\.name))
  func `a copy is a sane picture, the same every time and another for another seed`(
    name: String
  ) throws {
    let first = try copy(name)
    #expect(first == (try copy(name)))
    #expect(first.size.shortSide >= 16)
    #expect(first.size.longSide <= 2_700)
    #expect(first != Self.design)
    // Something of the design is left: several values, not one colour.
    #expect(Set(first.samples).count > 3)
    let isFixed = [
      "jpeg10", "enlarge", "blur", "mirror", "flip", "gray", "invert", "half-drop", "brick",
      "mirror-repeat",
    ].contains(name)
    let others = try (2...8).map { try copy(name, seed: $0) }
    #expect(others.allSatisfy { $0 == first } == isFixed)
  }

  @Test(arguments: [(16, 16), (16, 200), (200, 17)])
  func `every attack takes the smallest and the narrowest designs`(width: Int, height: Int) throws {
    let design = DrawnPicture.discs(seed: 2, size: ImageSize(width: width, height: height))
    for attack in CopyAttack.all where attack.family != .photo && attack.family != .combination {
      #expect(try copy(attack.name, of: design).size.shortSide >= 8, "\(attack.name)")
    }
  }

  @Test(arguments: ["mirror", "flip", "invert"])
  func `doing it twice undoes it`(name: String) throws {
    #expect(try copy(name, of: try copy(name)) == Self.design)
  }

  @Test func `a quarter turn turns`() throws {
    let turned = try copy("quarter-turn")
    let turns: [DihedralTransform] = [.rotate90, .rotate180, .rotate270]
    #expect(turns.contains { Self.design.transformed(by: $0) == turned })
  }

  @Test func `offset keeps every pixel and every neighbour`() throws {
    let copy = try copy("offset")
    #expect(copy.size == Self.size)
    func pixels(_ picture: PixelBuffer) -> [[UInt8]] {
      stride(from: 0, to: picture.samples.count, by: 3).map { Array(picture.samples[$0..<$0 + 3]) }
    }
    func sorted(_ pixels: [[UInt8]]) -> [[UInt8]] {
      pixels.sorted { $0.lexicographicallyPrecedes($1) }
    }
    #expect(sorted(pixels(copy)) == sorted(pixels(Self.design)))
    // Some shift of the torus takes one to the other.
    let (width, height) = (Self.size.width, Self.size.height)
    let isShift = (0..<width * height).contains { shift in
      let (shiftX, shiftY) = (shift % width, shift / width)
      return (0..<height).allSatisfy { y in
        (0..<width).allSatisfy { x in
          copy[(x + shiftX) % width, (y + shiftY) % height] == Self.design[x, y]
        }
      }
    }
    #expect(isShift)
  }

  @Test(arguments: [("crop70", 0.7), ("crop40", 0.4), ("crop20", 0.2)])
  func `a crop has its share of the area and lies in the design`(name: String, share: Double) throws
  {
    let design = DrawnPicture.discs(seed: 9, size: ImageSize(width: 400, height: 250))
    for seed in UInt64(1)...20 {
      let copy = try copy(name, of: design, seed: seed)
      let area = Double(copy.size.pixelCount) / Double(design.size.pixelCount)
      #expect(abs(area - share) < 0.01)
      let isInside = (0...250 - copy.size.height).contains { top in
        (0...400 - copy.size.width).contains { left in
          let rows = [0, copy.size.height / 2, copy.size.height - 1]
          return rows.allSatisfy { row in
            let from = ((top + row) * 400 + left) * 3
            let to = row * copy.size.width * 3
            return design.samples[from..<from + copy.size.width * 3]
              .elementsEqual(copy.samples[to..<to + copy.size.width * 3])
          }
        }
      }
      #expect(isInside)
    }
  }

  @Test func `rearranging keeps every pixel of whole pieces, in another order`() throws {
    // 60 is a multiple of 3, 4 and 5, so that nothing is left away.
    let design = DrawnPicture.discs(seed: 9, size: ImageSize(width: 120, height: 60))
    func pieces(_ picture: PixelBuffer, across count: Int) -> [[UInt8]] {
      let (width, height) = (120 / count, 60 / count)
      return (0..<count * count).map {
        picture.cropped(
          x: $0 % count * width, y: $0 / count * height,
          size: ImageSize(width: width, height: height)
        ).samples
      }
    }
    func sorted(_ pieces: [[UInt8]]) -> [[UInt8]] {
      pieces.sorted { $0.lexicographicallyPrecedes($1) }
    }
    var counts: Set<Int> = []
    for seed in UInt64(1)...12 {
      let copy = try copy("rearranged", of: design, seed: seed)
      #expect(copy.size == design.size && copy != design)
      let count = try #require(
        (3...5).first {
          sorted(pieces(copy, across: $0)) == sorted(pieces(design, across: $0))
        })
      counts.insert(count)
    }
    #expect(counts == [3, 4, 5])
  }

  @Test func `sizes are those of the geometry`() throws {
    #expect(try copy("enlarge").size == ImageSize(width: 192, height: 144))
    #expect(try copy("half-drop").size == ImageSize(width: 1_440, height: 1_080))
    #expect(try copy("mirror-repeat").size == ImageSize(width: 960, height: 720))
    #expect(try copy("noise").size == Self.size)
    let tiled = try copy("tile").size
    #expect([1_000, 1_500].contains(tiled.width) && tiled.height == tiled.width * 3 / 4)
    let squeezed = try copy("squeeze").size
    let shares = [Double(squeezed.width) / 96, Double(squeezed.height) / 72].sorted()
    #expect(shares[1] == 1 && (0.58...0.76).contains(shares[0]))
  }

  @Test func `a mirror repeat is its own mirror image, and a half-drop drops by half`() throws {
    let mirrored = try copy("mirror-repeat")
    #expect(mirrored == mirrored.transformed(by: .mirror))
    #expect(mirrored == mirrored.transformed(by: .flip))
    let dropped = try copy("half-drop")
    #expect(
      (0..<360).allSatisfy { y in
        (0..<480).allSatisfy { dropped[$0, y] == dropped[$0 + 480, y + 180] }
      })
  }

  @Test func `gray is gray, and hue keeps what is gray`() throws {
    let gray = try copy("gray")
    for first in stride(from: 0, to: gray.samples.count, by: 3) {
      #expect(Set(gray.samples[first..<first + 3]).count == 1)
    }
    #expect(try copy("hue", of: gray) == gray)
    let hue = try copy("hue")
    // HSV keeps the largest and the smallest of the three samples, to rounding.
    for first in stride(from: 0, to: hue.samples.count, by: 3) {
      let (old, new) = (Self.design.samples[first..<first + 3], hue.samples[first..<first + 3])
      #expect(old.max() == new.max())
      #expect(old.min() == new.min())
    }
  }

  @Test func `a ground swap changes one colour and leaves the motifs`() throws {
    let copy = try copy("ground-swap")
    let changed = (0..<Self.size.pixelCount).filter { pixel in
      (0..<3).contains { copy.samples[pixel * 3 + $0] != Self.design.samples[pixel * 3 + $0] }
    }
    #expect(changed.count > Self.size.pixelCount / 10)
    #expect(changed.count < Self.size.pixelCount)
    let colors = Set(changed.map { pixel in (0..<3).map { copy.samples[pixel * 3 + $0] } })
    #expect(colors.count == 1)
  }
}
