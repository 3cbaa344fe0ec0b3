// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@Suite struct EvaluateTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("temporary"), withIntermediateDirectories: true)
    for (seed, name) in ["designs/a.png", "designs/b.png", "strangers/c.png"].enumerated() {
      let picture = DrawnPicture.discs(
        seed: 40 + UInt64(seed), size: ImageSize(width: 120, height: 90))
      try folder.write(PNGEncoder.encode(picture), to: name)
    }
  }

  private func run(_ arguments: String...) throws -> SelvedgeProcess.Outcome {
    let folders = [
      "--designs", folder.path("designs"), "--strangers", folder.path("strangers"),
    ]
    return try SelvedgeProcess.run(
      ["evaluate"] + folders + arguments, environment: ["TMPDIR": folder.path("temporary")])
  }

  @Test func `a table is printed, and nothing is left behind but what was asked for`() throws {
    let outcome = try run(
      "--attacks", "jpeg10", "--attacks", "noise", "--keep", folder.path("kept"))
    #expect(outcome.status == 0)
    #expect(outcome.problems.isEmpty)
    #expect(
      outcome.lines.contains("copies      4 by 2 attacks, seed 1, at most 1200 pixels a side"))
    #expect(outcome.lines.contains { $0.hasPrefix("codec ") })
    #expect(
      outcome.output.contains("strangers accused: 0 of 1 (at most 0.9500 with 95 % confidence)"))
    #expect(folder.files(in: "kept").count == 6)
    #expect(folder.files(in: "").count == 9)
    let rest = try FileManager.default.contentsOfDirectory(atPath: folder.path("temporary"))
    #expect(rest == [])
  }

  @Test func `copies of paths that differ in a slash alone are kept apart`() throws {
    for (seed, name) in ["designs/x/a.png", "designs/x-a.png", "designs/x%2Fa.png"].enumerated() {
      let picture = DrawnPicture.discs(
        seed: 60 + UInt64(seed), size: ImageSize(width: 120, height: 90))
      try folder.write(PNGEncoder.encode(picture), to: name)
    }
    #expect(try run("--attacks", "jpeg10", "--keep", folder.path("kept")).status == 0)
    #expect(folder.files(in: "kept/queries").count == 5)
    let truth = try String(contentsOfFile: folder.path("kept/truth.tsv"), encoding: .utf8)
    let names = truth.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(Set(names).count == names.count && names.count == 6)
  }

  @Test func `what an earlier run kept is not mixed with another's`() throws {
    let kept = folder.path("kept")
    #expect(try run("--attacks", "jpeg10", "--keep", kept).status == 0)
    let before = folder.files(in: "kept")
    let again = try run("--attacks", "crop", "--keep", kept)
    #expect(again.status == 73)
    #expect(again.problems.contains("\(kept): this is there already and not an empty folder"))
    #expect(folder.files(in: "kept") == before)
  }

  @Test func `a page with plots has the numbers of the table`() throws {
    let path = folder.path("page.html")
    let outcome = try run("--attacks", "jpeg10,noise", "--html", path)
    #expect(outcome.status == 0 && outcome.lines.contains { $0.hasPrefix("codec ") })
    let page = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    for text in [
      "Tippett plot", "Tippett 图", "Recall by attack", "2 designs registered, 2 of them copied",
      "into 4 copies; 1 stranger", "0.0 % (0 / 1); at most 95.0 %", "jpeg10", "noise",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test func `json is one object, and the seed decides the copies`() throws {
    func report(_ seed: String) throws -> [String: Any] {
      let outcome = try run("--attacks", "crop", "--seed", seed, "--format", "json")
      #expect(outcome.status == 0)
      var report = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      report["medianMilliseconds"] = nil
      report["milliseconds95"] = nil
      return report
    }
    let first = try report("5")
    #expect(first["seed"] as? Int == 5)
    #expect((first["copies"] as? [String: Any])?["name"] as? String == "all")
    #expect(first as NSDictionary == (try report("5")) as NSDictionary)
    #expect(first as NSDictionary != (try report("6")) as NSDictionary)
  }

  @Test func `what cannot be done is said`() throws {
    let unknown = try run("--attacks", "crop,melt")
    #expect(unknown.status == 64)
    #expect(unknown.problems.contains("there is no attack or family “melt”"))
    #expect(try run("--per-design", "0").status == 64)
    let missing = try run("--distractors", folder.path("none"))
    #expect(missing.status == 66)
    try folder.write(Array("text".utf8), to: "empty/readme.txt")
    let empty = try run("--distractors", folder.path("empty"))
    #expect(empty.status == 64)
    #expect(empty.problems.contains("there is no PNG or JPEG file in it"))
  }
}
