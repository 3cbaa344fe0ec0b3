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

@Suite struct CommandLineTests {
  private let folder: TemporaryFolder
  private let registry: String

  init() throws {
    folder = try TemporaryFolder()
    registry = folder.path("registry")
  }

  private func discs(_ seed: UInt64) -> PixelBuffer {
    DrawnPicture.discs(seed: seed, size: ImageSize(width: 120, height: 100))
  }

  @discardableResult
  private func write(_ seed: UInt64, _ name: String) throws -> String {
    try folder.write(PNGEncoder.encode(discs(seed)), to: name)
  }

  private func run(_ arguments: String...) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.run(arguments, environment: ["SELVEDGE_REGISTRY": registry])
  }

  @Test func `designs are registered, found, shown, listed and counted`() throws {
    try write(1, "designs/b.png")
    try write(2, "designs/a.png")
    try write(3, "designs/more/c.png")
    try write(1, "designs/z-again.png")
    try folder.write(Array("notes".utf8), to: "designs/readme.txt")

    let registered = try run("register", folder.path("designs"))
    #expect(registered.status == 0)
    #expect(
      registered.lines.map { $0.replacing(folder.path, with: "") }.map { line in
        line.split(separator: " ").filter { $0.count != 24 }.joined(separator: " ")
      } == [
        "registered /designs/a.png", "registered /designs/b.png",
        "registered /designs/more/c.png", "known /designs/z-again.png same bytes as b.png",
      ])
    #expect(registered.problems.contains("3 designs registered, 1 known already in "))
    #expect(registered.problems.contains("1 file that is neither PNG nor JPEG was skipped"))

    let copy = try folder.write(
      PNGEncoder.encode(discs(2).transformed(by: .mirror)), to: "copy.png")
    let review = try run("review", copy)
    #expect(review.status == 2)
    #expect(review.output.contains("Look-alike found: 1 of 3 designs. A lead for reference"))
    #expect(review.output.contains("a.png  mirrored"))
    #expect(review.problems.isEmpty)

    let listed = try run("list")
    #expect(listed.status == 0)
    #expect(listed.lines.map { $0.suffix(5) } == ["a.png", "b.png", "c.png"])
    let id = String(try #require(listed.lines.first).prefix(24))
    let shown = try run("show", String(id.prefix(8)))
    #expect(shown.status == 0)
    #expect(shown.lines.first == "design        \(id)")
    #expect(try run("stats").output.contains("designs      3\n"))
    #expect(try run("trace", copy).output.contains("Possible origin"))
  }

  @Test func `ndjson answers stand in the order of the arguments, problems among them`() throws {
    let good = try write(1, "good.png")
    let bad = try folder.write(Array("neither".utf8), to: "bad.png")
    let outcome = try run(
      "review", good, bad, folder.path("none.jpg"), good, "--format", "ndjson", "--quiet")
    #expect(outcome.status == 66)
    #expect(outcome.lines.count == 4)
    let objects = try outcome.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let files = objects.map { ($0["query"] as? [String: Any])?["file"] as? String }
    #expect(files == [good, bad, folder.path("none.jpg"), good])
    let codes = objects.map { ($0["problem"] as? [String: Any])?["code"] as? String }
    #expect(codes == [nil, "unsupportedFormat", "inputNotFound", nil])
    #expect(objects[0]["compared"] as? Int == 0)
    #expect(
      outcome.problems == """
        selvedge: error: \(bad): the file is neither PNG nor JPEG: it begins with \
        6e 65 69 74 68 65 72 [unsupportedFormat]
        selvedge: error: \(folder.path("none.jpg")): there is no such file [inputNotFound]

        """)
  }

  @Test func `a picture that cannot be read has its problem in the output of trace and compare`()
    throws
  {
    let good = try write(1, "good.png")
    let bad = try folder.write(Array("neither".utf8), to: "bad.png")
    let none = folder.path("none.png")
    let compare = ["compare", good, bad], trace = ["trace", bad, "--registry", registry]
    for (arguments, file, code) in [
      (trace, bad, "unsupportedFormat"), (compare, bad, "unsupportedFormat"),
      (["trace", none, "--registry", registry], none, "inputNotFound"),
      (["compare", none, good], none, "inputNotFound"),
    ] {
      for format in ["json", "ndjson"] {
        let outcome = try SelvedgeProcess.run(arguments + ["--format", format])
        #expect(outcome.status == (code == "inputNotFound" ? 66 : 65))
        #expect(outcome.problems.hasPrefix("selvedge: error: \(file): "))
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((object["query"] as? [String: Any])?["file"] as? String == file)
        #expect((object["problem"] as? [String: Any])?["code"] as? String == code)
      }
      #expect(try SelvedgeProcess.run(arguments).output.isEmpty)
    }
  }

  @Test func `json is one array for many and one object for one`() throws {
    let path = try write(1, "a.png")
    let array = try run("hash", path, path, "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(array.output.utf8)) is [[String: Any]])
    let object = try run("compare", path, path, "--format", "json")
    #expect(object.status == 2)
    #expect(try JSONSerialization.jsonObject(with: Data(object.output.utf8)) is [String: Any])
    _ = try run("register", path)
    let empty = try run("list", "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(empty.output.utf8)) is [[String: Any]])
  }

  @Test func `a hash line is the hash, the quality and the path`() throws {
    let paths = try (0..<6).map { try write(UInt64($0), "\($0).png") }
    let outcome = try SelvedgeProcess.run(["hash"] + paths)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 6)
    for (line, path) in zip(outcome.lines, paths) {
      let fields = line.split(separator: " ", maxSplits: 2).map(String.init)
      #expect(fields[0].count == 64)
      #expect(fields[0].allSatisfy { $0.isHexDigit && !$0.isUppercase })
      #expect((0...100).contains(Int(fields[1]) ?? -1))
      #expect(fields[2] == path)
    }
    #expect(!FileManager.default.fileExists(atPath: registry))
  }

  @Test func `a plain picture cannot be judged`() throws {
    let plain = try folder.write(
      PNGEncoder.encode(
        PixelBuffer(size: ImageSize(width: 60, height: 60), red: 1, green: 2, blue: 3)),
      to: "plain.png")
    let review = try run("review", plain)
    #expect(review.status == 3)
    #expect(review.output.contains("Cannot judge: the picture has too little structure"))
    let register = try run("register", plain)
    #expect(register.status == 65)
    #expect(register.problems.contains("[featurelessImage]"))
  }

  @Test func `an empty registry says that there is nothing to compare with`() throws {
    let picture = try write(1, "a.png")
    let words = "Nothing to compare with: the registry holds no design that can be compared."
    let review = try run("review", picture)
    #expect(review.status == 0)
    #expect(review.output.contains(words))
    let registered = try run("register", picture).lines[0].split(separator: " ")
    #expect(try run("withdraw", String(registered[1]), "--reason", "sold").status == 0)
    #expect(try run("review", picture).output.contains(words))
  }

  @Test func `the registry inside a folder is not registered`() throws {
    try write(1, "shop/a.png")
    let inside = folder.path("shop/selvedge-registry")
    for expected in ["1 design registered", "0 designs registered, 1 known already"] {
      let outcome = try SelvedgeProcess.run(
        ["register", folder.path("shop"), "--registry", inside])
      #expect(outcome.status == 0)
      #expect(outcome.problems.contains(expected))
    }
  }

  @Test func `other registries, backups and exports in a folder are passed over, and that is said`()
    throws
  {
    try write(1, "shop/a.png")
    try write(2, "b.png")
    let other = folder.path("shop/deep/other")
    let made = try SelvedgeProcess.shell(
      """
      mkdir "$1/shop/deep" && "$0" register "$1/b.png" --registry "$2" &&
        "$0" review "$1/b.png" --registry "$2"; "$0" backup "$1/shop/backup" --registry "$2" &&
        "$0" export "$1/shop/export" --registry "$2"
      """, [folder.path, other])
    try #require(made.status == 0, "\(made.problems)")
    let outcome = try run("register", folder.path("shop"))
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 1 && outcome.output.contains("/shop/a.png"), "\(outcome.output)")
    for name in ["shop/deep/other", "shop/backup", "shop/export"] {
      #expect(
        outcome.problems.contains(
          "\(folder.path(name)): this is a registry, a backup or an export, and was passed over"))
    }
    let itself = try run("register", folder.path("shop/backup"))
    #expect(itself.status == 0 && itself.problems.contains("was passed over"))
    // Who names the pictures of a backup means them.
    let named = try run("register", folder.path("shop/backup/originals"))
    #expect(named.output.hasPrefix("registered"), "\(named.output)")
  }

  @Test func `links in a folder that lead to no file are counted`() throws {
    try write(1, "shop/a.png")
    try write(2, "elsewhere/b.png")
    let linked = try SelvedgeProcess.shell(
      """
      cd "$1/shop" && ln -s ../elsewhere/b.png file.png && ln -s ../elsewhere folder &&
        ln -s nowhere.png dangling.png && mkfifo pipe
      """, [folder.path])
    try #require(linked.status == 0)
    let outcome = try run("register", folder.path("shop"))
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2 && outcome.output.contains("/shop/file.png"))
    #expect(outcome.problems.contains("2 links that lead to a folder or nowhere were skipped"))
    #expect(outcome.problems.contains("1 file that is neither PNG nor JPEG was skipped"))
    let quiet = try run("register", folder.path("shop"), "--quiet")
    #expect(quiet.problems.isEmpty)
  }

  @Test func `a name with control characters cannot break a line`() throws {
    let path = try write(1, "two\nlines\u{1B}.png")
    let outcome = try SelvedgeProcess.run(["hash", path])
    #expect(outcome.lines.count == 1)
    #expect(outcome.output.contains("two\\x0alines\\x1b.png"))
  }

  @Test func `two processes that register the same folder at once share the work`() throws {
    for seed in 0..<40 { try write(UInt64(seed), "designs/\(seed).png") }
    let outcome = try SelvedgeProcess.shell(
      """
      "$0" register "$1" --registry "$2" --jobs 1 & other=$!
      "$0" register "$1" --registry "$2" --jobs 1 && wait $other
      """, [folder.path("designs"), registry])
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 80)
    #expect(outcome.lines.filter { $0.hasPrefix("registered") }.count == 40)
    #expect(try run("list").lines.count == 40)
    #expect(folder.files(in: "registry/originals").count == 40)
    #expect(folder.files(in: "registry/incoming").isEmpty)
  }
}
