// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Foundation
import ImageBuffers
import MatchReporting
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct LiveControlTests {
  let folder: TemporaryFolder
  let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
    for seed in UInt64(0)..<6 {
      _ = try desk.register(Submission(picture: picture(seed, "\(seed).png")))
    }
  }

  private func picture(_ seed: UInt64, _ name: String) -> Picture {
    let drawn = DrawnPicture.shapes(seed: seed, size: ImageSize(width: 160, height: 120))
    return Picture.png(drawn, name)
  }

  private var registered: [DesignRecord] {
    get throws {
      try desk.designs(after: nil, limit: 100).filter { $0.details.bank == .registered }
    }
  }

  @Test func `planted pictures come out right, and no review names or counts a control`() throws {
    let before = try desk.review(picture(2, "q.png"))
    #expect(before.controls == nil)
    let planted = try desk.plantControls(count: 2, seed: 5)
    #expect(planted.map(\.pictures) == [5, 5])
    let all = try #require(try desk.checkControls())
    #expect(all.cameOutRight, "\(all.sentence.english)")
    #expect(
      all.searches.map(\.kind) == ControlKind.allCases + ControlKind.allCases)
    let after = try desk.review(picture(2, "q.png"), keep: true)
    #expect(after.compared == 6 && after.matches == before.matches)
    #expect(after.basis?.logSize == 18)
    let controls = try #require(after.controls)
    #expect(controls.cameOutRight && controls.planted == 10 && controls.logSize == 18)
    #expect(controls.searches.filter { $0.kind == .stranger }.count == 1)
    #expect(controls.searches.count == 2)
    #expect(after.text().contains("Live controls right: 2 of 10 searched: "))
    #expect(try desk.plantControls(count: 2, seed: 5).isEmpty)
  }

  @Test func `a kept review repeats its controls whatever is planted or withdrawn since`() throws {
    let first = try desk.plantControls(count: 1, seed: 1)
    for seed in UInt64(20)..<24 {
      _ = try desk.review(picture(seed, "q.png"), keep: true)
    }
    _ = try desk.plantControls(count: 1, seed: 2)
    _ = try desk.withdraw(first[0].design, reason: "another set")
    _ = try desk.register(Submission(picture: picture(30, "30.png")))
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    for number in 1...4 {
      #expect(try other.rerun("\(number)").differences == [])
    }
    let now = try desk.review(picture(20, "q.png"))
    #expect(now.controls?.planted == 5)
    #expect(now.controls?.searches.contains { $0.design == first[0].design } == false)
  }

  /// As a program would keep it that chooses by another rule, or searches more or fewer of them.
  @Test func `a review is made again with the controls that its report names`() throws {
    _ = try desk.plantControls(count: 2, seed: 7)
    let query = picture(70, "q.png")
    let drawn = try #require(try desk.review(query).controls).searches.map(\.number)
    let planted = try desk.registry.plantedPictures().map(\.number)
    let others = Set(planted.filter { !drawn.contains($0) }.suffix(3))
    for numbers in [others, [planted[0]], []] {
      let made = try desk.answer(query, limit: 5, claim: nil, controls: .numbered(numbers))
      let kept = desk.keep([desk.stage(made.report, of: [query], formats: [made.format])])[0]
      #expect(Set(kept.controls?.searches.map(\.number) ?? []) == numbers)
      let number = try #require(kept.record?.number)
      #expect(try desk.rerun("\(number)").differences == [])
    }
  }

  @Test func `reviews take turns, and one state of the index is searched once`() throws {
    _ = try desk.plantControls(count: 2, seed: 3)
    var numbers: Set<Int> = []
    for seed in UInt64(40)..<52 {
      let controls = try #require(try desk.review(picture(seed, "q.png")).controls)
      numbers.formUnion(controls.searches.map(\.number))
    }
    #expect(numbers.count > 4)
    let again = try desk.review(picture(40, "q.png"))
    #expect(try desk.review(picture(40, "q.png")).controls == again.controls)
  }

  /// A stranger that somebody registers, and a copy whose design is no longer found.
  @Test func `a control that comes out wrong is said first`() throws {
    _ = try desk.plantControls(count: 1, seed: 4)
    let stored = try #require(try desk.registry.plantedPictures().last)
    #expect(stored.kind == "stranger")
    let stranger = try #require(try desk.registry.queryBytes(stored.picture))
    let culprit = try desk.register(
      Submission(picture: Picture(name: "stranger.png", bytes: stranger)))
    let report = try desk.review(picture(60, "q.png"), keep: true)
    let controls = try #require(report.controls)
    #expect(!controls.cameOutRight)
    let wrong = try #require(controls.searches.first { !$0.cameOutRight })
    #expect(wrong.kind == .stranger && wrong.wronglyFlagged == [culprit.design.design])
    let lines = report.text().split(separator: "\n")
    #expect(lines[1].hasPrefix("  !! THE LIVE CONTROLS FAILED: 1 of 2 did not come out right"))
    #expect(lines[2].hasPrefix("  !! 实时对照未通过"))
    #expect(try desk.rerun("1").holds)
  }

  @Test func `a planted picture that is damaged fails the controls`() throws {
    _ = try desk.plantControls(count: 1, seed: 6)
    let stored = try desk.registry.plantedPictures()
    for file in folder.files(in: "registry/queries") {
      try Data([0]).write(to: URL(filePath: folder.path("registry/queries/" + file)))
    }
    let found = try #require(try desk.checkControls())
    #expect(found.searches.count == stored.count)
    #expect(found.searches.allSatisfy { !$0.cameOutRight && $0.problem != nil })
    #expect(try desk.review(picture(60, "q.png")).controls?.cameOutRight == false)
  }
}
