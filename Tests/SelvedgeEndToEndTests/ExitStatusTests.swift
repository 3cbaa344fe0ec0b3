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

@Suite struct ExitStatusTests {
  private let folder: TemporaryFolder
  private let picture: String
  private let registry: String

  init() throws {
    folder = try TemporaryFolder()
    registry = folder.path("registry")
    let drawn = DrawnPicture.discs(seed: 77, size: ImageSize(width: 120, height: 100))
    picture = try folder.write(PNGEncoder.encode(drawn), to: "a.png")
  }

  private func run(_ arguments: String...) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.run(arguments + ["--registry", registry])
  }

  @Test(
    arguments: [
      ["nonsense"], ["review"], ["review", "a.png", "--limit", "0"], ["hash", "--format", "xml"],
      ["hash", "a.png", "--jobs", "0"], ["compare", "a.png"], ["show"], ["help", "nonsense"],
      ["help", "controls", "nonsense"], ["serve", "--anonymous", "admin"],
      ["timestamp", "a.png", "--request", "q.tsq", "--policy", "abc"],
      ["timestamp", "a.png", "--request", "q.tsq", "--policy", "1"],
      ["timestamp", "a.png", "--request", "q.tsq", "--policy", "1.2."],
      ["timestamp", "a.png", "--request", "q.tsq", "--policy", "1.40.3"],
    ])
  func `usage gives 64`(arguments: [String]) throws {
    let outcome = try SelvedgeProcess.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.problems.contains("Usage:"))
  }

  @Test(
    arguments: [
      ["--help"], ["--version"], [], ["review", "--help"], ["help"], ["help", "review"],
      ["help", "controls", "plant"], ["help", "--help"],
    ])
  func `help gives 0`(arguments: [String]) throws {
    let outcome = try SelvedgeProcess.run(arguments)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
  }

  @Test func `a name that begins with a dash is no option and no call for help`() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: picture)))
    try folder.write(bytes, to: "-hi.jpg")
    for words in [
      ["hash", "-hi.jpg"], ["hash", "a.png", "-hi.jpg"], ["hash", "--quiet", "-hi.jpg"],
    ] {
      let outcome = try SelvedgeProcess.shell(
        "cd \"$1\" && shift && exec \"$0\" \"$@\"", [folder.path] + words)
      #expect(outcome.status == 64 && outcome.output.isEmpty, "\(words)")
      #expect(outcome.problems.contains("There is no option -hi.jpg."), "\(outcome.problems)")
      #expect(outcome.problems.contains("./-hi.jpg"))
    }
    for words in [["./-hi.jpg"], ["--", "-hi.jpg"]] {
      let outcome = try SelvedgeProcess.shell(
        "cd \"$1\" && shift && exec \"$0\" hash \"$@\"", [folder.path] + words)
      #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(outcome.problems)")
    }
    #expect(try SelvedgeProcess.run(["hash", "-h"]).status == 0)
  }

  @Test func `a value below zero is refused for what it is`() throws {
    for words in [["--jobs", "-3"], ["--jobs=-3"]] {
      let outcome = try SelvedgeProcess.run(["hash", picture] + words)
      #expect(outcome.status == 64)
      #expect(outcome.problems.contains("--jobs takes 1 to 256, not -3."), "\(outcome.problems)")
    }
    let limit = try run("review", picture, "--limit", "-1")
    #expect(limit.status == 64 && !limit.problems.contains("Missing value"), "\(limit.problems)")
  }

  @Test(arguments: [
    "help", "--help", "--version", "review --help", "help controls plant", "", "log",
  ])
  func `help that cannot be written gives 73`(words: String) throws {
    let outcome = try SelvedgeProcess.shell("exec \"$0\" \(words) >/dev/full", [])
    #expect(outcome.status == 73)
    #expect(outcome.problems.contains("standard output: cannot be written"))
  }

  @Test func `what is flagged outweighs what cannot be judged`() throws {
    let plain = PixelBuffer(
      size: ImageSize(width: 64, height: 64), samples: [UInt8](repeating: 200, count: 64 * 64 * 3))
    let grey = try folder.write(PNGEncoder.encode(plain), to: "plain.png")
    #expect(try run("register", picture).status == 0)
    #expect(try run("review", grey).status == 3)
    #expect(try run("review", picture, grey).status == 2)
  }

  @Test func `what an option takes is said, and no more`() throws {
    let help = try SelvedgeProcess.run(["serve", "--help"]).output
    let anonymous = try #require(help.split(separator: "--anonymous").last?.prefix(200))
    #expect(!anonymous.contains("registrar"), "\(anonymous)")
    let policy = try SelvedgeProcess.run(
      ["timestamp", picture, "--request", folder.path("q.tsq"), "--policy", "abc"])
    #expect(policy.problems.contains("--policy takes the number of a policy, such as 1.2.3, not"))
    let sound = try SelvedgeProcess.run(
      ["timestamp", picture, "--request", folder.path("q.tsq"), "--policy", "1.3.6.1.4.1.99999.7"])
    #expect(sound.status == 0)
  }

  @Test func `a token that is none is refused in words of our own`() throws {
    let text = try folder.write(Array("# Not a token\n".utf8), to: "README.md")
    let root = try SelvedgeProcess.shell(
      """
      openssl req -x509 -nodes -newkey rsa:2048 -keyout "$1/k.pem" -out "$1/root.pem" -subj /CN=r
      """, [folder.path])
    try #require(root.status == 0)
    let outcome = try SelvedgeProcess.run(
      ["timestamp", picture, "--token", text, "--root", folder.path("root.pem")])
    #expect(outcome.status == 65)
    #expect(
      outcome.problems == """
        selvedge: error: \(text): this is no RFC 3161 time stamp: it is not DER, the form of .tsr \
        and .tsq files [notVerified]

        """)
  }

  @Test func `a claim of a date in the future is refused, and nothing is kept`() throws {
    #expect(try run("register", picture).status == 0)
    let outcome = try run("review", picture, "--claimed-date", "9999")
    #expect(outcome.status == 64)
    #expect(outcome.problems.contains("--claimed-date: the claimedCreation date 9999 lies in the"))
    #expect(outcome.output.isEmpty)
    #expect(try run("reviews").output.isEmpty)
  }

  @Test func `bad data gives 65, says where it ends, and outweighs a finding`() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: picture)))
    let cut = try folder.write(Array(bytes.prefix(bytes.count / 2)), to: "cut.png")
    #expect(try run("register", picture).status == 0)
    let outcome = try run("review", picture, cut)
    #expect(outcome.status == 65)
    #expect(outcome.output.contains("Look-alike found"))
    #expect(outcome.problems.hasPrefix("selvedge: error: \(cut): PNG ends after "))
    #expect(outcome.problems.hasSuffix("[undecodableImage]\n"))
  }

  @Test func `what is not there gives 66`() throws {
    #expect(try run("review", folder.path("none.png")).status == 66)
    #expect(try run("register", folder.path("none")).status == 66)
    #expect(try run("show", "0123456789ab").status == 66)
    let missing = try SelvedgeProcess.run(["list", "--registry", folder.path("nowhere")])
    #expect(missing.status == 66)
    #expect(missing.problems.contains("there is no registry here"))
  }

  @Test func `a file whose name is not UTF-8 is named, not passed over`() throws {
    let made = try SelvedgeProcess.shell(
      """
      mkdir "$1" && cp "$2" "$1/a.png" && cp "$2" "$1/$(printf '\\302\\307.png')"
      """, [folder.path("gbk"), picture])
    #expect(made.status == 0, "\(made.problems)")
    let outcome = try run("register", folder.path("gbk"))
    #expect(outcome.status == 66)
    #expect(outcome.problems.contains("its name is not UTF-8"))
    #expect(outcome.output.contains("a.png"))
    for command in ["register", "review"] {
      let named = try SelvedgeProcess.shell(
        """
        "$0" "$1" "$2/$(printf '\\302\\307.png')" --registry "$3"
        """, [command, folder.path("gbk"), registry])
      #expect(named.status == 66)
      #expect(named.problems.contains("there is no such file; if there is, its name is not UTF-8"))
    }
  }

  @Test func `a folder that is no export is no manifest either`() throws {
    let outcome = try run("import", folder.path)
    #expect(outcome.status == 66)
    #expect(outcome.problems.contains("this is a folder, and none that selvedge export made"))
  }

  @Test func `threads that cannot be are refused`() throws {
    for jobs in ["0", "3"] { #expect(try run("verify", "1", "--jobs", jobs).status == 64) }
  }

  @Test func `a folder where a picture is wanted gives 74`() throws {
    let outcome = try SelvedgeProcess.run(["hash", folder.path])
    #expect(outcome.status == 74)
    #expect(outcome.problems.contains("this is a folder; name a file"))
  }

  @Test func `a registry that cannot be made gives 73`() throws {
    let outcome = try SelvedgeProcess.run(["register", picture, "--registry", picture + "/below"])
    #expect(outcome.status == 73)
    #expect(outcome.problems.contains("[outputNotWritable]"))
  }

  @Test(arguments: ["exec \"$0\" hash \"$1\" >&-", "exec \"$0\" hash \"$1\" >/dev/full"])
  func `a standard output that takes nothing gives 73`(script: String) throws {
    let outcome = try SelvedgeProcess.shell(script, [picture])
    #expect(outcome.status == 73)
    #expect(outcome.problems.contains("standard output: cannot be written"))
  }

  @Test func `a closed standard output does not harm the registry`() throws {
    let outcome = try SelvedgeProcess.shell(
      "exec \"$0\" register \"$1\" --registry \"$2\" >&- 2>&- <&-", [picture, registry])
    #expect(outcome.status == 73)
    let list = try run("list")
    #expect(list.status == 0)
    #expect(list.lines.count == 1)
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    #expect(try run("register", picture).status == 0)
    let outcome = try SelvedgeProcess.shell(
      "yes \"$1\" | head -3000 | xargs \"$0\" hash | head -1", [picture])
    #expect(outcome.lines.count == 1)
    #expect(!outcome.problems.contains("Fatal"))
  }

  @Test func `a registry that another process holds gives 75`() throws {
    #expect(try run("register", picture).status == 0)
    let held = try #require(FileHandle(forUpdatingAtPath: registry + "/registry.lock"))
    #expect(flock(held.fileDescriptor, LOCK_EX) == 0)
    let outcome = try run("review", picture)
    #expect(outcome.status == 75)
    #expect(outcome.problems.contains("another process holds the registry; try again"))
  }

  @Test func `a registry from a newer version gives 78`() throws {
    #expect(try run("register", picture).status == 0)
    let database = try DatabaseQueue(path: registry + "/registry.sqlite")
    try database.write { connection in
      try connection.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99: later')")
    }
    let outcome = try run("review", picture)
    #expect(outcome.status == 78)
    #expect(outcome.problems.contains("written by a newer version of this program"))
    #expect(outcome.problems.contains(registry))
  }
}
