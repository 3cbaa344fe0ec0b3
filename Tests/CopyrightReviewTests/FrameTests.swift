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

@Suite struct FrameTests {
  private static let size = ImageSize(width: 420, height: 330)
  private static let design = DrawnPicture.shapes(seed: 21, size: size)

  /// A picture on a page of one colour.
  private func page(
    _ picture: PixelBuffer, on size: ImageSize, left: Int, top: Int
  ) -> PixelBuffer {
    var page = PixelBuffer(size: size, red: 246, green: 246, blue: 246)
    for y in 0..<picture.size.height {
      for x in 0..<picture.size.width { page[left + x, top + y] = picture[x, y] }
    }
    return page
  }

  private func desk(_ folder: TemporaryFolder) throws -> ReviewDesk {
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    _ = try desk.register(Submission(picture: Picture.png(Self.design, "design.png")))
    return desk
  }

  @Test
  func `what is inside a frame is looked up beside the whole, and told in pixels of the file`()
    throws
  {
    let folder = try TemporaryFolder()
    let desk = try desk(folder)
    let screen = page(Self.design, on: ImageSize(width: 600, height: 900), left: 90, top: 260)
    let report = try desk.review(Picture.png(screen, "screen.png"), keep: true)
    let cut = try #require(report.query.cut)
    #expect(abs(cut.left - 90) <= 1 && abs(cut.top - 260) <= 1)
    #expect(abs(cut.width - 420) <= 2 && abs(cut.height - 330) <= 2)
    #expect(cut.kind == .margin)
    let match = try #require(report.matches.first)
    #expect(match.flagged && match.isWithinCut == true)
    // The whole picture proper is the design: its share is that of the cut, not of the page.
    #expect(match.queryCoverage > 0.9)
    // The transform takes the design's corners to where they were drawn on the page.
    for (x, y) in [(0.0, 0.0), (420.0, 0.0), (0.0, 330.0), (420.0, 330.0)] {
      let t = match.transform
      let w = t[2][0] * x + t[2][1] * y + t[2][2]
      #expect(abs((t[0][0] * x + t[0][1] * y + t[0][2]) / w - (90 + x)) < 3)
      #expect(abs((t[1][0] * x + t[1][1] * y + t[1][2]) / w - (260 + y)) < 3)
    }
    for corner in match.queryOutline?.first ?? [] {
      #expect(88...512 ~= corner[0] && 258...592 ~= corner[1])
    }
    #expect(report.text().contains("Cut: plain margins") && report.text().contains("裁边"))
    #expect(try desk.rerun(report.review ?? "").differences == [])
  }

  @Test func `a comparison cuts the first picture, too`() throws {
    let screen = page(Self.design, on: ImageSize(width: 500, height: 800), left: 40, top: 60)
    let report = try ReviewDesk.compare(
      Picture.png(screen, "screen.png"), Picture.png(Self.design, "design.png"))
    #expect(report.first.cut != nil && report.second.cut == nil)
    #expect(report.finding == .lookAlike && report.match.isWithinCut == true)
  }

  @Test func `a review that was kept before frames were looked for is made again as it was`() throws
  {
    let folder = try TemporaryFolder()
    let desk = try desk(folder)
    let screen = Picture.png(
      page(Self.design, on: ImageSize(width: 600, height: 900), left: 90, top: 260), "screen.png")
    let made = try desk.answer(screen, limit: 5, claim: nil, method: 1)
    #expect(made.report.query.cut == nil && made.report.basis?.method == nil)
    let kept = desk.keep([desk.stage(made.report, of: [screen], formats: [made.format])])[0]
    #expect(try desk.rerun(kept.review ?? "").differences == [])
    let now = try desk.review(screen, keep: true)
    #expect(now.basis?.method == ReviewDesk.method && now.query.cut != nil)
    #expect(try desk.rerun(now.review ?? "").differences == [])
  }

