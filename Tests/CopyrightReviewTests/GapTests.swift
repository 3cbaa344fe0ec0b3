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

@Suite struct GapTests {
  private static let size = ImageSize(width: 600, height: 600)

  private static func drawing(_ seed: UInt64) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size, count: 160)
  }

  private static let design = drawing(21)

  /// The design with another drawing in its middle: 300 x 300 of 600 x 600 pixels.
  private static let renewed: Picture = {
    var laid = design
    let other = drawing(77)
    for y in 150..<450 { for x in 150..<450 { laid[x, y] = other[x, y] } }
    return .png(laid, "renewed.png")
  }()

  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    try .holding(design, in: folder, among: drawing)
  }

  /// The area inside corners, in pixels.
  private func area(_ corners: [[Double]]) -> Double {
    abs(
      corners.indices.reduce(0) { sum, index in
        let (from, to) = (corners[index], corners[(index + 1) % corners.count])
        return sum + (from[0] * to[1] - to[0] * from[1]) / 2
      })
  }

  @Test func `what a copy shows in place of the design is not explained`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let trace = try desk.trace(Self.renewed)
    #expect(trace.sources.map(\.match.file) == ["design.png"])
    // A quarter of the picture is new; squares at its border may go either way.
    #expect((0.15...0.3).contains(trace.innovation ?? -1))
    let match = try #require(trace.sources.first?.match)
    #expect((0.7...0.85).contains(match.queryCoverage))
    #expect(trace.text().contains("something else in places; covers"))
    let gaps = try #require(match.queryGaps)
    #expect(
      gaps.allSatisfy {
        $0.allSatisfy { (100...500).contains($0[0]) && (100...500).contains($0[1]) }
      })
    #expect(abs(gaps.map(area).reduce(0, +) / 360_000 - (1 - match.queryCoverage)) < 0.02)
  }

  @Test func `what lies in the gap may be explained by another design`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    _ = try desk.register(Submission(picture: .png(Self.drawing(77), "other.png")))
    let trace = try desk.trace(Self.renewed)
    #expect(Set(trace.sources.map(\.match.file)) == ["design.png", "other.png"])
    #expect(trace.innovation ?? 1 < 0.08)
  }

  @Test func `a whole copy has no gap, and is no part of the design`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let whole = Picture.png(Self.design.transformed(by: .mirror), "whole.png")
    let match = try #require(try desk.review(whole).matches.first)
    #expect(match.queryGaps == nil)
    #expect(match.queryCoverage > 0.97 && match.designCoverage > 0.97)
    #expect(match.relations == ["mirrored"])
  }

  @Test func `kept reviews are made again with gaps and without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    try desk.expectKept(Self.renewed, byMethod: 11, finds: .lookAlike)
    try desk.expectKept(Self.renewed, byMethod: 10, finds: .lookAlike)
    let before = try desk.answer(Self.renewed, limit: 5, claim: nil, method: 10).report
    #expect(before.matches.allSatisfy { $0.queryGaps == nil })
    #expect(ReviewDesk.method == 12)
  }
}
