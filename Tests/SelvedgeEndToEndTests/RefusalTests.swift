// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

/// What is refused before anything is written that could not be taken back.
@Suite struct RefusalTests {
  private let long = String(repeating: "织", count: 2001)

  private func reviewed() throws -> LoggedRegistry {
    let registry = try LoggedRegistry(count: 2)
    let outcome = try registry.run("review", try registry.picture(1, "q.png"))
    try #require(outcome.status == 2, "\(outcome.problems)")
    return registry
  }

  @Test func `what only receipts take is refused for a review`() throws {
    let registry = try reviewed()
    let report = try registry.folder.write(
      Array(try registry.run("reviews", "1", "--format", "json").output.utf8), to: "report.json")
    let picture = registry.folder.path("q.png")
    for given in [
      ["--file", picture], ["--key", registry.path + "/log.vkey"], ["--root", picture],
      ["--file", picture, "--opening", picture],
    ] {
      for review in ["1", report] {
        let outcome = try registry.run(["verify", review] + given)
        #expect(outcome.status == 64, "\(given)")
        #expect(outcome.output.isEmpty, "\(given)")
        #expect(
          outcome.problems.contains("--file, --opening, --key and --root are for receipts"),
          "\(given): \(outcome.problems)")
        #expect(outcome.problems.contains("Usage: selvedge verify "), "\(outcome.problems)")
      }
    }
    #expect(try registry.run("verify", "1").status == 0)
  }

  @Test func `an export takes no options for rows, and the usage is that of import`() throws {
    let registry = try LoggedRegistry(count: 1)
    let export = registry.folder.path("export")
    try #require(try registry.run("export", export).status == 0)
    let outcome = try SelvedgeProcess.run(
      [
        "import", export, "--results", registry.folder.path("x.csv"), "--registry",
        registry.folder.path("other"),
      ])
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.problems.hasPrefix("Error: --results and --receipts are for the rows of a"))
    #expect(outcome.problems.contains("Usage: selvedge import "), "\(outcome.problems)")
  }

  @Test func `texts that would be logged for ever have a limit on the command line too`() throws {
    let registry = try reviewed()
    let (design, picture) = (try registry.designs()[0], registry.folder.path("q.png"))
    let size = try registry.run("log", "checkpoint").lines[1]
    let finding = ["finding", "1", "--outcome", "rejected", "--by"]
    for (arguments, name) in [
      (finding + ["Chen", "--note", long], "note of the finding"),
      (finding + [long], "name of who made the finding"),
      (["withdraw", design, "--reason", long], "reason of the withdrawal"),
      (["review", picture, "--claimed-holder", long], "claimed holder"),
      (["review", picture, "--claimed-date", "2020;" + long], "note of a date"),
    ] as [([String], String)] {
      let outcome = try registry.run(arguments)
      #expect(outcome.status == 64, "\(name)")
      #expect(outcome.output.isEmpty, "\(name)")
      #expect(
        outcome.problems.contains(
          "the \(name) has 2001 characters; 2000 are allowed [invalidRequest]"),
        "\(outcome.problems)")
    }
    #expect(try registry.run("log", "checkpoint").lines[1] == size)
    let fitting = String(long.dropLast())
    #expect(try registry.run(finding + [fitting, "--note", fitting]).status == 0)
    #expect(try registry.run("withdraw", design, "--reason", fitting).status == 0)
  }

  @Test func `a row whose text is too long is a fault of the manifest`() throws {
    let registry = try LoggedRegistry(count: 1)
    _ = try registry.picture(60, "row.png")
    let manifest = try registry.folder.write(
      Array("file,title\nrow.png,\(long)\n".utf8), to: "long.csv")
    let outcome = try registry.run("import", manifest)
    #expect(outcome.status == 65)
    #expect(
      outcome.problems.contains(
        "the title has 2001 characters; 2000 are allowed [invalidManifest]"),
      "\(outcome.problems)")
    #expect(try registry.designs().count == 1)
  }

  @Test(arguments: [">/dev/full", ">&-"])
  func `a key that could not be shown is called back`(way: String) throws {
    let registry = try LoggedRegistry(count: 1)
    let outcome = try SelvedgeProcess.shell(
      "exec \"$0\" keys create --name Office --role vendor --registry \"$1\" \(way)",
      [registry.path])
    #expect(outcome.status == 73)
    let listed = try registry.run("keys", "list")
    #expect(listed.lines.count == 1 && listed.output.contains("called back"), "\(listed.output)")
  }

  @Test func `a registry that is read-only takes no finding and no withdrawal`() throws {
    let registry = try reviewed()
    let design = try registry.designs()[0]
    for (arguments, words) in [
      (["finding", "1", "--outcome", "rejected", "--by", "Chen"], "no finding can be recorded"),
      (["withdraw", design, "--reason", "sold"], "no design can be withdrawn"),
    ] {
      let outcome = try SelvedgeProcess.shell(
        SelvedgeProcess.plainly + """
          chmod -R a-w "$1" && export SELVEDGE_REGISTRY="$1" && shift && plainly "$0" "$@"
          status=$?
          chmod -R u+w "$SELVEDGE_REGISTRY"
          exit $status
          """, [registry.path] + arguments)
      #expect(outcome.status == 73)
      #expect(
        outcome.problems == """
          selvedge: error: \(registry.path): the registry's folder is read-only, so that it can be \
          read and no more: \(words) in it [outputNotWritable]

          """)
    }
  }

  @Test func `a manifest that is not there makes no registry`() throws {
    let folder = try TemporaryFolder()
    let outcome = try SelvedgeProcess.run(
      ["register", "--manifest", folder.path("nope.csv"), "--registry", folder.path("registry")])
    #expect(outcome.status == 66)
    #expect(outcome.problems.contains("nope.csv: there is no such file"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("registry")))
  }
}
