// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import RepeatAnalysis
import Testing

@Suite struct RepeatAnalyzerTests {
  let analyzer = RepeatAnalyzer.shared
  static let pattern = SyntheticPattern(
    seed: 3, first: SIMD2(61, 7), second: SIMD2(-12, 83), count: 7)
  static let plain = pattern.view(width: 256, height: 240)

  /// Whether two bases span the same lattice, to a part of a cell.
  static func spanSame(_ lattice: Lattice, _ first: SIMD2<Float>, _ second: SIMD2<Float>) -> Bool {
    let determinant = lattice.first.x * lattice.second.y - lattice.first.y * lattice.second.x
    let expected = abs(first.x * second.y - first.y * second.x)
    guard abs(abs(determinant) / expected - 1) < 0.05 else { return false }
    return [first, second].allSatisfy { v in
      let a = (v.x * lattice.second.y - v.y * lattice.second.x) / determinant
      let b = (lattice.first.x * v.y - lattice.first.y * v.x) / determinant
      return abs(a - a.rounded()) < 0.05 && abs(b - b.rounded()) < 0.05
    }
  }

  /// The code of the view's own lattice, which must be among the hypotheses.
  func code(
    of plane: FloatPlane, spanning first: SIMD2<Float>, _ second: SIMD2<Float>
  ) throws -> TorusCode {
    let lattices = analyzer.lattices(of: plane)
    let lattice = try #require(lattices.first { Self.spanSame($0, first, second) })
    return analyzer.torusCode(of: plane, lattice: lattice)
  }

  func plainCode() throws -> TorusCode {
    try code(of: Self.plain, spanning: Self.pattern.first, Self.pattern.second)
  }

  @Test func `the lattice of an oblique repeat is found to a part of a pixel`() throws {
    let lattice = try #require(analyzer.lattices(of: Self.plain).first)
    #expect(Self.spanSame(lattice, Self.pattern.first, Self.pattern.second))
    let lengths = [lattice.first, lattice.second].map { ($0 * $0).sum().squareRoot() }
    #expect(abs(lengths[0] - (61 * 61 + 7 * 7 as Float).squareRoot()) < 0.5)
    #expect(abs(lengths[1] - (12 * 12 + 83 * 83 as Float).squareRoot()) < 0.5)
    #expect(lattice.strength > 0.5)
    #expect(Float(Self.plain.size.pixelCount) / lattice.cellArea > 8)
  }

  @Test func `a shift of the cloth leaves the code`() throws {
    let shifted = Self.pattern.view(width: 256, height: 240, shift: SIMD2(33, 51))
    let code = try code(of: shifted, spanning: Self.pattern.first, Self.pattern.second)
    #expect(try plainCode().bestSimilarity(to: code) > 0.9)
  }

  @Test(arguments: [0.8, 1.25] as [Float])
  func `a scaled print has the code`(scale: Float) throws {
    let scaled = Self.pattern.view(width: 256, height: 240, scale: scale)
    let code = try code(
      of: scaled, spanning: scale * Self.pattern.first, scale * Self.pattern.second)
    #expect(try plainCode().bestSimilarity(to: code) > 0.8)
  }

  @Test func `a quarter turn and a mirror leave the code`() throws {
    let turned = Self.pattern.view(width: 256, height: 256, turn: (0, 1))
    let (a, b) = (Self.pattern.first, Self.pattern.second)
    let turnedCode = try code(of: turned, spanning: SIMD2(a.y, -a.x), SIMD2(b.y, -b.x))
    #expect(try plainCode().bestSimilarity(to: turnedCode) > 0.9)
    let mirrored = Self.pattern.view(width: 256, height: 240, mirrored: true)
    let mirroredCode = try code(of: mirrored, spanning: SIMD2(-a.x, a.y), SIMD2(-b.x, b.y))
    #expect(try plainCode().bestSimilarity(to: mirroredCode) > 0.9)
  }

  @Test func `a turn by any angle leaves the code`() throws {
    let turned = Self.pattern.view(width: 256, height: 256, turn: (0.8, 0.6))
    func back(_ v: SIMD2<Float>) -> SIMD2<Float> {
      SIMD2(0.8 * v.x + 0.6 * v.y, -0.6 * v.x + 0.8 * v.y)
    }
    let code = try code(
      of: turned, spanning: back(Self.pattern.first), back(Self.pattern.second))
    #expect(try plainCode().bestSimilarity(to: code) > 0.85)
  }

