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

@Suite struct ProvenanceCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func picture(_ seed: UInt64, _ name: String) throws -> String {
    try folder.write(
      PNGEncoder.encode(
        DrawnPicture.discs(seed: seed, size: ImageSize(width: 120, height: 100))), to: name)
  }

  private func run(_ arguments: [String]) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.run(
      arguments, environment: ["SELVEDGE_REGISTRY": folder.path("registry")])
  }

  @Test func `what is said about a design is shown again`() throws {
    let path = try picture(1, "a.png")
    let made = try run([
      "register", path, "--title", "Peony", "--holder", "Lin Mill", "--holder", "花布厂",
      "--date", "claimedCreation=2023", "--date", "firstPublication=2024-03-05;catalogue; p. 12",
      "--bank", "registered", "--registration-number", "F-1",
    ])
    #expect(made.status == 0)
    let id = String(try #require(made.lines.first).split(separator: " ")[1])
    let shown = try run(["show", id])
    let dates = shown.lines.filter { $0.hasPrefix("date") }
    #expect(dates.count == 3)
    #expect(dates[0].hasSuffix("depositedHere"))
    #expect(dates[1].hasSuffix("2024-03-05                firstPublication: catalogue; p. 12"))
    #expect(dates[2].hasSuffix("claimedCreation"))
    #expect(shown.lines.filter { $0.hasPrefix("holder") }.count == 2)
    #expect(try run(["list"]).output.contains("a.png  \"Peony\"  Lin Mill; 花布厂"))
    let listed = try run(["list", "--format", "ndjson"])
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any])
    #expect((record["dates"] as? [[String: Any]])?.count == 3)
    #expect(record["holders"] as? [String] == ["Lin Mill", "花布厂"])
  }

  @Test(arguments: [
    ("made=2024", "there is no kind of date \"made\""), ("2024", "does not say what happened"),
    ("firstSale=soon", "is not a date"), ("depositedHere=2024", "written by the registry itself"),
    ("firstSale=2023-02-29", "look at its day"),
  ]) func `a date that is none is refused with what to write`(date: String, words: String) throws {
    let outcome = try run(["register", "a.png", "--date", date])
    #expect(outcome.status == 64)
    #expect(outcome.problems.contains(words))
    #expect(outcome.output.isEmpty)
  }

  @Test func `a date that lies in the future is refused`() throws {
    let outcome = try run(["register", try picture(1, "a.png"), "--date", "firstSale=9999"])
    #expect(outcome.status == 64)
    #expect(outcome.problems.contains("firstSale date 9999 lies in the future"))
  }
}
