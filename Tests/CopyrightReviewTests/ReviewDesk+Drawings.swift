// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageEncoding
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

extension Picture {
  /// A drawing as a PNG file.
  static func png(_ drawing: PixelBuffer, _ name: String) -> Picture {
    Picture(name: name, bytes: PNGEncoder.encode(drawing))
  }
}

extension ReviewDesk {
  /// A registry of a design and four strangers.
  ///
  /// - Parameters:
  ///   - design: The design, registered as `design.png`.
  ///   - folder: Where it is made.
  ///   - stranger: Draws a stranger; asked for seeds 22 to 25.
  /// - Returns: The registry.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  static func holding(
    _ design: PixelBuffer, in folder: borrowing TemporaryFolder,
    among stranger: (_ seed: UInt64) -> PixelBuffer
  ) throws -> ReviewDesk {
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    func register(_ pixels: PixelBuffer, _ name: String) throws {
      _ = try desk.register(Submission(picture: .png(pixels, name)))
    }
    try register(design, "design.png")
    for seed: UInt64 in 22..<26 { try register(stranger(seed), "stranger \(seed).png") }
    return desk
  }

  /// What `review` and `compare` say of a copy that a review by an earlier method does not find.
  ///
  /// - Parameters:
  ///   - copy: The copy.
  ///   - design: What it was made of, the first design of the registry.
  ///   - method: The earlier method.
  /// - Returns: The match of each.
  /// - Throws: ``SelvedgeError``, or where nothing is listed.
  func matches(
    of copy: Picture, with design: PixelBuffer, missedBy method: Int
  ) throws -> [MatchSummary] {
    let before = try answer(copy, limit: 5, claim: nil, method: method).report
    #expect(before.finding == .none)
    let reviewed = try #require(try review(copy).matches.first)
    #expect(reviewed.file == "design.png")
    return [reviewed, try ReviewDesk.compare(copy, .png(design, "design.png")).match]
  }

  /// Expects that a review made by a method finds what it should, and once kept is made again as it was.
  func expectKept(_ picture: Picture, byMethod method: Int, finds finding: Finding) throws {
    let answer = try answer(picture, limit: 5, claim: nil, method: method)
    #expect(answer.report.finding == finding && answer.report.basis?.method == method)
    let kept = keep([stage(answer.report, of: [picture], formats: [answer.format])])[0]
    #expect(try rerun(kept.review ?? "").differences == [])
  }
}
