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

@Suite struct ChangeTests {
  private static let unit = DrawnPicture.shapes(
    seed: 31, size: ImageSize(width: 160, height: 120), count: 40)

  /// The unit in five columns and five rows; `shift` says how far each is rolled right and down.
  private static func laid(_ shift: (_ column: Int, _ row: Int) -> (Int, Int)) -> PixelBuffer {
    let (w, h) = (unit.size.width, unit.size.height)
    var cloth = PixelBuffer(
      size: ImageSize(width: w * 5, height: h * 5), red: 0, green: 0, blue: 0)
    for y in 0..<h * 5 {
      for x in 0..<w * 5 {
        let (right, down) = shift(x / w, y / h)
        cloth[x, y] = unit[((x - right) % w + w) % w, ((y - down) % h + h) % h]
      }
    }
    return cloth
  }

  private static let straight = laid { _, _ in (0, 0) }
  private static let halfDrop = laid { column, _ in (0, column % 2 * 60) }
  private static let brick = laid { _, row in (row % 2 * 80, 0) }

  @Test func `a hue turned by a third in a mirrored copy is named, with its colours`() throws {
    let design = DrawnPicture.shapes(seed: 8, size: ImageSize(width: 480, height: 400))
    var turned = design.transformed(by: .mirror)
    for pixel in 0..<turned.size.pixelCount {
      let place = pixel * 3
      let (r, g, b) = (turned.samples[place], turned.samples[place + 1], turned.samples[place + 2])
      (turned.samples[place], turned.samples[place + 1], turned.samples[place + 2]) = (g, b, r)
    }
    let report = try ReviewDesk.compare(
      Picture.png(turned, "turned.png"), Picture.png(design, "design.png"))
    #expect(report.match.relations.contains("mirrored"))
    #expect(report.match.relations.contains("recoloured"))
    let table = try #require(report.match.colourTable)
    for change in table where change.share > 0.1 {
      let (from, to) = (Array(change.from.dropFirst()), Array(change.to.dropFirst()))
      // Red became what green was, and so on.
      for (own, other) in [(2, 0), (4, 2), (0, 4)] {
        let was = try #require(Int(String(from[own..<own + 2]), radix: 16))
        let is_ = try #require(Int(String(to[other..<other + 2]), radix: 16))
        #expect(abs(was - is_) <= 12, "\(change.from) became \(change.to)")
      }
    }
    let plain = try ReviewDesk.compare(
      Picture.png(design.transformed(by: .mirror), "mirror.png"),
      Picture.png(design, "design.png"))
    #expect(!plain.match.relations.contains("recoloured"))
    #expect(plain.match.colourTable?.contains { $0.isChanged == true } == false)
  }

  @Test func `a repeat that is laid another way is named with both ways and the unit`() throws {
    func change(_ query: PixelBuffer, of design: PixelBuffer) throws -> MatchSummary {
      try ReviewDesk.compare(
        Picture.png(query, "query.png"), Picture.png(design, "design.png")
      ).match
    }
    for (query, design, from, to) in [
      (
        Self.halfDrop, Self.straight, RepeatChange.Arrangement.straight,
        RepeatChange.Arrangement.halfDrop
      ),
      (Self.brick, Self.straight, .straight, .brick),
      (Self.straight, Self.halfDrop, .halfDrop, .straight),
    ] {
      let match = try change(query, of: design)
      let found = try #require(match.repeatChange, "\(from) to \(to)")
      #expect(found.from == from && found.to == to)
      #expect(abs(found.unit[0] - 160) < 8 && abs(found.unit[1] - 120) < 8, "\(found.unit)")
      #expect(match.relations.contains("retiled"))
    }
    let moved = Self.laid { _, _ in (37, 51) }
    #expect(
      try change(moved, of: Self.straight).repeatChange == nil, "the cut moved, not the repeat")
    #expect(
      try change(Self.straight.transformed(by: .rotate90), of: Self.straight).repeatChange == nil)
  }

  @Test func `what was named is named again when a review is made again`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    _ = try desk.register(Submission(picture: Picture.png(Self.straight, "straight.png")))
    let report = try desk.review(Picture.png(Self.halfDrop, "dropped.png"), keep: true)
    let match = try #require(report.matches.first)
    #expect(match.repeatChange?.to == .halfDrop)
    #expect(report.text().contains("repeat: straight repeat became half-drop repeat"))
    #expect(try desk.rerun(report.review ?? "").differences == [])
  }
}
