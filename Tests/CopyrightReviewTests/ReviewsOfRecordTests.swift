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
import TransparencyLog
import _TestSupport

@testable import CopyrightReview

@Suite struct ReviewsOfRecordTests {
  let folder: TemporaryFolder
  let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
  }

  private func picture(_ seed: UInt64, _ name: String) -> Picture {
    let drawn = DrawnPicture.shapes(seed: seed, size: ImageSize(width: 160, height: 120))
    return Picture.png(drawn, name)
  }

  private func register(_ seeds: Range<UInt64>) throws {
    for seed in seeds {
      _ = try desk.register(Submission(picture: picture(seed, "\(seed).png")))
    }
  }

  @Test func `an old review runs again byte for byte after more designs and a withdrawal`() throws {
    try register(0..<6)
    let reports = try [2, 50].map {
      try desk.review(picture($0, "q\($0).png"), keep: true)
    }
    #expect(reports.map(\.record?.number) == [1, 2])
    #expect(reports.allSatisfy { $0.basis?.logSize == 6 })
    try register(6..<36)
    let first = try #require(reports[0].matches.first)
    #expect(try desk.withdraw(first.design, reason: "sold").isNew)
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    for desk in [desk, other] {
      for number in ["1", "2"] {
        for threads in [1, 2] {
          #expect(try desk.rerun(number, threads: threads).differences == [])
        }
      }
    }
    let now = try desk.review(picture(2, "q2.png"))
    #expect(now.compared == 35 && !now.matches.contains { $0.design == first.design })
    #expect(try desk.design(first.design).withdrawn?.reason == "sold")
    #expect(try desk.original(of: first.design).bytes.count > 0)
  }

  @Test func `what is hidden changes an answer as if it were not there`() throws {
    try register(0..<12)
    let twelve = try #require(try desk.designs(after: nil, limit: 20).first { $0.number == 4 })
    _ = try desk.withdraw(twelve.design, reason: "x")
    let fresh = try TemporaryFolder()
    let without = try ReviewDesk.open(fresh.path("registry"), create: true)
    for seed in UInt64(0)..<12 where seed != 3 {
      _ = try without.register(Submission(picture: picture(seed, "\(seed).png")))
    }
    for seed in [3, 5, 60] as [UInt64] {
      let found = try [desk, without].map { try $0.review(picture(seed, "q.png"), limit: 12) }
      #expect(found[0].compared == 11 && found[1].compared == 11)
      #expect(found[0].matches == found[1].matches)
    }
  }

  @Test func `another process that runs leaves a withdrawn design out at once`() throws {
    try register(0..<3)
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    let report = try other.review(picture(1, "q.png"))
    let design = try #require(report.matches.first).design
    #expect(report.compared == 3)
    _ = try desk.withdraw(design, reason: "x")
    let later = try other.review(picture(1, "q.png"))
    #expect(later.compared == 2 && later.finding == .none)
    #expect(try !desk.withdraw(design, reason: "y").isNew)
    #expect(try desk.design(design).withdrawn?.reason == "x")
  }

  @Test func `a checkpoint published while a log is open is of a size that the log has`() throws {
    try register(0..<1)
    let log = try MerkleLog.open(LogPaths(registry: folder.path("registry")).log, for: .reading)
    try register(1..<2)
    let note = try desk.published(by: log)
    let size = try Checkpoint(noteText: note.text).size
    #expect(size == 2)
    #expect(try log.inclusionProof(of: 0, inTreeOf: size).path.count == 1)
    #expect(try log.consistencyProof(from: 1, to: size).path.count == 1)
    #expect(try log.receipt(for: 1, under: note).tlogProof.isEmpty == false)
  }

  @Test func `findings are added, never changed`() throws {
    try register(0..<2)
    let report = try desk.review(picture(1, "q.png"), keep: true)
    let id = try #require(report.review)
    let design = try #require(report.matches.first).design
    let first = try desk.recordFinding(
      on: "1", outcome: .rejected, design: design, by: "Chen", note: "another drawing")
    let second = try desk.recordFinding(
      on: id, outcome: .accepted, design: nil, by: "Li", note: nil)
    #expect(try desk.keptReview("1").findings == [first, second])
    #expect(try desk.rerun("1").holds)
    let error = #expect(throws: SelvedgeError.self) {
      _ = try desk.recordFinding(on: "1", outcome: .remark, design: "0", by: "Li", note: nil)
    }
    #expect(error?.code == .designNotFound)
    // Elsewhere the first digits will do, so that the message tells the rest.
    let digits = #expect(throws: SelvedgeError.self) {
      _ = try desk.recordFinding(
        on: "1", outcome: .remark, design: String(design.prefix(8)), by: "Li", note: nil)
    }
    #expect(digits?.message.contains(design) == true)
  }

  @Test func `a group is kept in order, and a review that cannot be kept says so`() throws {
    try register(0..<2)
    // Proof: reports are handed over one after the other, on this thread, which waits for the last.
    nonisolated(unsafe) var told: [ReviewReport] = []
    desk.review(
      count: 9, jobs: 2, limit: 3, claim: nil, keep: true,
      picture: { place throws(SelvedgeError) in picture(UInt64(place), "\(place).png") }
    ) { place, result in
      if let report = try? result.get() { told.append(report) }
      return told.count == place + 1
    }
    #expect(told.map(\.record?.number) == Array(1...9))
    #expect(folder.files(in: "registry/queries").count == 9)
    try FileManager.default.removeItem(atPath: folder.path("registry/log.key"))
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    let report = try other.review(picture(1, "q.png"), keep: true)
    #expect(report.finding == .lookAlike && report.review == nil && report.record == nil)
    #expect(report.notKept?.contains("log.key") == true)
    // What is left belongs to the desks that are open.
    #expect(
      folder.files(in: "registry/incoming-queries").allSatisfy { $0.hasSuffix(".session") })
  }

  @Test func `what a damaged original hides is told, and is no fault of a report`() throws {
    try register(0..<3)
    let drawn = DrawnPicture.shapes(seed: 1, size: ImageSize(width: 160, height: 120))
    let mirrored = Picture.png(drawn.transformed(by: .mirror), "q.png")
    let report = try desk.review(mirrored, keep: true)
    let match = try #require(report.matches.first)
    #expect(match.flagged && match.colourTable != nil)
    let design = try desk.design(match.design)
    let place = "registry/originals/\(design.sha256.prefix(2))/\(design.sha256.dropFirst(2)).png"
    try folder.write([1, 2, 3], to: place)

    // The lead stands; what it may lack is said, and so is why it is not kept.
    let now = try desk.review(mirrored, keep: true)
    #expect(now.finding == .lookAlike && now.review == nil && now.record == nil)
    let reason = "the original of design \(design.design) could not be looked at"
    #expect(now.notKept?.contains(reason) == true, "\(now.notKept ?? "")")
    #expect(desk.originalProblems.map(\.subject) == [design.design])
    #expect(try desk.review(mirrored, keep: false).notKept?.contains(reason) == true)
    let other = picture(60, "other.png")
    #expect(try desk.review(other, keep: true).record != nil)
    #expect(try desk.review(other, keep: false).notKept == nil)

    // A report is not to blame for what became of the registry since.
    let error = #expect(throws: SelvedgeError.self) { _ = try desk.rerun("1") }
    #expect(error?.code == .ioFailure)
    #expect(error?.message.contains(reason) == true)
    var forged = report
    forged.matches[0].score = 1
    let differences = try desk.rerun("1", given: forged).differences
    #expect(differences.first == "the file: matches[0].score was \(scoreText(match)) and is 1")
    #expect(differences.last?.contains(reason) == true && differences.count == 2)
  }

  @Test func `a damaged original of a design that is no lead keeps no page back`() throws {
    try register(0..<3)
    let asked = picture(1, "q.png")
    let report = try desk.review(asked)
    #expect(report.matches.map(\.flagged) == [true, false, false])
    func damage(_ match: MatchSummary) throws {
      let sha256 = try desk.design(match.design).sha256
      try folder.write(
        [1, 2, 3], to: "registry/originals/\(sha256.prefix(2))/\(sha256.dropFirst(2)).png")
    }
    try damage(report.matches[1])
    let album = try desk.album(of: report, picture: asked)
    #expect(album.matches.map { $0 == nil } == [false, true, false])
    // The page of a lead without its picture would say less than the report.
    try damage(report.matches[0])
    let error = #expect(throws: SelvedgeError.self) {
      _ = try desk.album(of: report, picture: asked)
    }
    #expect(error?.code == .ioFailure)
  }

  private func scoreText(_ match: MatchSummary) -> String {
    match.score == match.score.rounded() ? "\(Int(match.score))" : "\(match.score)"
  }
}
