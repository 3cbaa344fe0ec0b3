// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import GRDB
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@Suite struct ImportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func picture(_ seed: UInt64) -> PixelBuffer {
    DrawnPicture.discs(seed: seed, size: ImageSize(width: 64, height: 64))
  }

  private func run(_ arguments: String..., registry: String = "registry") throws
    -> SelvedgeProcess.Outcome
  {
    try SelvedgeProcess.run(
      arguments, environment: ["SELVEDGE_REGISTRY": folder.path(registry)])
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  private func write(_ text: String, _ name: String) throws -> String {
    try folder.write(Array(text.utf8), to: name)
  }

  /// The table of results with ids replaced by the files that they stand for.
  private func results(_ name: String) throws -> [[String]] {
    let rows = try text(name).split(separator: "\n").map { line in
      line.split(separator: ",", maxSplits: 7, omittingEmptySubsequences: false).map(String.init)
    }
    let files = Dictionary(
      rows.filter { ["registered", "looksLike"].contains($0[2]) }.map { ($0[3], $0[1]) },
      uniquingKeysWith: { first, _ in first })
    return rows.map { row in [row[0], row[1], row[2], files[row[4]] ?? row[4], row[6]] }
  }

  @Test func `what becomes of the rows does not depend on the number of threads`() throws {
    var lines = ["file"]
    for seed in 0..<40 as Range<UInt64> {
      // Each fourth picture is the mirror image of the one before it.
      let drawn = seed % 4 == 3 ? picture(seed - 1).transformed(by: .mirror) : picture(seed)
      try folder.write(PNGEncoder.encode(drawn), to: "\(seed).png")
      lines.append("\(seed).png")
    }
    let manifest = try write(lines.joined(separator: "\n") + "\n", "threads.csv")
    for jobs in ["1", "5"] {
      let outcome = try run(
        "import", manifest, "--results", folder.path("threads\(jobs).csv"), "--jobs", jobs,
        registry: "threads\(jobs)")
      #expect(outcome.status == 2)
    }
    let found = try results("threads1.csv")
    #expect(found.filter { $0[2] == "looksLike" }.count == 10)
    #expect(try results("threads5.csv") == found)
    #expect(try text("threads5.csv") == text("threads1.csv"))
  }

  @Test func `each design's receipt is written beside, also for rows of an earlier run`() throws {
    var table = "file\n"
    for seed in 0..<3 as Range<UInt64> {
      try folder.write(PNGEncoder.encode(picture(seed + 60)), to: "r\(seed).png")
      table += "r\(seed).png\n"
    }
    let manifest = try write(table + "r0.png\nnone.png\n", "r.csv")
    let (receipts, key) = (folder.path("receipts"), folder.path("registry/log.vkey"))
    #expect(try run("import", manifest, "--receipts", receipts).status == 66)
    let names = folder.files(in: "receipts")
    #expect(names.count == 3)
    for name in names {
      let verified = try run("verify", receipts + "/" + name, "--key", key)
      #expect(verified.status == 0)
      #expect(verified.output.contains("design " + name.dropLast(".receipt".count)))
    }
    let again = try run(
      "register", folder.path("r1.png"), folder.path("r2.png"), "--receipts", folder.path("more"))
    #expect(again.status == 0)
    #expect(Set(names).isSuperset(of: folder.files(in: "more")))
    #expect(folder.files(in: "more").count == 2)
  }

  @Test func `a place where no receipt can be written is refused before the first row`() throws {
    try folder.write(PNGEncoder.encode(picture(60)), to: "r.png")
    let manifest = try write("file\nr.png\n", "r.csv")
    let file = try write("text", "file")
    for (place, words) in [
      (file, "this is there and no folder"), (folder.path("none/deep"), "cannot be made"),
      (folder.path("registry"), "this is in the folder of a registry"),
    ] {
      let outcome = try run("import", manifest, "--receipts", place)
      #expect(outcome.status == 73 && outcome.problems.contains("\(place): \(words)"), "\(place)")
      #expect(outcome.output.isEmpty)
      let registered = try run("register", folder.path("r.png"), "--receipts", place)
      #expect(registered.status == 73 && registered.output.isEmpty)
    }
    #expect(try run("list").output.isEmpty)
  }

  @Test func `every row ends as one of four, in the table and on the screen`() throws {
    try folder.write(PNGEncoder.encode(picture(1)), to: "a.png")
    try folder.write(PNGEncoder.encode(picture(2)), to: "b.png")
    try folder.write(PNGEncoder.encode(picture(1)), to: "again.png")
    try folder.write(PNGEncoder.encode(picture(2).transformed(by: .mirror)), to: "mirror.png")
    try folder.write(Array("no picture".utf8), to: "text.png")
    let manifest = try write(
      """
      file,title,holder,firstPublication
      a.png,"One, and more",Lin | Wang,2024-03;fair
      b.png,,,
      again.png,,Wang | Zhou,
      mirror.png,,,
      none.png,,,
      text.png,,,
      a.png,,,soon
      a.png,,

      """, "m.csv")
    let outcome = try run("import", manifest, "--results", folder.path("out.csv"))
    #expect(outcome.status == 66)
    #expect(
      outcome.lines.map { $0.prefix(10) } == [
        "registered", "registered", "known     ", "looks like",
      ])
    #expect(
      try results("out.csv").dropFirst() == [
        ["2", "a.png", "registered", "", ""], ["3", "b.png", "registered", "", ""],
        ["4", "again.png", "alreadyRegistered", "", ""],
        ["5", "mirror.png", "looksLike", "b.png", ""],
        ["6", "none.png", "rejected", "", "inputNotFound"],
        ["7", "text.png", "rejected", "", "unsupportedFormat"],
        ["8", "a.png", "rejected", "", "invalidManifest"],
        ["9", "a.png", "rejected", "", "invalidManifest"],
      ])
    #expect(
      outcome.problems.contains("error: row 6: none.png: there is no such file [inputNotFound]"))
    #expect(outcome.problems.contains("error: row 9: a.png: the row has 3 fields where the first"))
    #expect(
      outcome.problems.contains(
        "3 designs registered, 1 of them with a look-alike, 1 known already, "
          + "1 of them to be looked at, 4 rejected in "))
    #expect(try text("out.csv").contains("is not stored: holders"))
    #expect(outcome.lines[2].hasSuffix("is not stored: holders"))
    let shown = try run("list")
    #expect(shown.output.contains("a.png  \"One, and more\"  Lin; Wang"))

    let again = try run("import", manifest, "--results", folder.path("out.csv"))
    #expect(again.lines.allSatisfy { $0.hasPrefix("known") } && again.lines.count == 4)
    #expect(try run("register", "--manifest", manifest).lines.count == 4)
  }

  @Test func `a manifest that cannot be read registers nothing`() throws {
    try folder.write(PNGEncoder.encode(picture(1)), to: "a.png")
    for (text, words) in [
      ("name\na.png\n", "no column is named file; the first row says: name"),
      ("file,colour\na.png,red\n", "row 1 names columns that mean nothing here: \"colour\""),
      ("file\na.png\n\"b", "begins in row 3 never ends"), ("", "the file is empty"),
    ] {
      let outcome = try run("import", try write(text, "m.csv"))
      #expect(outcome.status == 65)
      #expect(outcome.problems.contains(words))
    }
    #expect(try run("import", folder.path("none.csv")).status == 66)
    #expect(try run("list").output.isEmpty)
    let manifest = try write("file\na.png\n", "m.csv")
    #expect(try run("import", manifest, "--results", manifest).status == 73)
    #expect(try run("register").status == 64)
    #expect(try run("register", "--manifest", manifest, "--title", "x").status == 64)
  }

  @Test func `an import killed at twenty moments ends as one that was never stopped`() throws {
    var table = "file,title\n"
    for number in 0..<220 {
      // Some bytes come twice, some pictures are mirrored copies, some files are missing.
      let copied = number % 9 == 4
      let made = picture(UInt64(copied ? number - 3 : number))
      if number % 17 != 5 {
        try folder.write(
          PNGEncoder.encode(copied && number % 2 == 0 ? made.transformed(by: .mirror) : made),
          to: "p/\(number).png")
      }
      table += "p/\(number).png,Design \(number)\n"
    }
    let manifest = try write(table, "m.csv")
    let clean = try run(
      "import", manifest, "--results", folder.path("clean.csv"), "--jobs", "2", registry: "clean")
    #expect(clean.status == 66)

    var random = SplitMix64(seed: 20)
    var kills = 0
    for _ in 0..<20 {
      let outcome = try SelvedgeProcess.run(
        [
          "import", manifest, "--registry", folder.path("killed"), "--results",
          folder.path("killed.csv"), "--jobs", "2",
        ], killAfter: Double.random(in: 0.01...0.35, using: &random))
      kills += outcome.wasKilled ? 1 : 0
      if !outcome.wasKilled { break }
    }
    #expect(kills > 0)
    let last = try run(
      "import", manifest, "--results", folder.path("killed.csv"), registry: "killed")
    #expect([0, 2, 66].contains(last.status))
    if try !Self.isFinished(folder.path("killed")) { Issue.record("the last run did not end") }
    #expect(try rows(folder.path("killed")) == rows(folder.path("clean")))
    if last.problems.contains("going on after") || kills == 20 {
      #expect(try text("killed.csv") == text("clean.csv"))
    }
    #expect(folder.files(in: "killed/incoming").isEmpty)
    #expect(
      folder.files(in: "killed/originals") == folder.files(in: "clean/originals"))
  }

  private static func isFinished(_ registry: String) throws -> Bool {
    try DatabaseQueue(path: registry + "/registry.sqlite").read { database in
      try Bool.fetchOne(database, sql: "SELECT finishedAt IS NOT NULL FROM import") ?? false
    }
  }

  /// What the registry holds of the first import and its designs, times left out.
  private func rows(_ registry: String) throws -> [String] {
    try DatabaseQueue(path: registry + "/registry.sqlite").read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT place || ' ' || row || ' ' || file || ' ' || status || ' ' || ifnull(design, '')
            || ' ' || ifnull(looksLike, '') || ' ' || ifnull(score, '') || ' ' || ifnull(code, '')
            FROM importRow WHERE importNumber = 1
          UNION ALL
          SELECT number || ' ' || id || ' ' || file || ' ' || title FROM design
          UNION ALL
          SELECT designNumber || ' ' || file FROM alias
          """)
    }
  }

  @Test func `an interrupt ends an import cleanly, and the same command goes on`() throws {
    var table = "file\n"
    for number in 0..<400 {
      try folder.write(PNGEncoder.encode(picture(UInt64(number))), to: "p/\(number).png")
      table += "p/\(number).png\n"
    }
    let manifest = try write(table, "m.csv")
    let outcome = try SelvedgeProcess.shell(
      """
      "$0" import "$1" --registry "$2" --results "$3" --jobs 1 & import=$!
      while [ ! -s "$3" ]; do sleep 0.02; done
      kill -INT $import
      wait $import
      """, [manifest, folder.path("registry"), folder.path("out.csv")])
    // A shell starts its background jobs with SIGINT ignored; the program listens all the same.
    #expect(outcome.status == 130)
    #expect(outcome.problems.contains("the same command goes on from there"))
    let lines = try text("out.csv").split(separator: "\n")
    #expect(lines.count < 401)
    #expect(outcome.lines.count == lines.count - 1)
    let rest = try run("import", manifest, "--results", folder.path("out.csv"))
    #expect(rest.status == 0)
    #expect(rest.lines.count == 400 - outcome.lines.count)
    #expect(try text("out.csv").split(separator: "\n").count == 401)
    #expect(try text("out.csv").hasPrefix(lines.joined(separator: "\n")))
  }

  @Test func `a name is found however its letters are spelt in Unicode`() throws {
    // The same letter as one code point, and as a letter with an accent: files from a Mac have the second.
    let spellings = ["caf\u{E9}", "cafe\u{301}"]
    for (number, spelling) in spellings.enumerated() {
      let drawn = PNGEncoder.encode(picture(UInt64(number + 80)))
      try folder.write(drawn, to: "n\(number)/\(spelling).png")
      let rows = "file\n\(spellings[1 - number]).png\n\(spelling).png\nnone.png\n"
      let manifest = try write(rows, "n\(number)/m.csv")
      let outcome = try run("import", manifest, "--format", "json", registry: "n\(number)/registry")
      #expect(outcome.status == 66)
      #expect(outcome.problems.contains("none.png: there is no such file"), "\(outcome.problems)")
      #expect(outcome.problems.contains("1 design registered, 1 known already, 1 rejected"))
    }
  }
}
