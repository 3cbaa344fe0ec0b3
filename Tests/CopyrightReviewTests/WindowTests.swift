// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchCalibration
import MatchReporting
import MatchVerification
import PerceptualHashing
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct WindowTests {
  private static let size = ImageSize(width: 900, height: 700)
  private static let design = shapes(seed: 31)
  /// The side of the pieces of ``copy``, and from one to the next.
  private static let (side, step) = (140, 200)

  private static func shapes(seed: UInt64) -> PixelBuffer {
    DrawnPicture.shapes(seed: seed, size: size, count: 400)
  }

  /// Pieces of a drawing on another one, each where it was, but turned by a number of quarters that differs from those
  /// of its neighbours: no one map lays two of them.
  private static func pieces(of drawing: PixelBuffer) -> PixelBuffer {
    var laid = shapes(seed: 99)
    var count = 0
    for top in stride(from: 10, to: size.height - step, by: step) {
      for left in stride(from: 10, to: size.width - step, by: step) {
        count += 1
        for y in 0..<side {
          for x in 0..<side {
            let far = side - 1
            let from = [(x, y), (far - y, x), (far - x, far - y), (y, far - x)][count * 3 % 4]
            laid[left + x, top + y] = drawing[left + from.0, top + from.1]
          }
        }
      }
    }
    return laid
  }

  private static let copy = Picture.png(pieces(of: design), "copy.png")

  private static func desk(in folder: borrowing TemporaryFolder) throws -> ReviewDesk {
    try .holding(design, in: folder, among: shapes)
  }

  /// In which piece of ``copy`` a place lies, with a few pixels to spare: its column and row among the pieces.
  private static func piece(_ x: Double, _ y: Double) -> [Int]? {
    let (column, row) = ((x - 10) / Double(step), (y - 10) / Double(step))
    let reach = Double(side + 10) / Double(step)
    guard column - column.rounded(.down) < reach, row - row.rounded(.down) < reach else {
      return nil
    }
    return [Int(column.rounded(.down)), Int(row.rounded(.down))]
  }

  @Test func `a design in pieces is found through a window`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for match in try desk.matches(of: Self.copy, with: Self.design, missedBy: 9) {
      #expect(match.flagged && match.isWithinWindow == true && match.file == "design.png")
      // The place is told in pixels of the whole picture: the middle of a piece comes from the middle of that piece.
      let outline = try #require(match.queryOutline?.first)
      let middle = (
        x: outline.map { $0[0] }.reduce(0, +) / Double(outline.count),
        y: outline.map { $0[1] }.reduce(0, +) / Double(outline.count)
      )
      let place = try #require(Self.piece(middle.x, middle.y))
      let piece = (x: Double(place[0] * Self.step + 80), y: Double(place[1] * Self.step + 80))
      let laid = match.transform
      let image = (
        x: laid[0][0] * piece.x + laid[0][1] * piece.y + laid[0][2],
        y: laid[1][0] * piece.x + laid[1][1] * piece.y + laid[1][2]
      )
      #expect(abs(image.x - piece.x) < 8 && abs(image.y - piece.y) < 8)
      #expect(match.queryCoverage < 0.25)
    }
  }

  @Test func `windows say the same on one thread and on two`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    let one = try desk.review(Self.copy, threads: 1)
    let two = try desk.review(Self.copy, threads: 2)
    #expect(one.matches == two.matches && one.matches.first?.isWithinWindow == true)
  }

  @Test func `strangers in pieces are strangers`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    for seed: UInt64 in 40..<46 {
      let stranger = Picture.png(Self.pieces(of: Self.shapes(seed: seed)), "stranger.png")
      #expect(try desk.review(stranger).finding == .none)
    }
  }

  @Test func `what is sure without windows is not looked for through them`() throws {
    let cut = Self.design.cropped(x: 100, y: 80, size: ImageSize(width: 300, height: 240))
    let match = try ReviewDesk.compare(
      Picture.png(cut, "cut.png"), Picture.png(Self.design, "design.png")
    ).match
    #expect(match.flagged && match.isWithinWindow == nil)
  }

  @Test func `windows are worth it between hope and certainty, and only now`() throws {
    func match(_ significance: Double) -> EngineMatch {
      EngineMatch(
        number: 1,
        observation: MatchObservation(
          significance: significance, distinctSignificance: significance, agreement: 0.4,
          comparedSquares: 100, agreeingSquares: 40), placement: nil)
    }
    let query = Self.query(Self.design)
    let now = WindowSearch(in: query)
    let before = WindowSearch(in: query, procedure: .byPartWhereverUnsure)
    let all = stride(from: 0.0, through: 200, by: 1).map(match)
    for match in all {
      let isBetween = match.log10LikelihoodRatio >= 2 && !match.isFlagged
      #expect(now.isWorthwhile(after: match) == isBetween)
      #expect(!before.isWorthwhile(after: match))
    }
    let hopeful = all.filter { now.isWorthwhile(after: $0) }
    let (weakest, strongest) = (try #require(hopeful.first), try #require(hopeful.last))
    #expect(now.isWorthwhile(after: strongest, before: weakest))
    #expect(!now.isWorthwhile(after: weakest, before: strongest))
    #expect(!now.isWorthwhile(after: strongest, before: strongest))
    #expect(all.contains { $0.isFlagged })
  }

  @Test func `of five closer looks each is a try for chance`() {
    var match = EngineMatch(number: 1, observation: MatchObservation(), placement: nil)
    let before = match.log10LikelihoodRatio
    match.lieWithinWindow()
    // The base-10 logarithm of 5.
    #expect(abs(before - match.log10LikelihoodRatio - 0.69897) < 1e-9)
    #expect(match.isWithinWindow && WindowSearch.lookLimit == 5)
  }

  @Test(arguments: [
    ImageSize(width: 900, height: 700), ImageSize(width: 1024, height: 7),
    ImageSize(width: 5, height: 1024), ImageSize(width: 1, height: 1),
  ])
  func `windows cover the picture and stay inside`(size: ImageSize) {
    let windows = WindowSearch.windows(of: size)
    #expect(windows.count == 9)
    for window in windows { #expect(window.right <= size.width && window.bottom <= size.height) }
    if size.shortSide > 20 {
      for y in 0..<size.height {
        #expect(windows.contains { $0.top <= y && y < $0.bottom })
      }
      for x in 0..<size.width {
        #expect(windows.contains { $0.left <= x && x < $0.right })
      }
    }
  }

  private static let fingerprint = Fingerprint(
    of: PictureAnalysis(pdq: PDQHasher.hash(design), picture: design))

  private static func query(_ pixels: PixelBuffer) -> QueryPicture {
    QueryPicture(of: PictureAnalysis(pdq: PDQHasher.hash(pixels), picture: pixels))
  }

  @Test func `windows too narrow to show anything find nothing`() throws {
    let strip = Self.design.cropped(x: 0, y: 100, size: ImageSize(width: 900, height: 6))
    let found = try WindowSearch(in: Self.query(strip)).strongest(
      after: EngineMatch(number: 1, observation: MatchObservation(), placement: nil),
      on: Self.fingerprint
    ) { (_: EngineMatch) throws(SelvedgeError) in nil }
    #expect(!found.isFlagged)
  }

  /// A window of the mirrored picture begins where the window of the picture ends.
  @Test(arguments: [false, true])
  func `a piece is placed in the whole picture, mirrored or not`(isMirrored: Bool) throws {
    var laid = Self.shapes(seed: 99)
    // The piece of the design at (500, 300) lies at (40, 420).
    for y in 0..<240 {
      for x in 0..<240 { laid[40 + x, 420 + y] = Self.design[500 + x, 300 + y] }
    }
    let query = Self.query(isMirrored ? laid.transformed(by: .mirror) : laid)
    let found = try WindowSearch(in: query).strongest(
      after: EngineMatch(number: 1, observation: MatchObservation(), placement: nil),
      on: Self.fingerprint
    ) { (_: EngineMatch) throws(SelvedgeError) in nil }
    let placement = try #require(found.placement)
    #expect(placement.isMirrored == isMirrored)
    let width = Self.size.width
    let map = isMirrored ? placement.map.afterMirroring(width: width) : placement.map
    for (x, y): (Float, Float) in [(90, 470), (160, 540), (230, 610)] {
      let place = map.apply(isMirrored ? Float(width - 1) - x : x, y)
      #expect(abs(place.x - (x + 460)) < 3 && abs(place.y - (y - 120)) < 3)
    }
  }

  @Test func `kept reviews are made again with windows and without`() throws {
    let folder = try TemporaryFolder()
    let desk = try Self.desk(in: folder)
    try desk.expectKept(Self.copy, byMethod: 10, finds: .lookAlike)
    try desk.expectKept(Self.copy, byMethod: 9, finds: .none)
  }
}
