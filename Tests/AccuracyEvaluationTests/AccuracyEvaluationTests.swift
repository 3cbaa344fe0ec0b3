// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyEvaluation
import CopyAttacks
import CopyrightReview
import Foundation
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@Suite struct AccuracyEvaluationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func pictures(_ names: [String], seed: UInt64) throws -> [EvaluationPicture] {
    try names.enumerated().map { place, name in
      let picture = DrawnPicture.discs(
        seed: seed + UInt64(place), size: ImageSize(width: 160, height: 120))
      return EvaluationPicture(
        path: try folder.write(PNGEncoder.encode(picture), to: "\(seed)/\(name)"), name: name)
    }
  }

  private func plan(jobs: Int = 2) throws -> EvaluationPlan {
    EvaluationPlan(
      designs: try pictures(["a/1.png", "a/2.png", "b/3.png"], seed: 100),
      distractors: try pictures(["4.png", "5.png"], seed: 200),
      strangers: try pictures(["6.png", "7.png", "8.png", "9.png"], seed: 300),
      attacks: try CopyAttack.selected(by: ["jpeg10", "mirror", "noise", "embed"]).get(),
      jobs: jobs)
  }

  private let setting = EvaluationSetting(
    designs: "D", distractors: "X", strangers: "S", date: "2026-01-31", machine: "a machine")

  private func run(
    _ plan: EvaluationPlan, problem: (SelvedgeError) -> Void = { Issue.record("\($0)") }
  ) throws -> EvaluationReport {
    var report = try #require(
      try AccuracyEvaluation.run(plan, setting: setting) { _, _, _ in
        true
      } problem: {
        problem($0)
      })
    report.medianMilliseconds = 0
    report.milliseconds95 = 0
    return report
  }

  @Test func `every copy and stranger is counted where it belongs`() throws {
    let report = try run(try plan())
    #expect(report.copiedDesigns == 3)
    #expect(report.registeredDesigns == 5)
    #expect(report.attacks.map(\.name) == ["jpeg10", "noise", "mirror", "embed"])
    #expect(report.attacks.map(\.flagged.total) == [3, 3, 3, 3])
    #expect(report.families.map(\.name) == ["codec", "symmetry", "overlay"])
    #expect(report.families.map(\.flagged.total) == [6, 3, 3])
    #expect(report.kinds.map(\.name) == ["a", "b"])
    #expect(report.kinds.map(\.flagged.total) == [8, 4])
    #expect(report.copies.flagged.total == 12)
    #expect(report.strangers.accused.total == 4)
    #expect(report.strangers.accused.count == 0)
    #expect(report.strangerKinds.isEmpty)
    #expect(report.engine == ReviewDesk.engine)
    // Discs are told apart by any engine, and are found by any when they were only saved or turned
    // over.
    #expect(report.attacks.prefix(3).map(\.foundFirst.count) == [3, 3, 3])
    #expect(report.attacks[0].flagged.count == 3)
    #expect(report.accusations.isEmpty)
    #expect(report.microAveragePrecision >= 0.75)
    #expect(report.recallBeforeFirstFalsePositive >= 0.5)
    let tippett = report.tippett.map(\.copies.count)
    #expect(tippett == tippett.sorted(by: >))
  }

  @Test func `one thread and two, and the same again, give the same report`() throws {
    let first = try run(try plan(jobs: 1))
    #expect(first == (try run(try plan(jobs: 2))))
  }

  @Test func `attacks are drawn for each design`() throws {
    var plan = try plan()
    plan.attacks = CopyAttack.all.filter { $0.family == .codec || $0.family == .symmetry }
    plan.attacksPerDesign = 2
    let report = try run(plan)
    #expect(report.copies.flagged.total == 6)
    #expect(report.attacks.map(\.flagged.total).reduce(0, +) == 6)
  }

  @Test func `kept copies come with their truth and the answers`() throws {
    var plan = try plan()
    plan.keptFolder = folder.path("kept")
    let report = try run(plan)
    #expect(folder.files(in: "kept/queries").count == 12)
    func rows(_ name: String) throws -> [[String]] {
      try String(contentsOfFile: folder.path("kept/" + name), encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }
    let truth = try rows("truth.tsv")
    #expect(truth.count == 16)
    #expect(truth.allSatisfy { $0.count == 4 })
    #expect(truth.count { $0[3] == "-" } == 4)
    let files = Set(folder.files(in: "kept/queries"))
    #expect(truth.filter { $0[3] != "-" }.allSatisfy { files.contains($0[0]) })
    let flagged = Set(try rows("results.tsv").filter { $0[3] == "1" }.map { $0[0] + " " + $0[1] })
    #expect(
      truth.count { flagged.contains($0[0] + " " + $0[3]) } == report.copies.flagged.count)
  }

  @Test func `what cannot be read takes no part and is told`() throws {
    var plan = try plan()
    let bad = EvaluationPicture(
      path: try folder.write(Array("nothing".utf8), to: "bad.png"), name: "bad.png")
    plan.designs.append(bad)
    plan.strangers.append(bad)
    var codes: [ProblemCode] = []
    let report = try run(plan) { codes.append($0.code) }
    #expect(codes == [.unsupportedFormat, .unsupportedFormat])
    #expect(report.copiedDesigns == 3)
    #expect(report.strangers.accused.total == 4)
  }

  @Test func `without a single design there is nothing to evaluate`() throws {
    var plan = try plan()
    plan.designs = []
    let empty = plan
    #expect {
      try run(empty)
    } throws: { error in
      (error as? SelvedgeError)?.code == .invalidRequest
    }
  }

  @Test(arguments: [2, 9])
  func `there is no report when it is told to stop`(after count: Int) throws {
    var calls = 0
    let report = try AccuracyEvaluation.run(try plan(), setting: setting) { _, _, _ in
      calls += 1
      return calls < count
    } problem: {
      Issue.record("\($0)")
    }
    #expect(report == nil)
    #expect(calls == count)
  }

  @Test func `the tables name data, seed, engine, day and bounds`() throws {
    let lines = try run(try plan()).lines()
    let text = lines.joined(separator: "\n")
    #expect(text.contains("date        2026-01-31"))
    #expect(text.contains("engine      \(ReviewDesk.engine)"))
    #expect(text.contains("designs     3 copied, from D; 2 more registered, from X"))
    #expect(text.contains("copies      12 by 4 attacks, seed 1, at most 1200 pixels a side"))
    #expect(text.contains("strangers accused: 0 of 4 (at most 0.5271 with 95 % confidence)"))
    #expect(lines.contains { $0.hasPrefix("  jpeg10 ") && $0.contains("0.439-1.000") })
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `the report goes through JSON and back`() throws {
    let report = try run(try plan())
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(EvaluationReport.self, from: data) == report)
  }
}
