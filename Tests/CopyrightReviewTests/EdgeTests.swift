// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

/// What is said of pictures whose shape, size or repeat makes it hard to say.
@Suite struct EdgeTests {
  private static func drawing(_ seed: UInt64, _ size: ImageSize) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size, count: 160)
  }

  /// The same picture a little lighter, as saving it once more may leave it.
  private static func lighter(_ picture: PixelBuffer) -> PixelBuffer {
    PixelBuffer(size: picture.size, samples: picture.samples.map { min(255, $0 &+ min($0, 3)) })
  }

  private static func match(_ query: PixelBuffer, _ design: PixelBuffer) throws -> MatchSummary {
    try ReviewDesk.compare(.png(query, "query.png"), .png(design, "design.png")).match
  }

  // Strips of 30, 15 and 6 % along the lower edge, of which none is a whole number of squares high.
  @Test(arguments: [(184, 55), (376, 56), (683, 41)], [false, true])
  func `a strip along the edge that shows something else is not covered`(
    strip: (height: Int, changed: Int), isTurned: Bool
  ) throws {
    let size = ImageSize(width: 1024, height: strip.height)
    let (design, other) = (Self.drawing(21, size), Self.drawing(78, size))
    var changed = Self.lighter(design)
    for y in strip.height - strip.changed..<strip.height {
      for x in 0..<size.width { changed[x, y] = other[x, y] }
    }
    let turn: DihedralTransform = isTurned ? .rotate90 : .identity
    let match = try Self.match(changed.transformed(by: turn), design.transformed(by: turn))
    let kept = Double(strip.height - strip.changed) / Double(strip.height)
    #expect(match.flagged)
    #expect(abs(match.queryCoverage - kept) < 0.08, "\(match.queryCoverage) for \(kept)")
    #expect(abs(match.designCoverage - kept) < 0.08, "\(match.designCoverage) for \(kept)")
  }

  // Up to 17 times as long as wide: thumbnails of 8 to 26 pixels, the units of whose sides differ by up to 2 %.
  @Test(arguments: [68, 100, 171, 205], [false, true])
  func `a tall picture is covered as a wide one is`(side: Int, isTall: Bool) throws {
    let wide = Self.drawing(21, ImageSize(width: 1024, height: side))
    let design = isTall ? wide.transformed(by: .rotate90) : wide
    let match = try Self.match(Self.lighter(design), design)
    #expect(match.flagged)
    #expect(match.queryCoverage > 0.97 && match.designCoverage > 0.97)
    #expect(!match.relations.contains("partialMotif") && !match.relations.contains("cropped"))
    // The far corner goes where it is.
    let (x, y) = (Double(design.size.width), Double(design.size.height))
    let far = (0..<2).map {
      match.transform[$0][0] * x + match.transform[$0][1] * y + match.transform[$0][2]
    }
    #expect(abs(far[0] - x) < 2 && abs(far[1] - y) < 2, "\(far)")
  }

  // Thumbnails narrower than a square: what is known is where details were matched.
  @Test(arguments: [false, true])
  func `a ribbon is covered as far as its details reach`(isTall: Bool) throws {
    let wide = Self.drawing(21, ImageSize(width: 1024, height: 48))
    let design = isTall ? wide.transformed(by: .rotate90) : wide
    let match = try Self.match(Self.lighter(design), design)
    #expect(match.flagged)
    #expect(match.queryCoverage > 0.5 && match.designCoverage > 0.5)
    #expect(match.designOutline?.first?.count == 4)
  }

  @Test func `a copy at a quarter of the size covers all of the design`() throws {
    let size = ImageSize(width: 900, height: 700)
    let design = Self.drawing(33, size)
    let small = design.sampled(size: ImageSize(width: 198, height: 154)) {
      (x: $0 * 900 / 198, y: $1 * 900 / 198)
    }
    let match = try Self.match(small, design)
    #expect(match.flagged)
    #expect(match.queryCoverage > 0.9 && match.designCoverage > 0.9)
    #expect(!match.relations.contains("partialMotif"))
  }

  @Test func `a cut of a repeat is not said to be repeated another way`() throws {
    let unit = Self.drawing(31, ImageSize(width: 160, height: 120))
    var cloth = PixelBuffer(
      size: ImageSize(width: 960, height: 720), red: 255, green: 255, blue: 255)
    for y in 0..<720 { for x in 0..<960 { cloth[x, y] = unit[x % 160, y % 120] } }
    let cut = cloth.cropped(x: 30, y: 20, size: ImageSize(width: 720, height: 560))
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path + "/registry", create: true)
    _ = try desk.register(Submission(picture: .png(cloth, "cloth.png")))
    func relations(byMethod method: Int) throws -> [String] {
      let report = try desk.answer(.png(cut, "cut.png"), limit: 5, claim: nil, method: method)
        .report
      let match = try #require(report.matches.first)
      #expect(match.flagged)
      return match.furtherInstances == nil ? match.relations : []
    }
    #expect(try !relations(byMethod: 12).contains("retiled"))
  }

  @Test func `of matches that are as strong as can be the same picture comes first`() throws {
    let design = Self.drawing(21, ImageSize(width: 600, height: 600))
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path + "/registry", create: true)
    _ = try desk.register(
      Submission(picture: .png(design.transformed(by: .rotate180), "turned.png")))
    _ = try desk.register(Submission(picture: .png(Self.lighter(design), "lighter.png")))
    _ = try desk.register(Submission(picture: .png(design, "design.png")))
    func files(byMethod method: Int) throws -> [String] {
      let asked = Picture.png(design, "again.png")
      let report = try desk.answer(asked, limit: 5, claim: nil, method: method).report
      #expect(report.matches.allSatisfy { $0.log10LikelihoodRatio == 20 })
      return report.matches.map(\.file)
    }
    #expect(try files(byMethod: 12).first == "design.png")
    // Kept reviews keep their order, that of registration.
    #expect(try files(byMethod: 11) == ["turned.png", "lighter.png", "design.png"])
  }

  @Test func `no number of a report is a negative zero`() throws {
    let design = Self.drawing(21, ImageSize(width: 600, height: 400))
    for query in [Self.lighter(design), design.transformed(by: .mirror)] {
      let text = try JSONText.encode(try Self.match(query, design))
      #expect(!text.contains("-0,") && !text.contains("-0]") && !text.contains("-0}"))
    }
  }
}
