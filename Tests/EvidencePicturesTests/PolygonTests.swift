// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing

@testable import EvidencePictures

@Suite struct PolygonTests {
  private func polygon(_ pairs: [[Double]]) throws -> Polygon {
    try #require(Polygon(pairs: pairs))
  }

  @Test func `what lies behind the horizon is left out`() throws {
    // W = 1 - x / 10: the horizon is at x = 10, and x = 8 goes to 40.
    let map = try #require(ProjectiveMap(rows: [[1, 0, 0], [0, 1, 0], [-0.1, 0, 1]]))
    let wide = try polygon([[0, 0], [12, 0], [12, 2], [0, 2]])
    let clipped = try #require(wide.clipped(by: map, to: ImageSize(width: 40, height: 100)))
    #expect(clipped.corners.allSatisfy { $0.x > -1e-6 && $0.x < 40.001 })
    #expect(clipped.corners.contains { abs($0.x - 40) < 1e-6 })
  }

  @Test func `a map and its inverse cancel out`() throws {
    let map = try #require(
      ProjectiveMap(rows: [[0.8, -0.3, 12], [0.2, 1.1, -7], [0.0004, -0.0002, 1]]))
    for (x, y) in [(0.0, 0.0), (320, 11), (77, 400)] {
      let there = try #require(map(PicturePoint(x: x, y: y)))
      let back = try #require(map.inverse(there))
      #expect(abs(back.x - x) < 1e-6 && abs(back.y - y) < 1e-6)
    }
  }

  @Test func `a mask holds the polygon's area, overlaps counted once`() throws {
    let size = ImageSize(width: 20, height: 20)
    let clockwise = try polygon([[2.5, 2], [12.5, 2], [12.5, 12], [2.5, 12]])
    let anticlockwise = try polygon([[5, 5], [5, 15], [15, 15], [15, 5]])
    func area(_ polygons: [Polygon]) -> Double {
      AreaMask(inside: polygons, size: size).shares.reduce(0) { $0 + Double($1) / 255 }
    }
    #expect(abs(area([clockwise]) - 100) < 0.2)
    #expect(abs(area([clockwise, anticlockwise]) - (100 + 100 - 52.5)) < 0.4)
  }

  @Test func `a label stands inside its polygon`() throws {
    // A U: its centre of gravity is in the gap.
    let letter = try polygon([
      [0, 0], [4, 0], [4, 8], [16, 8], [16, 0], [20, 0], [20, 10], [0, 10],
    ])
    let mask = AreaMask(inside: [letter], size: ImageSize(width: 20, height: 10))
    let point = letter.labelPoint
    #expect(mask.shares[Int(point.y) * 20 + Int(point.x)] == 255)
  }

  @Test func `the area of a query is divided without counting anything twice`() throws {
    let size = ImageSize(width: 100, height: 100)
    let query = PixelBuffer(size: size, red: 200, green: 40, blue: 40)
    let left = try polygon([[0, 0], [60, 0], [60, 100], [0, 100]])
    let right = try polygon([[40, 0], [80, 0], [80, 100], [40, 100]])
    let area = ExplainedArea(
      of: query, querySize: size,
      areas: [
        ExplainedOutlines(outlines: [left]), ExplainedOutlines(),
        ExplainedOutlines(outlines: [right]),
      ], longSide: 100)
    #expect(area.division.shares == [0.6, 0, 0.2])
    #expect(abs(area.division.unexplained - 0.2) < 1e-12)
    #expect(area.picture[90, 50] == (200, 40, 40))
    #expect(area.picture[30, 50] != (200, 40, 40))
  }

  @Test func `what one match leaves out may belong to another`() throws {
    let all = try polygon([[0, 0], [100, 0], [100, 100], [0, 100]])
    let gap = try polygon([[20, 20], [60, 20], [60, 60], [20, 60]])
    let right = try polygon([[40, 0], [100, 0], [100, 100], [40, 100]])
    let division = AreaDivision(
      of: ImageSize(width: 100, height: 100),
      among: [
        ExplainedOutlines(outlines: [all], gaps: [gap]), ExplainedOutlines(outlines: [right]),
      ], longSide: 100)
    // 40 x 40 of 100 x 100 are left out, of which the other has half.
    #expect(division.shares == [0.84, 0.08])
    #expect(abs(division.unexplained - 0.08) < 1e-12)
    // The middle of all is a gap; above it the whole row belongs to the first. The second has 20 pixels in each of 40 rows.
    let labels = [division.labelPoint(of: 0), division.labelPoint(of: 1)]
    #expect(labels == [PicturePoint(x: 50, y: 0.5), PicturePoint(x: 50, y: 20.5)])
  }

  @Test func `of a query with a frame only what is inside the cut is divided`() throws {
    let left = try polygon([[0, 0], [60, 0], [60, 100], [0, 100]])
    let cut = PixelRectangle(left: 50, top: 20, width: 40, height: 60)
    let division = AreaDivision(
      of: ImageSize(width: 100, height: 100), among: [ExplainedOutlines(outlines: [left])],
      inside: cut, longSide: 100)
    // Ten of the cut's forty columns.
    #expect(division.shares == [0.25])
    #expect(division.unexplained == 0.75)
  }
}