  @Test func `a review of method 3 is made again by the calibration of that time`() throws {
    let folder = try TemporaryFolder()
    let desk = try desk(folder)
    let cut = Picture.png(
      Self.design.cropped(x: 40, y: 50, size: ImageSize(width: 90, height: 80)), "cut.png")
    let made = try desk.answer(cut, limit: 5, claim: nil, method: 3)
    // The digest that the last program of method 3 wrote into its reports.
    #expect(
      made.report.basis?.calibrationSHA256
        == "3b78c55ae1b0d1db2e78dbcfb5997fc15e09eced5446123938979248cd061308")
    #expect(made.report.basis?.threshold == 4.2)
    #expect(made.report.matches.allSatisfy { $0.closerMeasurements?.colourBits == nil })
    let kept = desk.keep([desk.stage(made.report, of: [cut], formats: [made.format])])[0]
    #expect(try desk.rerun(kept.review ?? "").differences == [])
    #expect(try desk.review(cut).basis?.threshold == 4.1)
  }

  @Test func `nothing found in a picture that is mostly frame is no answer`() throws {
    let folder = try TemporaryFolder()
    let desk = try desk(folder)
    let small = DrawnPicture.shapes(seed: 77, size: ImageSize(width: 150, height: 120))
    let stranger = Picture.png(
      page(small, on: ImageSize(width: 700, height: 700), left: 30, top: 400), "page.png")
    let report = try desk.review(stranger, keep: true)
    #expect(report.finding == .cannotJudge && report.reasonCode == .mostlyFrame)
    #expect(report.reason?.contains("mostly frame") == true)
    #expect(report.query.condition?.doubts.contains(.mostlyFrame) == true)
    #expect(try desk.rerun(report.review ?? "").differences == [])
    // The same picture proper on a page that it fills is judged.
    let filled = Picture.png(
      page(small, on: ImageSize(width: 170, height: 140), left: 10, top: 10), "filled.png")
    #expect(try desk.review(filled).finding == .none)
  }

  /// Where a transform takes a point.
  private func apply(_ t: [[Double]], _ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let w = t[2][0] * x + t[2][1] * y + t[2][2]
    return ((t[0][0] * x + t[0][1] * y + t[0][2]) / w, (t[1][0] * x + t[1][1] * y + t[1][2]) / w)
  }

  @Test func `of two pictures, it does not matter which one has the frame`() throws {
    let plain = Picture.png(Self.design, "plain.png")
    let screen = Picture.png(
      page(Self.design, on: ImageSize(width: 600, height: 900), left: 90, top: 260), "screen.png")
    let forth = try ReviewDesk.compare(screen, plain)
    let back = try ReviewDesk.compare(plain, screen)
    #expect(forth.first.cut != nil && forth.second.cut == nil)
    #expect(back.first.cut == nil && back.second.cut == forth.first.cut)
    #expect(forth.finding == .lookAlike && back.finding == .lookAlike)
    #expect(forth.match.isWithinCut == true && forth.match.isWithinDesignCut == nil)
    #expect(back.match.isWithinCut == nil && back.match.isWithinDesignCut == true)
    #expect(forth.match.queryCoverage > 0.9 && back.match.designCoverage > 0.9)
    // One map takes the drawing to where it was drawn on the page, the other one takes it back.
    for (x, y) in [(0.0, 0.0), (420.0, 0.0), (0.0, 330.0), (420.0, 330.0)] {
      let there = apply(forth.match.transform, x, y)
      #expect(abs(there.x - 90 - x) < 3 && abs(there.y - 260 - y) < 3)
      let home = apply(back.match.transform, x + 90, y + 260)
      #expect(abs(home.x - x) < 3 && abs(home.y - y) < 3)
    }
    // The outline in the second picture lies inside its cut.
    let cut = try #require(back.second.cut)
    let corners = try #require(back.match.designOutline).joined()
    #expect(!corners.isEmpty)
    for corner in corners {
      #expect(corner[0] >= Double(cut.left) - 0.1 && corner[1] >= Double(cut.top) - 0.1)
      #expect(corner[0] <= Double(cut.left + cut.width) + 0.1)
      #expect(corner[1] <= Double(cut.top + cut.height) + 0.1)
    }
    #expect(back.text().contains("screen.png: Cut: plain margins"))
    #expect(back.text().contains("of the design inside its cut"))
    // Both in frames: the drawings are compared.
    let mount = Picture.png(
      page(Self.design, on: ImageSize(width: 800, height: 560), left: 200, top: 120), "mount.png")
    let both = try ReviewDesk.compare(screen, mount)
    #expect(both.finding == .lookAlike && both.match.queryCoverage > 0.9)
    let other = Picture.png(DrawnPicture.discs(seed: 8, size: Self.size), "other.png")
    #expect(try ReviewDesk.compare(other, screen).finding == .none)
    #expect(try ReviewDesk.compare(screen, other).finding == .none)
  }

  @Test
  func `a rectangle of streamed rows is the rectangle of the picture, in bands of any height`() {
    let picture = DrawnPicture.discs(seed: 4, size: ImageSize(width: 37, height: 29))
    for area in [
      PixelRectangle(left: 0, top: 0, width: 37, height: 29),
      PixelRectangle(left: 5, top: 3, width: 20, height: 17),
      PixelRectangle(left: 36, top: 28, width: 1, height: 1),
      PixelRectangle(left: 0, top: 11, width: 37, height: 2),
    ] {
      let expected = picture.cropped(x: area.left, y: area.top, size: area.size)
      for band in [1, 2, 7, 29, 40] {
        var rows = CroppedRows(area, of: picture.size, to: Collected())
        for first in stride(from: 0, to: 29, by: band) {
          let count = min(band, 29 - first)
          let part = Array(picture.samples[first * 37 * 3..<(first + count) * 37 * 3])
          rows.consume(rows: part.span, rowCount: count)
        }
        #expect(rows.consumer.samples == expected.samples, "\(area) in bands of \(band)")
      }
    }
  }
}

/// Keeps all rows.
private struct Collected: RowConsumer {
  var samples: [UInt8] = []

  mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    rows.withUnsafeBufferPointer { samples.append(contentsOf: $0) }
  }
}
