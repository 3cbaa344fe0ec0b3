// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct DoubtTests {
  private let size = ImageSize(width: 400, height: 320)

  @Test func `what is found in a small picture stands, nothing found is no answer`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    // Small enough to be doubted, with as much in it as a whole design.
    let small = Picture.png(
      DrawnPicture.discs(seed: 1, size: ImageSize(width: 80, height: 44)), "small.png")
    let stranger = Picture.png(
      DrawnPicture.discs(seed: 2, size: ImageSize(width: 80, height: 44)), "stranger.png")
    #expect(try desk.review(stranger).finding == .none, "there is nothing to compare with")
    _ = try desk.register(Submission(picture: small))
    let found = try desk.review(small)
    #expect(found.finding == .lookAlike && found.reasonCode == nil)
    #expect(found.query.condition?.doubts == [.tooSmall])
    let missed = try desk.review(stranger, keep: true)
    #expect(missed.finding == .cannotJudge && missed.reasonCode == .tooSmall)
    #expect(missed.reason?.contains("too small") == true)
    #expect(missed.text().contains("图片太小") && missed.text().contains("600 pixels"))
    #expect(try desk.rerun(missed.review ?? "").differences == [])
    let compared = try ReviewDesk.compare(small, stranger)
    #expect(compared.finding == .cannotJudge && compared.reasonCode == .tooSmall)
  }

  @Test func `a plain picture has its code, a sound one no doubt`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let sound = Picture.png(DrawnPicture.discs(seed: 3, size: size), "sound.png")
    _ = try desk.register(Submission(picture: sound))
    let plain = Picture.png(PixelBuffer(size: size, red: 9, green: 99, blue: 199), "plain.png")
    #expect(try desk.review(plain).reasonCode == .tooPlain)
    let other = try desk.review(Picture.png(DrawnPicture.discs(seed: 4, size: size), "other.png"))
    #expect(other.finding == .none && other.query.condition?.doubts == [])
  }

  @Test func `the grid of a screen is remarked on, and the picture is judged`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let size = ImageSize(width: 256, height: 200)
    _ = try desk.register(
      Submission(picture: Picture.png(DrawnPicture.discs(seed: 5, size: size), "a.png")))
    var random = SplitMix64(seed: 3)
    var shot = DrawnPicture.discs(seed: 6, size: size).samples.map { 0.7 * Double($0) + 40 }
    for place in shot.indices {
      let (x, channel) = (place / 3 % size.width, place % 3)
      shot[place] += 25 * sin(2 * .pi * 0.31 * Double(x) + 1.7 * Double(channel))
      shot[place] += Double.random(in: -3...3, using: &random)
    }
    let pixels = PixelBuffer(size: size, samples: shot.map { UInt8(min(255, max(0, $0))) })
    let report = try desk.review(Picture.png(pixels, "screen.png"))
    #expect(report.query.condition?.doubts == [.moire])
    #expect(report.finding == .none && report.reasonCode == nil)
    #expect(report.text().contains("Judged all the same") && report.text().contains("屏幕网纹"))
  }

  @Test func `a report of a version that measured nothing is held against as much`() throws {
    var report = ReviewReport(
      query: QuerySummary(
        file: "a", sha256: "", pixelSHA256: "", width: 1, height: 1, pdq: "", quality: 100),
      finding: .cannotJudge, reason: "blurred", matches: [], compared: 1, engine: "1",
      elapsedMilliseconds: 1)
    report.query.condition = QueryCondition(
      shortSide: 9, sharpness: 0.1, grating: 1, doubts: [.blurred])
    report.reasonCode = .blurred
    let before = report.withoutCondition
    #expect(before.finding == .none && before.reason == nil && before.query.condition == nil)
    report.reasonCode = .tooPlain
    #expect(report.withoutCondition.finding == .cannotJudge)
  }
}
