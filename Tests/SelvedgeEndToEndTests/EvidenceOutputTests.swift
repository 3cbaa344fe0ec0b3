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

@Suite struct EvidenceOutputTests {
  private let folder: TemporaryFolder
  private let picture: String
  private let mirrored: String

  init() throws {
    folder = try TemporaryFolder()
    let drawn = DrawnPicture.discs(seed: 77, size: ImageSize(width: 120, height: 100))
    picture = try folder.write(PNGEncoder.encode(drawn), to: "designs/a.png")
    mirrored = try folder.write(
      PNGEncoder.encode(drawn.transformed(by: .mirror)), to: "<b>&.png")
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: folder.path(name))), as: UTF8.self)
  }

  @Test func `compare draws the overlay beside its answer`() throws {
    let outcome = try SelvedgeProcess.run(
      ["compare", mirrored, picture, "--overlay", folder.path("o.png")])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("The two look alike"))
    let bytes = try Data(contentsOf: URL(filePath: folder.path("o.png")))
    #expect(Array(bytes.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
    #expect(folder.files(in: "").filter { $0.hasSuffix(".part") }.isEmpty)
  }

  @Test func `no picture is lost to what is written`() throws {
    let before = try Data(contentsOf: URL(filePath: picture))
    for arguments in [
      ["compare", mirrored, picture, "--overlay", picture],
      ["compare", mirrored, picture, "--format", "html", "--out", picture],
    ] {
      let outcome = try SelvedgeProcess.run(arguments)
      #expect(outcome.status == 73)
      #expect(outcome.problems.contains("would be lost; name another file"))
    }
    #expect(try Data(contentsOf: URL(filePath: picture)) == before)
    // An overlay of before gives way to one of now.
    for _ in 0..<2 {
      let outcome = try SelvedgeProcess.run(
        ["compare", mirrored, picture, "--overlay", folder.path("o.png")])
      #expect(outcome.status == 2)
    }
  }

  @Test func `nothing in a registry's folder gives way to what is written`() throws {
    let registry = ["--registry", folder.path("registry")]
    let made = try SelvedgeProcess.run(["register", picture] + registry)
    let design = String(try #require(made.lines.first).split(separator: " ")[1])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("registry/log.vkey"))
    let before = folder.files(in: "registry")
    var metCount = 0
    for place in [
      "registry/registry.sqlite", "registry/log.key", "registry/log/entries.log", "link",
      "registry/new.html",
    ] {
      for arguments in [
        ["receipt", design, "--out", folder.path(place)] + registry,
        ["stats", "--html", folder.path(place)] + registry,
        ["review", picture, "--no-keep", "--format", "html", "--out", folder.path(place)]
          + registry,
        ["compare", mirrored, picture, "--overlay", folder.path(place)],
      ] {
        let outcome = try SelvedgeProcess.run(arguments)
        #expect(outcome.status == 73, "\(arguments)")
        #expect(
          outcome.problems.contains(
            "\(folder.path(place)): this is in the folder of a registry, whose own files would be lost"
          ))
        metCount += 1
      }
    }
    #expect(metCount == 20)
    #expect(folder.files(in: "registry") == before)
    #expect(try SelvedgeProcess.run(["check"] + registry).status == 0)
  }

  @Test func `compare and review write pages`() throws {
    let compared = try SelvedgeProcess.run(
      ["compare", mirrored, picture, "--format", "html", "--out", folder.path("c.html")])
    #expect(compared.status == 2)
    #expect(compared.output.isEmpty)
    #expect(try text("c.html").contains("&lt;b&gt;&amp;.png"))

    let registry = ["--registry", folder.path("registry")]
    #expect(try SelvedgeProcess.run(["register", picture] + registry).status == 0)
    let reviewed = try SelvedgeProcess.run(["review", mirrored, "--format", "html"] + registry)
    #expect(reviewed.status == 2)
    #expect(reviewed.output.hasPrefix("<!DOCTYPE html>"))
    #expect(reviewed.output.hasSuffix("</html>\n"))
    #expect(reviewed.output.contains("1 look-alike found among 1 design. A lead for reference."))
    #expect(!reviewed.output.contains("claimed for the picture"))
    let claimed = try SelvedgeProcess.run(
      ["review", mirrored, "--format", "html", "--claimed-date", "2025-01-02"] + registry)
    #expect(
      claimed.output.contains("claimed for the picture") && claimed.output.contains("2025-01-02"))
    #expect(claimed.output.contains("Strengthen the ownership review"))
  }

  @Test func `stats writes a page with plots beside its answer`() throws {
    let registry = ["--registry", folder.path("registry")]
    #expect(try SelvedgeProcess.run(["register", picture] + registry).status == 0)
    let counted = try SelvedgeProcess.run(["stats", "--html", folder.path("s.html")] + registry)
    #expect(counted.status == 0 && counted.output.contains("designs      1"))
    let page = try text("s.html")
    #expect(page.contains("Designs registered, by month") && page.contains("每月登记的图案"))
    #expect(!page.contains("Kept reviews by what they found"), "no review, no plot")
    let refused = try SelvedgeProcess.run(
      ["stats", "--html", folder.path("none/s.html")] + registry)
    #expect(refused.status == 73 && refused.problems.contains("[outputNotWritable]"))
  }

  @Test func `a page that cannot be written gives 73, and a page of two reviews 64`() throws {
    for option in ["--overlay", "--out"] {
      let outcome = try SelvedgeProcess.run(
        ["compare", mirrored, picture, option, folder.path("none/x")]
          + (option == "--out" ? ["--format", "html"] : []))
      #expect(outcome.status == 73)
      #expect(outcome.problems.contains("[outputNotWritable]"))
    }
    let full = try SelvedgeProcess.run(["compare", mirrored, picture, "--overlay", "/dev/full"])
    #expect(full.status == 73)
    #expect(
      try SelvedgeProcess.run(["review", picture, mirrored, "--format", "html"]).status == 64)
    #expect(try SelvedgeProcess.run(["compare", picture, mirrored, "--out", "x"]).status == 64)
  }
}
