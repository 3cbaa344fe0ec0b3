// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct BackupTests {
  @Test func `a backup while others register is whole, and comes back as it was`() throws {
    let registry = try LoggedRegistry(count: 3)
    for number in 0..<40 { _ = try registry.picture(UInt64(number + 500), "many/\(number).png") }
    let backup = registry.folder.path("backup")
    let asked = try registry.picture(7, "asked.png")
    #expect([0, 2].contains(try registry.run("review", asked).status))
    let outcome = try SelvedgeProcess.shell(
      """
      "$0" register "$1" --registry "$2" --jobs 1 --quiet >/dev/null & other=$!
      "$0" backup "$3" --registry "$2" && wait $other
      """, [registry.folder.path("many"), registry.path, backup])
    #expect(outcome.status == 0, "\(outcome.problems)")
    #expect(outcome.output.hasPrefix("The backup holds: "))
    #expect(try SelvedgeProcess.run(["check", "--registry", backup]).status == 0)
    let again = try registry.run("backup", backup)
    #expect(again.status == 73)

    let restored = registry.folder.path("restored")
    #expect(try SelvedgeProcess.run(["restore", backup, "--registry", restored]).status == 0)
    #expect(try SelvedgeProcess.run(["verify", "1", "--registry", restored]).status == 0)
    let lists = try [backup, restored].map { path in
      try SelvedgeProcess.run(["list", "--format", "ndjson", "--registry", path]).output
    }
    #expect(lists[0] == lists[1])
    #expect(!lists[0].isEmpty)
    let checkpoints = try [backup, restored].map { path in
      try SelvedgeProcess.run(["log", "checkpoint", "--registry", path]).output
    }
    #expect(checkpoints[0] == checkpoints[1])
    let occupied = try SelvedgeProcess.run(["restore", backup, "--registry", registry.path])
    #expect(occupied.status == 73)
    let more = try SelvedgeProcess.run(
      ["register", registry.folder.path("many"), "--registry", restored])
    #expect(more.status == 0)
    #expect(try SelvedgeProcess.run(["check", "--registry", restored]).status == 0)
  }

  @Test func `nothing is copied into what is copied, whatever links lead there`() throws {
    let registry = try LoggedRegistry(count: 1)
    let backup = registry.folder.path("backup")
    let export = registry.folder.path("export")
    #expect(try registry.run("backup", backup).status == 0)
    #expect(try registry.run("export", export).status == 0)
    let link = registry.folder.path("link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: registry.path + "/originals")
    for arguments in [
      ["backup", registry.path + "/copy"], ["export", registry.path + "/a/../copy"],
      ["backup", link + "/copy"], ["restore", backup, "--registry", backup + "/registry"],
      ["import", export, "--registry", export + "/registry"],
    ] {
      let outcome = try registry.run(arguments)
      #expect(outcome.status == 73, "\(arguments): \(outcome.problems)")
      #expect(outcome.problems.contains("inside of"), "\(outcome.problems)")
    }
    #expect(try registry.run("check").problems.isEmpty)
    #expect(try SelvedgeProcess.run(["check", "--registry", backup]).status == 0)
    #expect(try registry.run("backup", registry.path + "-copy").status == 0)
  }

  // `timeout` sends its signal to the program and right after to its group: twice.
  @Test(arguments: ["INT", "TERM"], [1, 2])
  func `a signal leaves nothing of what a backup, its restoring or an export began`(
    signal: String, count: Int
  ) throws {
    let registry = try LoggedRegistry(count: 60)
    let backup = registry.folder.path("whole")
    try #require(try registry.run("backup", backup).status == 0)
    let commands = [
      ["backup", "TARGET", "--registry", registry.path],
      ["restore", backup, "--registry", "TARGET"],
      ["export", "TARGET", "--registry", registry.path],
    ]
    for command in commands {
      // The signal may come when everything is done; then it is tried again.
      var outcome: SelvedgeProcess.Outcome?
      for attempt in 0..<20 where outcome?.status ?? 0 == 0 {
        let target = registry.folder.path("\(command[0])\(attempt)")
        outcome = try SelvedgeProcess.shell(
          """
          target="$1" signal="$2" count="$3"; shift 3
          "$0" "$@" & made=$!
          while kill -0 $made && ! ls -d "$target".*.part; do sleep 0.002; done >&2 2>/dev/null
          kill -$signal $made
          if [ $count = 2 ]; then kill -$signal $made; fi
          wait $made
          """, [target, signal, "\(count)"] + command.map { $0 == "TARGET" ? target : $0 })
      }
      #expect(outcome?.status == (signal == "INT" ? 130 : 143), "\(command[0])")
      let names = try FileManager.default.contentsOfDirectory(atPath: registry.folder.path)
      #expect(!names.contains { $0.hasSuffix(".part") }, "\(names)")
    }
  }

  @Test func `the folder of a backup may be there, empty, and end with a slash`() throws {
    let registry = try LoggedRegistry(count: 2)
    let backup = registry.folder.path("backup")
    try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: false)
    let made = try registry.run("backup", backup + "/")
    #expect(made.status == 0, "\(made.problems)")
    let restored = registry.folder.path("restored")
    let outcome = try SelvedgeProcess.run(["restore", backup + "/", "--registry", restored + "//"])
    #expect(outcome.status == 0, "\(outcome.problems)")
    #expect(try SelvedgeProcess.run(["check", "--registry", restored]).status == 0)
  }

  @Test func `a damaged original is not backed up, and a damaged backup not restored`() throws {
    let registry = try LoggedRegistry(count: 2)
    let original = try #require(registry.folder.files(in: "registry/originals").first)
    let backup = registry.folder.path("backup")
    try registry.withFlippedBit(in: "originals/" + original, at: 40) {
      let outcome = try registry.run("backup", backup)
      #expect(outcome.status == 65)
      #expect(outcome.problems.contains(original))
    }
    #expect(!FileManager.default.fileExists(atPath: backup))
    #expect(try registry.run("backup", backup, "--link").status == 0)
    let entries = backup + "/log/entries.log"
    var bytes = Array(try Data(contentsOf: URL(filePath: entries)))
    bytes[60] ^= 1
    try Data(bytes).write(to: URL(filePath: entries))
    let restored = registry.folder.path("restored")
    let outcome = try SelvedgeProcess.run(["restore", backup, "--registry", restored])
    #expect(outcome.status == 65)
    #expect(outcome.problems.contains("entries.log"))
    #expect(!FileManager.default.fileExists(atPath: restored))
    let names = try FileManager.default.contentsOfDirectory(atPath: registry.folder.path)
    #expect(!names.contains { $0.hasSuffix(".part") })
  }
}
