// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing

@testable import EvidencePictures

@Suite struct OverlayPictureTests {
  private let identity: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

  /// A picture whose every pixel tells its place.
  private func ramp(_ width: Int, _ height: Int) -> PixelBuffer {
    var picture = PixelBuffer(
      size: ImageSize(width: width, height: height), red: 0, green: 0, blue: 90)
    for y in 0..<height {
      for x in 0..<width {
        picture[x, y] = (UInt8(40 + x * 160 / width), UInt8(40 + y * 160 / height), 90)
      }
    }
    return picture
  }

  private func isNear(
    _ a: (red: UInt8, green: UInt8, blue: UInt8), _ b: (red: UInt8, green: UInt8, blue: UInt8),
    within tolerance: Int
  ) -> Bool {
    abs(Int(a.red) - Int(b.red)) <= tolerance && abs(Int(a.green) - Int(b.green)) <= tolerance
      && abs(Int(a.blue) - Int(b.blue)) <= tolerance
  }

  @Test func `a picture laid onto itself coincides with itself`() throws {
    let picture = ramp(64, 48)
    let geometry = try #require(
      MatchGeometry(querySize: picture.size, designSize: picture.size, transform: identity))
    let (aligned, shares) = OverlayPicture.aligned(picture, geometry: geometry, size: picture.size)
    #expect(aligned == picture)
    #expect(shares.allSatisfy { $0 == 255 })
    let overlay = OverlayPicture.render(
      query: picture, design: picture, geometry: geometry, panelSide: 64)
    // Margin 4: panels begin at 4, 72 and 140. Away from the outline the third panel is the picture.
    #expect(overlay.size == ImageSize(width: 4 + 3 * 68, height: 56))
    for y in 8..<40 {
      for x in 8..<56 {
        #expect(isNear(overlay[140 + x, 4 + y], picture[x, y], within: 1))
      }
    }
  }

  @Test(
    arguments: [
      ([[-1, 0, 64], [0, 1, 0], [0, 0, 1]], DihedralTransform.mirror),
      ([[0, -1, 48], [1, 0, 0], [0, 0, 1]], .rotate90),
      ([[-1, 0, 64], [0, -1, 48], [0, 0, 1]], .rotate180),
    ] as [([[Double]], DihedralTransform)])
  func `mirrors and turns are undone exactly`(rows: [[Double]], transform: DihedralTransform) throws
  {
    let design = ramp(64, 48)
    let query = design.transformed(by: transform)
    let geometry = try #require(
      MatchGeometry(querySize: query.size, designSize: design.size, transform: rows))
    #expect(
      OverlayPicture.aligned(design, geometry: geometry, size: query.size).picture == query)
  }

  @Test func `a gap inside an outline is as pale as what lies outside`() throws {
    let picture = ramp(100, 100)
    let geometry = try #require(
      MatchGeometry(
        querySize: picture.size, designSize: picture.size,
        transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        queryOutlines: [[[10, 10], [90, 10], [90, 90], [10, 90]]],
        queryGaps: [[[40, 40], [70, 40], [70, 70], [40, 70]]]))
    let overlay = OverlayPicture.render(
      query: picture, design: picture, geometry: geometry, panelSide: 100)
    let third = 212
    // A picture laid upon itself is itself.
    #expect(isNear(overlay[third + 25, 4 + 25], picture[25, 25], within: 1))
    let gap = overlay[third + 55, 4 + 55]
    #expect(min(gap.red, gap.green, gap.blue) > 180)
  }

  @Test func `outlines are drawn where the report says, in their colours`() throws {
    let picture = ramp(100, 100)
    let square: [[Double]] = [[20, 30], [80, 30], [80, 70], [20, 70]]
    let geometry = try #require(
      MatchGeometry(
        querySize: picture.size, designSize: picture.size,
        transform: [[1, 0, 10], [0, 1, 0], [0, 0, 1]], queryOutlines: [square]))
    let inDesign = geometry.designOutlines.map { $0.pairs.map { $0.map { $0.rounded() } } }
    #expect(inDesign == [[[10, 30], [70, 30], [70, 70], [10, 70]]])
    let overlay = OverlayPicture.render(
      query: picture, design: picture, geometry: geometry, panelSide: 100)
    let (query, design) = (EvidenceColors.query, EvidenceColors.design)
    let (first, second, third) = (4, 108, 212)
    for (x, y) in [(50, 30), (50, 69), (20, 50), (79, 50)] {
      #expect(
        isNear(
          overlay[first + x, 4 + y], (query.red, query.green, query.blue), within: 60))
      #expect(
        isNear(overlay[third + x, 4 + y], (query.red, query.green, query.blue), within: 60))
    }
    for (x, y) in [(50, 30), (50, 69), (10, 50), (69, 50)] {
      #expect(
        isNear(
          overlay[second + x, 4 + y], (design.red, design.green, design.blue), within: 60))
    }
    // Away from outlines the first two panels are the pictures, and outside the area the third is pale.
    #expect(isNear(overlay[first + 50, 54], picture[50, 50], within: 1))
    #expect(isNear(overlay[second + 5, 9], picture[5, 5], within: 1))
    let outside = overlay[third + 50, 4 + 90]
    #expect(min(outside.red, outside.green, outside.blue) > 180)
  }

  @Test func `a design that lies at two places is laid at both`() throws {
    let design = ramp(40, 40)
    let size = ImageSize(width: 100, height: 40)
    var query = PixelBuffer(size: size, red: 250, green: 250, blue: 250)
    query.place(design, left: 0, top: 0)
    query.place(design, left: 50, top: 0)
    func geometry(_ further: [[[Double]]]) throws -> MatchGeometry {
      try #require(
        MatchGeometry(
          querySize: size, designSize: design.size, transform: identity,
          furtherTransforms: further,
          queryOutlines: [
            [[0, 0], [40, 0], [40, 40], [0, 40]], [[50, 0], [90, 0], [90, 40], [50, 40]],
          ]))
    }
    let second: [[Double]] = [[1, 0, 50], [0, 1, 0], [0, 0, 1]]
    let (aligned, shares) = OverlayPicture.aligned(
      design, geometry: try geometry([second]), size: size)
    for y in 0..<40 {
      for x in 0..<40 {
        #expect(isNear(aligned[x, y], design[x, y], within: 1))
        #expect(isNear(aligned[50 + x, y], design[x, y], within: 1))
      }
    }
    #expect(shares[20 * 100 + 70] == 255 && shares[20 * 100 + 45] == 0)
    // A picture laid upon itself at each place is itself; where nothing lies it is pale.
    let overlay = OverlayPicture.render(
      query: query, design: design, geometry: try geometry([second]), panelSide: 100)
    let third = overlay.size.width - 4 - 100
    #expect(isNear(overlay[third + 20, 24], design[20, 20], within: 1))
    #expect(isNear(overlay[third + 70, 24], design[20, 20], within: 1))
    // What is no transform is passed over.
    #expect(try geometry([[[0, 0, 0], [0, 0, 0], [0, 0, 0]]]).furtherDesignToQuery.isEmpty)
  }

  @Test func `inside the outline of a place the design lies as it does there`() throws {
    let design = ramp(60, 40)
    let size = ImageSize(width: 100, height: 40)
    // The first place reaches to 60; the second lies from 40 on, and what agrees there from 45 on.
    let geometry = try #require(
      MatchGeometry(
        querySize: size, designSize: design.size, transform: identity,
        furtherTransforms: [[[1, 0, 40], [0, 1, 0], [0, 0, 1]]],
        queryOutlines: [
          [[0, 0], [40, 0], [40, 40], [0, 40]], [[45, 0], [100, 0], [100, 40], [45, 40]],
        ]))
    let aligned = OverlayPicture.aligned(design, geometry: geometry, size: size).picture
    #expect(isNear(aligned[42, 20], design[42, 20], within: 1))
    #expect(isNear(aligned[50, 20], design[10, 20], within: 1))
    #expect(isNear(aligned[90, 20], design[50, 20], within: 1))
  }

  @Test func `copies of another size are drawn in the coordinates of the files`() throws {
    let small = ramp(50, 50)
    let size = ImageSize(width: 1000, height: 1000)
    let geometry = try #require(
      MatchGeometry(
        querySize: size, designSize: size, transform: [[1, 0, 500], [0, 1, 0], [0, 0, 1]]))
    #expect(geometry.queryOutlines.map { $0.signedArea.rounded() } == [500_000])
    let (aligned, shares) = OverlayPicture.aligned(small, geometry: geometry, size: small.size)
    #expect(shares[10 * 50 + 24] == 0)
    #expect(shares[10 * 50 + 25] == 255)
    #expect(isNear(aligned[25, 10], small[0, 10], within: 1))
  }

  @Test func `with nothing that agrees the third panel is pale`() {
    let picture = ramp(40, 40)
    let overlay = OverlayPicture.render(
      query: picture, design: picture, geometry: nil, panelSide: 40)
    #expect(isNear(overlay[4 + 20, 4 + 20], picture[20, 20], within: 1))
    #expect(overlay[92 + 20, 4 + 20].blue > 180)
  }

  @Test(
    arguments: [
      [], [[1, 0, 0], [0, 1, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]],
      [[1, 0, 0], [0, 1, 0], [0, 0, .nan]], [[1, 0, 9e6], [0, 1, 0], [0, 0, 1]],
    ] as [[[Double]]])
  func `a transform that lays nothing onto the query gives no geometry`(rows: [[Double]]) {
    let size = ImageSize(width: 30, height: 30)
    #expect(MatchGeometry(querySize: size, designSize: size, transform: rows) == nil)
  }

  @Test func `outlines that are no polygons are left out`() throws {
    let size = ImageSize(width: 30, height: 30)
    let geometry = try #require(
      MatchGeometry(
        querySize: size, designSize: size, transform: identity,
        queryOutlines: [
          [[1, 1], [2, 2]], [[0, 0], [.infinity, 0], [0, 9]], [[0], [1], [2]],
        ]))
    #expect(geometry.queryOutlines.map(\.signedArea) == [900])
  }
}
