// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct PlaneMapTests {
  static let similarity = PlaneMap(
    m00: 0.8, m01: -0.35, m02: 41, m10: 0.35, m11: 0.8, m12: -17.5)
  static let affine = PlaneMap(m00: 1.2, m01: 0.3, m02: -25, m10: -0.2, m11: 0.7, m12: 60)
  static let homography = PlaneMap(
    m00: 0.9, m01: 0.1, m02: 12, m10: -0.15, m11: 1.1, m12: 30, m20: 0.000_3, m21: -0.000_2)
  static let maps = [similarity, affine, homography]

  /// Places all over a picture of 400 x 300 pixels.
  static let places: [(x: Float, y: Float)] = (0...4).flatMap { row in
    (0...5).map { (x: Float($0) * 79.8, y: Float(row) * 74.75) }
  }

  @Test(arguments: maps)
  func `the inverse takes every place back`(map: PlaneMap) throws {
    let inverse = try #require(map.inverse)
    for place in Self.places {
      let there = map.apply(place.x, place.y)
      let back = inverse.apply(there.x, there.y)
      #expect(abs(back.x - place.x) < 0.01)
      #expect(abs(back.y - place.y) < 0.01)
    }
  }

  @Test func `a map that flattens the plane has no inverse`() {
    #expect(PlaneMap(m00: 1, m01: 2, m02: 3, m10: 2, m11: 4, m12: 5).inverse == nil)
  }

  @Test(arguments: maps)
  func `after mirroring a map goes from the other side's columns`(map: PlaneMap) {
    let mirrored = map.afterMirroring(width: 400)
    for place in Self.places {
      let expected = map.apply(399 - place.x, place.y)
      let found = mirrored.apply(place.x, place.y)
      #expect(abs(found.x - expected.x) < 0.01)
      #expect(abs(found.y - expected.y) < 0.01)
      let again = mirrored.afterMirroring(width: 400).apply(place.x, place.y)
      let own = map.apply(place.x, place.y)
      #expect(abs(again.x - own.x) < 0.01 && abs(again.y - own.y) < 0.01)
    }
  }

  @Test(arguments: maps)
  func `after shifting a map goes from the picture that holds the query`(map: PlaneMap) {
    let shifted = map.afterShifting(right: 17, down: 40)
    for place in Self.places {
      let expected = map.apply(place.x, place.y)
      let found = shifted.apply(place.x + 17, place.y + 40)
      #expect(abs(found.x - expected.x) < 0.01)
      #expect(abs(found.y - expected.y) < 0.01)
    }
  }

  @Test(arguments: zip(0...3, [DihedralTransform.identity, .rotate90, .rotate180, .rotate270]))
  func `a whole picture is laid onto its turned copy pixel by pixel`(
    turns: Int, transform: DihedralTransform
  ) {
    let size = ImageSize(width: 7, height: 4)
    let target = transform.exchangesSides ? size.transposed : size
    let map = PlaneMap(wholeOf: size, onto: target, quarterTurns: turns)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let expected = transform.destination(x: x, y: y, in: size)
        let found = map.apply(Float(x), Float(y))
        #expect(abs(found.x - Float(expected.x)) < 1e-4)
        #expect(abs(found.y - Float(expected.y)) < 1e-4)
      }
    }
  }

  @Test(arguments: 0...3)
  func `a whole picture is laid onto a whole larger one, edge to edge`(turns: Int) {
    let design = turns % 2 == 1 ? ImageSize(width: 8, height: 30) : ImageSize(width: 30, height: 8)
    let map = PlaneMap(
      wholeOf: ImageSize(width: 10, height: 4), onto: design, quarterTurns: turns)
    let corners = [(-0.5, -0.5), (9.5, 3.5)].map { map.apply($0.0, $0.1) }
    #expect(abs(min(corners[0].x, corners[1].x) + 0.5) < 1e-4)
    #expect(abs(min(corners[0].y, corners[1].y) + 0.5) < 1e-4)
    #expect(abs(max(corners[0].x, corners[1].x) - Float(design.width) + 0.5) < 1e-4)
    #expect(abs(max(corners[0].y, corners[1].y) - Float(design.height) + 0.5) < 1e-4)
  }

  @Test(arguments: maps)
  func `the tangent is the change over a small step`(map: PlaneMap) {
    for place in Self.places {
      let tangent = map.tangent(place.x, place.y)
      let (left, right) = (map.apply(place.x - 1, place.y), map.apply(place.x + 1, place.y))
      let (up, down) = (map.apply(place.x, place.y - 1), map.apply(place.x, place.y + 1))
      #expect(abs(tangent.a - (right.x - left.x) / 2) < 2e-3)
      #expect(abs(tangent.c - (right.y - left.y) / 2) < 2e-3)
      #expect(abs(tangent.b - (down.x - up.x) / 2) < 2e-3)
      #expect(abs(tangent.d - (down.y - up.y) / 2) < 2e-3)
    }
  }

  @Test func `the rows are those of the matrix`() {
    let rows = Self.homography.rows
    #expect(rows.count == 3)
    let (x, y) = (100.0, 50.0)
    let sums = rows.map { $0[0] * x + $0[1] * y + $0[2] }
    let expected = Self.homography.apply(100, 50)
    #expect(abs(sums[0] / sums[2] - Double(expected.x)) < 1e-3)
    #expect(abs(sums[1] / sums[2] - Double(expected.y)) < 1e-3)
  }
}
