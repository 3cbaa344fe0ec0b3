// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import ImageEncoding
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct EvidenceTests {
  private func noise(_ seed: UInt64, _ size: ImageSize) -> PixelBuffer {
    var random = SplitMix64(seed: seed)
    return PixelBuffer(
      size: size,
      samples: (0..<size.pixelCount * 3).map { _ in UInt8(truncatingIfNeeded: random.next()) })
  }

  private func match(_ file: String, flagged: Bool) -> MatchSummary {
    MatchSummary(
      design: "", file: file, score: 50, flagged: flagged, log10LikelihoodRatio: 3,
      expectedChanceMatches: 0.1, relations: [], queryCoverage: flagged ? 1 : 0,
      designCoverage: flagged ? 1 : 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
  }

  /// The area inside corners that follow each other clockwise; negative the other way round.
  private func signedArea(_ corners: [[Double]]) -> Double {
    corners.indices.reduce(0) { sum, index in
      let (from, to) = (corners[index], corners[(index + 1) % corners.count])
      return sum + (from[0] * to[1] - to[0] * from[1]) / 2
    }
  }

  @Test func `ten matches of the least compressible pictures keep to the budget`() throws {
    let size = ImageSize(width: 700, height: 650)
    let copy = PictureCopy(pixels: noise(1, size), fullSize: size)
    var maker = AlbumMaker(matchCount: 11)
    maker.query = copy
    for _ in 0..<10 { maker.add(match("a", flagged: true), design: copy) }
    maker.add(match("near", flagged: false), design: copy)
    let album = maker.finish()
    let matches = album.matches.compactMap(\.self)
    #expect(matches.count == 11)
    let images =
      matches.flatMap { [$0.design, $0.aligned] } + [album.query, album.innovation?.picture]
    let byteCount = images.compactMap(\.self).reduce(0) { $0 + $1.jpeg.count }
    #expect(byteCount <= AlbumMaker.byteBudget)
    for image in images.compactMap(\.self) {
      #expect((image.width, image.height) == (700, 650))
      #expect(try ImageDecoder(bytes: image.jpeg).header.size.longSide <= 640)
    }
    #expect(matches[10].aligned == nil)
    // All ten explain the same area; it counts once.
    #expect(album.innovation?.unexplained == 0)
    #expect(album.innovation?.areas.map(\.share) == [1] + [Double](repeating: 0, count: 9))
  }

  @Test func `a match with another view is laid over that view, and divides nothing of the query`()
  {
    let size = ImageSize(width: 70, height: 65)
    let (query, other) = (noise(1, size), noise(2, ImageSize(width: 90, height: 65)))
    var maker = AlbumMaker(matchCount: 2, viewCount: 1)
    maker.query = PictureCopy(pixels: query, fullSize: size)
    maker.add(view: PictureCopy(pixels: other, fullSize: other.size), sha256: "bb")
    for sha256 in ["bb", "cc"] {
      var asked = match("a", flagged: true)
      asked.viewSHA256 = sha256
      maker.add(asked, design: PictureCopy(pixels: query, fullSize: size))
    }
    let album = maker.finish()
    #expect(album.views.mapValues { [$0.width, $0.height] } == ["bb": [90, 65]])
    #expect(album.matches[0]?.aligned.map { [$0.width, $0.height] } == [90, 65])
    #expect(album.matches[1]?.aligned == nil)
    #expect(album.innovation?.areas.isEmpty == true && album.innovation?.unexplained == 1)
  }

  @Test func `a comparison has its pictures, and only for its own files`() throws {
    let drawn = DrawnPicture.discs(seed: 5, size: ImageSize(width: 120, height: 100))
    let first = Picture.png(drawn, "a.png")
    let second = Picture(
      name: "b.png", bytes: PNGEncoder.encode(drawn.transformed(by: .mirror)))
    let report = try ReviewDesk.compare(first, second)
    #expect(report.finding == .lookAlike)
    let album = try ReviewDesk.album(of: report, first: first, second: second)
    let pictures = try #require(album.matches.first ?? nil)
    #expect(pictures.aligned != nil)
    // Nearly the whole picture is found; the mirror turns the order of the corners around.
    let outline = try #require(pictures.queryOutlines.first)
    #expect(outline.allSatisfy { (0...120).contains($0[0]) && (0...100).contains($0[1]) })
    let own = try #require(report.match.designOutline?.first)
    #expect(abs(signedArea(outline)) > 0.95 * 120 * 100)
    #expect(abs(signedArea(own) + signedArea(outline)) < 0.02 * 120 * 100)
    let overlay = try ReviewDesk.overlay(of: report.match, first: first, second: second)
    let size = try ImageDecoder(bytes: overlay).header.size
    // Panels of 480 x 400, four times as large as the pictures, and margins of 23.
    #expect(size == ImageSize(width: 3 * 480 + 4 * 23, height: 400 + 2 * 23))
    #expect(throws: SelvedgeError.self) {
      try ReviewDesk.album(of: report, first: second, second: first)
    }
  }
}
