// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import PerceptualHashing
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct InstanceTests {
  private static let size = ImageSize(width: 400, height: 320)
  private static let design = DrawnPicture.shapes(seed: 31, size: size)

  /// A picture of another drawing with the design laid into it at some places.
  private static func collage(
    _ places: [(x: Int, y: Int, transform: DihedralTransform)], size: ImageSize
  ) -> PixelBuffer {
    var collage = DrawnPicture.shapes(seed: 77, size: size)
    for place in places {
      let laid = design.transformed(by: place.transform)
      for y in 0..<laid.size.height {
        for x in 0..<laid.size.width { collage[place.x + x, place.y + y] = laid[x, y] }
      }
    }
    return collage
  }

  /// The design small and again and again, four columns of three; every second column may start lower.
  private static func cloth(unit: ImageSize, drop: Int) -> PixelBuffer {
    let factor = Float(size.width) / Float(unit.width)
    let small = design.sampled(size: unit) { (x: $0 * factor, y: $1 * factor) }
    var cloth = PixelBuffer(
      size: ImageSize(width: unit.width * 4, height: unit.height * 3), red: 255, green: 255,
      blue: 255)
    for y in 0..<cloth.size.height {
      for x in 0..<cloth.size.width {
        cloth[x, y] = small[x % unit.width, (y + x / unit.width % 2 * drop) % unit.height]
      }
    }
    return cloth
  }

  private static func match(_ query: PixelBuffer) throws -> MatchSummary {
    try ReviewDesk.compare(Picture.png(query, "query.png"), Picture.png(design, "design.png")).match
  }

  /// Where the middle of the design lies by a transform.
  private static func middle(_ transform: [[Double]]) -> (x: Double, y: Double) {
    let (x, y) = (Double(size.width) / 2, Double(size.height) / 2)
    let w = transform[2][0] * x + transform[2][1] * y + transform[2][2]
    return (
      (transform[0][0] * x + transform[0][1] * y + transform[0][2]) / w,
      (transform[1][0] * x + transform[1][1] * y + transform[1][2]) / w
    )
  }

  @Test func `a design laid into a picture three times is found at three places`() throws {
    let query = Self.collage(
      [(60, 40, .identity), (540, 60, .mirror), (300, 430, .rotate180)],
      size: ImageSize(width: 1000, height: 800))
    let match = try Self.match(query)
    let further = try #require(match.furtherInstances)
    #expect(match.flagged && further.count == 2)
    let middles = ([match.transform] + further.map(\.transform)).map(Self.middle)
    for expected in [(x: 260.0, y: 200.0), (x: 740, y: 220), (x: 500, y: 590)] {
      #expect(
        middles.count { abs($0.x - expected.x) < 8 && abs($0.y - expected.y) < 8 } == 1,
        "\(expected) in \(middles)")
    }
    let mirrored = [match.relations.contains("mirrored")] + further.map(\.isMirrored)
    #expect(mirrored.count { $0 } == 1)
    // Three times 400 x 320 of 1000 x 800 pixels, but for squares along the sides.
    #expect(match.queryCoverage > 0.36 && match.queryCoverage < 0.50)
    #expect(further.allSatisfy { $0.queryCoverage > 0.12 && $0.queryCoverage < 0.17 })
    #expect(match.queryOutline?.count == 3 && match.designOutline?.count == 3)
  }

  @Test func `a unit repeated four by three fills the picture`() throws {
    let match = try Self.match(Self.cloth(unit: ImageSize(width: 250, height: 200), drop: 0))
    #expect((match.furtherInstances?.count ?? 0) >= 10)
    #expect(match.queryCoverage > 0.85)
    #expect(match.relations.contains("containsDesign"))
  }

  // Dropped by half a unit, two columns have two units and two halves.
  @Test(arguments: [(130, 104, 0, 12), (150, 120, 60, 14), (180, 144, 72, 14)])
  func `small and in other colours, it is found wherever it lies`(
    width: Int, height: Int, drop: Int, places: Int
  ) throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    _ = try desk.register(Submission(picture: Picture.png(Self.design, "design.png")))
    let cloth = Self.cloth(unit: ImageSize(width: width, height: height), drop: drop).negative
    func match(method: Int) throws -> MatchSummary {
      try #require(
        try desk.answer(
          Picture.png(cloth, "cloth.png"), limit: 5, claim: nil, method: method
        ).report.matches.first)
    }
    let now = try match(method: ReviewDesk.method)
    #expect(now.furtherInstances?.count == places - 1 && now.queryCoverage > 0.85)
    // Each had to be flagged by itself.
    let formerly = try match(method: 5)
    #expect(formerly.flagged && (formerly.furtherInstances?.count ?? 0) < places - 1)
  }

  @Test func `a design that is there once is found once`() throws {
    let pictures = [
      Self.design, Self.design.negative, Self.design.transformed(by: .mirror),
      Self.design.cropped(x: 30, y: 20, size: ImageSize(width: 300, height: 220)),
      Self.collage([(60, 40, .identity)], size: ImageSize(width: 800, height: 600)),
    ]
    for picture in pictures {
      let match = try Self.match(picture)
      #expect(match.flagged && match.furtherInstances == nil)
    }
  }

  @Test func `a repeat laid on itself a period aside is no further place`() throws {
    var cloth = PixelBuffer(
      size: ImageSize(width: 800, height: 640), red: 255, green: 255, blue: 255)
    for y in 0..<640 {
      for x in 0..<800 { cloth[x, y] = Self.design[x % 200, y % 160] }
    }
    let dark = PixelBuffer(size: cloth.size, samples: cloth.samples.map { $0 / 4 * 3 })
    let own = try ReviewDesk.compare(
      Picture.png(dark, "dark.png"), Picture.png(cloth, "cloth.png")
    ).match
    #expect(own.flagged && own.furtherInstances == nil)
  }

  @Test func `a kept review says where the design lies, and is made again so`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    _ = try desk.register(Submission(picture: Picture.png(Self.design, "design.png")))
    let query = Picture.png(
      Self.collage(
        [(20, 20, .identity), (450, 30, .identity)], size: ImageSize(width: 900, height: 400)),
      "query.png")
    let report = try desk.review(query, keep: true)
    #expect(report.matches.first?.furtherInstances?.count == 1)
    #expect(try desk.rerun(report.review ?? "").differences == [])
    let former = try desk.answer(query, limit: 5, claim: nil, method: 4)
    #expect(former.report.matches.first?.furtherInstances == nil)
    let kept = desk.keep([desk.stage(former.report, of: [query], formats: [former.format])])[0]
    #expect(try desk.rerun(kept.review ?? "").differences == [])
  }
}