  @Test func `other patterns on the same lattice are far`() throws {
    let code = try plainCode()
    for seed: UInt64 in 10..<18 {
      let other = SyntheticPattern(
        seed: seed, first: Self.pattern.first, second: Self.pattern.second, count: 7)
      let otherCode = try self.code(
        of: other.view(width: 256, height: 240), spanning: other.first, other.second)
      #expect(code.bestSimilarity(to: otherCode) < 0.6)
    }
  }

  @Test func `noise has no lattice`() {
    for seed: UInt64 in 1...4 {
      var random = SplitMix64(seed: seed)
      let size = ImageSize(width: 256, height: 200)
      let noise = FloatPlane(
        size: size, samples: (0..<size.pixelCount).map { _ in random.unit() })
      #expect(analyzer.lattices(of: noise).isEmpty)
    }
  }

  @Test func `a picture in which nothing repeats has no lattice`() {
    for seed: UInt64 in 1...4 {
      // One cell larger than the picture.
      let once = SyntheticPattern(
        seed: seed, first: SIMD2(400, 0), second: SIMD2(0, 400), count: 24)
      #expect(analyzer.lattices(of: once.view(width: 256, height: 256)).isEmpty)
    }
  }

  @Test func `an empty or tiny picture has no lattice and a common code`() {
    let empty = FloatPlane(size: ImageSize(width: 200, height: 90))
    #expect(analyzer.lattices(of: empty).isEmpty)
    #expect(analyzer.designCodes(of: EdgeScales(of: empty)).isEmpty)
    let tiny = FloatPlane(size: ImageSize(width: 3, height: 1), repeating: 0.5)
    #expect(analyzer.lattices(of: tiny).isEmpty)
    #expect(analyzer.queryCodes(of: EdgeScales(of: tiny)).isEmpty)
  }

  @Test func `stripes are common, a rich cell is not`() throws {
    var stripes = FloatPlane(size: ImageSize(width: 256, height: 256))
    var checks = stripes
    for y in 0..<256 {
      for x in 0..<256 {
        let across: Float = x % 24 < 2 ? 0.7 : 0
        let down: Float = y % 24 < 2 ? 0.7 : 0
        stripes[x, y] = across
        checks[x, y] = max(across, down)
      }
    }
    for plane in [stripes, checks] {
      let scales = EdgeScales(of: plane)
      #expect(analyzer.designCodes(of: scales).allSatisfy { $0.tiling != .visible })
      #expect(analyzer.queryCodes(of: scales).allSatisfy { $0.tiling != .visible })
    }
    #expect(try !plainCode().isCommon)
  }

  @Test(arguments: [Tiling.straight, .halfDrop, .brick])
  func `cloth printed from a repeat unit is found by the unit's code`(tiling: Tiling) throws {
    // The unit is a view of one cell; the cloth lays it as the tiling says.
    let cell = SyntheticPattern(seed: 21, first: SIMD2(88, 0), second: SIMD2(0, 104), count: 9)
    let unit = cell.view(width: 88, height: 104)
    var cloth = FloatPlane(size: ImageSize(width: 256, height: 256))
    for y in 0..<256 {
      for x in 0..<256 {
        let down = tiling == .halfDrop ? x / 88 % 2 * 52 : 0
        let along = tiling == .brick ? y / 104 % 2 * 44 : 0
        cloth[x, y] = unit[(x + 88 - along) % 88, (y + 104 - down) % 104]
      }
    }
    let stored = analyzer.designCodes(of: EdgeScales(of: unit))
    let asked = analyzer.queryCodes(of: EdgeScales(of: cloth))
    let best = asked.flatMap { query in
      stored.map {
        (design: $0, significance: query.significance(of: query.bestSimilarity(to: $0), with: $0))
      }
    }.max { $0.significance < $1.significance }
    let match = try #require(best)
    #expect(match.significance > 6)
    #expect(match.design.tiling == tiling)
  }

  @Test func `a repeat unit cut elsewhere has the code of the unit`() throws {
    let cell = SyntheticPattern(seed: 22, first: SIMD2(180, 0), second: SIMD2(0, 150), count: 14)
    let unit = cell.view(width: 180, height: 150)
    let moved = cell.view(width: 180, height: 150, shift: SIMD2(70, 40))
    let layout = analyzer.layout(.straight, of: unit.size)
    let one = analyzer.torusCode(of: unit, lattice: layout)
    let two = analyzer.torusCode(of: moved, lattice: layout)
    #expect(one.similarity(to: two) > 0.9)
  }
}
