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

@Suite struct NearByCodeTests {
  private static let size = ImageSize(width: 500, height: 400)

  private static func pixels(_ seed: UInt64) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size)
  }

  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    for seed: UInt64 in 1...6 {
      _ = try desk.register(Submission(picture: Picture.png(pixels(seed), "\(seed).png")))
    }
    return desk
  }

  private static func firstAnswers(
    of desk: ReviewDesk, to views: [Picture]
  ) throws -> (firsts: [FirstAnswer], report: ReviewReport) {
    var firsts: [FirstAnswer] = []
    let report = try desk.review(views: views) { firsts.append($0) }
    return (firsts, report)
  }

  @Test func `the same picture is near, however it is turned or mirrored`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for transform in [DihedralTransform.identity, .mirror, .rotate90, .rotate180] {
      let query = Picture.png(Self.pixels(3).transformed(by: transform), "q.png")
      let (firsts, report) = try Self.firstAnswers(of: desk, to: [query])
      try #require(firsts.count == 1)
      #expect(firsts[0].near.map(\.file) == ["3.png"])
      #expect(firsts[0].near[0].distance <= MatchEngine.nearRadius)
      #expect(firsts[0].near[0].design == report.matches.first?.design)
      #expect(firsts[0].query == report.query && firsts[0].compared == report.compared)
    }
  }

  @Test func `a negative is near by its colour edges alone`() throws {
    let folder = try TemporaryFolder()
    let query = Picture.png(Self.pixels(3).negative, "q.png")
    let near = try Self.firstAnswers(of: Self.desk(in: folder), to: [query]).firsts[0].near
    #expect(near.map(\.file) == ["3.png"])
    #expect(near.first?.pdqDistance == nil && near.first?.edgeDistance ?? 256 <= 8)
  }

  @Test func `nothing is near a stranger or a picture too plain for codes`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let plain = PixelBuffer(size: Self.size, red: 90, green: 120, blue: 80)
    for pixels in [Self.pixels(40), plain] {
      let firsts = try Self.firstAnswers(of: desk, to: [Picture.png(pixels, "q.png")]).firsts
      #expect(firsts.map(\.near) == [[]])
    }
  }

  @Test func `each view has its own, and the report is the one without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let views = [2, 5].map { Picture.png(Self.pixels($0), "view \($0).png") }
    let (firsts, report) = try Self.firstAnswers(of: desk, to: views)
    #expect(firsts.map(\.query.file) == ["view 2.png", "view 5.png"])
    #expect(firsts.map { $0.near.map(\.file) } == [["2.png"], ["5.png"]])
    #expect(report.matches == (try desk.review(views: views)).matches)
  }

  @Test func `a sealed design is not named`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let sealed = Picture.png(Self.pixels(9), "sealed.png")
    _ = try desk.seal(Submission(picture: sealed)) { _ in }
    let (firsts, report) = try Self.firstAnswers(of: desk, to: [sealed])
    #expect(firsts.map(\.near) == [[]])
    #expect(report.sealedMatches?.count == 1)
  }

  /// As many are named as a code proposes, four.
  @Test func `sealed designs do not hide an open one that is less near`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let pixels = Self.pixels(9)
    _ = try desk.register(Submission(picture: Picture.png(pixels.negative, "open.png")))
    for lift in 1...4 as ClosedRange<UInt8> {
      let samples = pixels.samples.map { $0 < 128 ? $0 + lift : $0 }
      let copy = PixelBuffer(size: pixels.size, samples: samples)
      _ = try desk.seal(Submission(picture: Picture.png(copy, "sealed.png"))) { _ in }
    }
    let near = try Self.firstAnswers(of: desk, to: [Picture.png(pixels, "q.png")]).firsts[0].near
    #expect(near.map(\.file) == ["open.png"])
  }
}
