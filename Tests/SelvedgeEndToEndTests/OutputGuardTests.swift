// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Glibc
import Testing
import _TestSupport

/// What is at a place where something is to be written, or beside it, and must not be lost.
@Suite struct OutputGuardTests {
  private let registry: LoggedRegistry
  private let folder: TemporaryFolder
  /// The manifest of one row, whose picture is not registered yet.
  private let manifest: String

  init() throws {
    registry = try LoggedRegistry(count: 1)
    folder = registry.folder
    _ = try registry.picture(8, "rows/new.png")
    manifest = try folder.write(Array("file\nnew.png\n".utf8), to: "rows/m.csv")
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: folder.path(name)))
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(name), withDestinationPath: target)
  }

  private func isLink(_ name: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path(name))) != nil
  }

  /// What was made to be renamed and is still there.
  private func parts() -> [String] { folder.files(in: "").filter { $0.hasSuffix(".part") } }

  /// Runs a script with the program as `$0`, the folder as `$1` and current folder, and the registry set.
  private func shell(_ script: String) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.shell(
      "cd \"$1\" && export SELVEDGE_REGISTRY=\"$1/registry\"\n" + script, [folder.path])
  }

  @Test func `a table of results goes where a link leads, and the link stays`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("deep"), withIntermediateDirectories: true)
    try link("out.csv", to: "deep/second")
    try link("deep/second", to: "table.csv")
    for word in ["registered", "alreadyRegistered"] {
      let outcome = try registry.run("import", manifest, "--results", folder.path("out.csv"))
      #expect(outcome.status == 0, "\(outcome.problems)")
      #expect(isLink("out.csv") && isLink("deep/second") && !isLink("deep/table.csv"))
      #expect(try text("deep/table.csv").hasPrefix("row,file,status,"))
      #expect(try text("deep/table.csv").contains("\n2,new.png,\(word),"))
    }
    try folder.write(Array("kept".utf8), to: "other.txt")
    try link("other.csv", to: "other.txt")
    let other = try registry.run("import", manifest, "--results", folder.path("other.csv"))
    #expect(other.status == 73)
    #expect(try text("other.txt") == "kept")
    #expect(parts().isEmpty)
  }

  @Test func `a table of results goes into a pipe as it is`() throws {
    let outcome = try shell(
      """
      mkfifo pipe
      timeout 60 cat pipe > got & reader=$!
      timeout 60 "$0" import rows/m.csv --results pipe
      status=$?
      test -p pipe || exit 99
      wait $reader
      exit $status
      """)
    #expect(outcome.status == 0, "\(outcome.problems)")
    #expect(try text("got").hasPrefix("row,file,status,"))
    #expect(try text("got").contains("\n2,new.png,registered,"))
    #expect(parts().isEmpty)
  }

  @Test func `a table of results goes to standard output, also when that is a file`() throws {
    let piped = try shell(
      """
      ln -s /dev/fd/1 screen
      "$0" import rows/m.csv --results screen
      """)
    #expect(piped.status == 0, "\(piped.problems)")
    #expect(piped.output.hasPrefix("row,file,status,"))
    #expect(piped.output.contains("\n2,new.png,registered,"))
    let redirected = try shell("\"$0\" import rows/m.csv --results screen > both")
    #expect(redirected.status == 0, "\(redirected.problems)")
    #expect(isLink("screen"))
    let both = try text("both")
    #expect(both.hasPrefix("row,file,status,") && both.contains("\n2,new.png,alreadyRegistered,"))
    #expect(both.contains("\nknown  "))
    #expect(parts().isEmpty)
  }

  @Test func `what stands beside a table of results stays, and nothing is left there`() throws {
    try folder.write(Array("mine".utf8), to: "a.csv.part")
    try folder.write(Array("victim".utf8), to: "victim")
    try link("b.csv.part", to: "victim")
    for name in ["a.csv", "b.csv"] {
      let outcome = try registry.run("import", manifest, "--results", folder.path(name))
      #expect(outcome.status == 0, "\(outcome.problems)")
      #expect(try text(name).contains("\n2,new.png,"))
    }
    #expect(try text("a.csv.part") == "mine" && text("victim") == "victim")
    #expect(isLink("b.csv.part"))

    // The table is begun, and then the receipts find no folder.
    let failed = try registry.run(
      "import", manifest, "--results", folder.path("c.csv"), "--receipts", folder.path("victim"))
    #expect(failed.status == 73)
    let unnamed = try shell("\"$0\" import rows/m.csv --results ''")
    #expect(unnamed.status == 73)
    #expect(unnamed.problems.contains("an empty name is no place to write to; name a file"))
    #expect(parts() == ["a.csv.part", "b.csv.part"])
    #expect(!FileManager.default.fileExists(atPath: folder.path("c.csv")))
  }

  @Test func `what a killed process left does not hinder one of the same number`() throws {
    // A program that a shell gives way to keeps the shell's number.
    let imported = try shell(
      """
      for number in 0 1; do echo left > .selvedge.$$.$number.part; done
      exec "$0" import rows/m.csv --results out.csv
      """)
    #expect(imported.status == 0, "\(imported.problems)")
    #expect(try text("out.csv").contains("\n2,new.png,registered,"))
    let counted = try shell(
      """
      for number in 0 1; do echo left > .selvedge.$$.$number.part; done
      exec "$0" stats --html out.html
      """)
    #expect(counted.status == 0, "\(counted.problems)")
    #expect(try text("out.html").hasSuffix("</html>\n"))
    for name in parts() { #expect(try text(name) == "left\n") }
  }

  @Test func `neither a table of results nor an opening goes into a registry's folder`() throws {
    try link("away.csv", to: "registry/new.csv")
    let secret = try registry.picture(9, "secret.png")
    let listed = try registry.run("list").output
    let before = try registry.bytes("registry.lock")
    for place in ["registry/registry.lock", "registry/new.csv", "away.csv"] {
      let path = folder.path(place)
      for arguments in [
        ["import", manifest, "--results", path], ["seal", secret, "--opening", path],
      ] {
        let outcome = try registry.run(arguments)
        #expect(outcome.status == 73, "\(arguments)")
        #expect(
          outcome.problems.contains("\(path): this is in the folder of a registry"),
          "\(outcome.problems)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("registry/new.csv")))
    #expect(try registry.bytes("registry.lock") == before)
    #expect(try registry.run("list").output == listed)
    #expect(parts().isEmpty)
    #expect(try registry.run("check").status == 0)
  }

  @Test func `a time stamp is not written over what is stamped or verified with`() throws {
    let document = try folder.write(Array("a contract".utf8), to: "doc.txt")
    try link("same.txt", to: "doc.txt")
    for option in ["--request", "--stamped"] {
      for place in ["doc.txt", "same.txt"] {
        let outcome = try registry.run("timestamp", document, option, folder.path(place))
        #expect(outcome.status == 73, "\(option) \(place)")
        #expect(outcome.problems.contains("this is the file that is read, and would be lost"))
      }
    }
    #expect(try text("doc.txt") == "a contract")
    let request = folder.path("q.tsq")
    #expect(try registry.run("timestamp", document, "--request", request).status == 0)
    try #require(
      try SelvedgeProcess.shell(TimestampCommandTests.authority, [folder.path]).status == 0)
    let answer = [
      "timestamp", document, "--token", folder.path("r.tsr"), "--request", request, "--root",
      folder.path("root.pem"),
    ]
    for place in ["doc.txt", "same.txt", "r.tsr", "q.tsq", "root.pem"] {
      let before = try bytes(place)
      for option in ["--out", "--stamped"] {
        let outcome = try registry.run(answer + [option, folder.path(place)])
        #expect(outcome.status == 73, "\(option) \(place)")
        #expect(try bytes(place) == before)
      }
    }
    let twice = try registry.run(
      answer + ["--out", folder.path("new"), "--stamped", folder.path("new")])
    #expect(twice.status == 73 && twice.problems.contains("two files are to be written here"))
    let written = try registry.run(
      answer + ["--out", folder.path("token"), "--stamped", folder.path("stamped")])
    #expect(written.status == 0, "\(written.problems)")
    #expect(try text("stamped") == "a contract")
  }

  @Test func `a picture from a pipe is sealed only when its opening has a name`() throws {
    let secret = try registry.picture(9, "secret.png")
    let before = try bytes("secret.png")
    let listed = try registry.run("list").output
    // A pipe of its own, beside which the opening would be put unasked.
    let unnamed = try shell(
      """
      mkfifo pipe
      timeout 60 cat secret.png > pipe & writer=$!
      timeout 60 "$0" seal pipe
      status=$?
      kill $writer
      exit $status
      """)
    #expect(unnamed.status == 64)
    #expect(unnamed.problems.contains("Name --opening FILE"), "\(unnamed.problems)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("pipe.opening")))
    #expect(try registry.run("list").output == listed)
    let named = try shell("cat secret.png | \"$0\" seal /dev/stdin --opening kept")
    #expect(named.status == 0, "\(named.problems)")
    let id = String(named.output.dropFirst(8).prefix(24))
    let revealed = try registry.run(
      "reveal", id, "--picture", secret, "--opening", folder.path("kept"))
    #expect(revealed.status == 0, "\(revealed.problems)")
    #expect(try bytes("secret.png") == before)
  }

  @Test func `a picture gives way to no page where a link leads to it`() throws {
    _ = try registry.picture(9, "only.png")
    try link("out.html", to: "only.png")
    let before = try bytes("only.png")
    for arguments in [
      ["stats", "--html", folder.path("out.html")],
      [
        "compare", folder.path("0.png"), folder.path("0.png"), "--format", "html", "--out",
        folder.path("out.html"),
      ],
    ] {
      let outcome = try registry.run(arguments)
      #expect(outcome.status == 73)
      #expect(outcome.problems.contains("a picture is there, which would be lost"))
    }
    #expect(try bytes("only.png") == before)
    // What is no picture is written through the link.
    try link("page.html", to: "page")
    for _ in 0..<2 {
      #expect(try registry.run("stats", "--html", folder.path("page.html")).status == 0)
    }
    #expect(isLink("page.html"))
    #expect(try text("page").hasSuffix("</html>\n"))
  }

  @Test func `a page and an overlay at one place are refused`() throws {
    let picture = folder.path("0.png")
    try link("leading", to: "same")
    let compare = ["compare", picture, picture, "--format", "html", "--overlay"]
    for place in ["same", "leading", "./same", "rows/../same"] {
      let outcome = try registry.run(
        compare + [folder.path("same"), "--out", folder.path(place)])
      #expect(outcome.status == 73, "\(place)")
      #expect(
        outcome.problems.contains("\(folder.path("same")): two files are to be written here"))
      #expect(!FileManager.default.fileExists(atPath: folder.path("same")))
    }
    let redirected = try shell(
      "\"$0\" compare 0.png 0.png --format html --overlay page > page")
    #expect(redirected.status == 73)
    let apart = try registry.run(
      compare + [folder.path("overlay"), "--out", folder.path("leading")])
    #expect(apart.status == 2, "\(apart.problems)")
    #expect(try text("same").hasSuffix("</html>\n"))
    // Now both are there.
    for place in ["same", "leading"] {
      let outcome = try registry.run(
        compare + [folder.path(place), "--out", folder.path("same")])
      #expect(outcome.status == 73, "\(place)")
    }
    #expect(try text("same").hasSuffix("</html>\n"))
  }

  @Test func `a name as long as names can be is written to`() throws {
    let name = String(repeating: "n", count: 250)
    let page = try registry.run("stats", "--html", folder.path(name + ".html"))
    #expect(page.status == 0, "\(page.problems)")
    #expect(try text(name + ".html").hasSuffix("</html>\n"))
    let table = try registry.run("import", manifest, "--results", folder.path("1" + name + ".csv"))
    #expect(table.status == 0, "\(table.problems)")
    #expect(try text("1" + name + ".csv").contains("\n2,new.png,registered,"))
    let longer = try registry.run("import", manifest, "--results", folder.path(name + "12.csv"))
    #expect(longer.status == 73 && longer.problems.contains("File name too long"))
    #expect(parts().isEmpty)
  }

  @Test func `nothing unfinished stands beside an output, to stay when it is killed`() throws {
    let pages = folder.path("pages")
    try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
    // Where the file system knows no files without a name, they have one while they are written.
    let nameless = open(pages, 0o20_000_000 | O_DIRECTORY | O_WRONLY, 0o600)
    guard nameless >= 0 else { return }
    close(nameless)
    let outcome = try shell(
      """
      until test -e ended; do
        for part in pages/.selvedge.*; do
          test -e "$part" && echo "$part"
        done
      done & watch=$!
      for number in 1 2 3; do
        timeout 60 "$0" review rows/new.png --no-keep --format html --out pages/$number.html
      done
      touch ended
      wait $watch
      """)
    #expect(outcome.output == "", "\(outcome.problems)")
    #expect(folder.files(in: "pages").count == 3)
    // Over a file that is there, too.
    let again = try registry.run(
      "review", folder.path("rows/new.png"), "--no-keep", "--format", "html", "--out",
      folder.path("pages/1.html"))
    #expect(again.status == 0, "\(again.problems)")
    #expect(folder.files(in: "pages").count == 3)
  }
}
