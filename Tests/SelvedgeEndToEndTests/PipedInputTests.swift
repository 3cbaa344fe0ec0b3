// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

/// What is read from a pipe is read once.
@Suite struct PipedInputTests {
  /// Runs the program with a file's bytes in a pipe, as `/dev/stdin`.
  private func runPiped(
    _ file: String, into registry: LoggedRegistry, _ arguments: String...
  ) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.shell(
      """
      file="$1" SELVEDGE_REGISTRY="$2" && export SELVEDGE_REGISTRY && shift 2
      cat "$file" | "$0" "$@"
      """, [file, registry.path] + arguments)
  }

  /// A registry with two reviews.
  private func reviewed() throws -> LoggedRegistry {
    let registry = try LoggedRegistry(count: 2)
    for (seed, status) in [(1, 2), (77, 0)] as [(UInt64, Int32)] {
      let outcome = try registry.run("review", try registry.picture(seed, "q\(seed).png"))
      try #require(outcome.status == status, "\(outcome.problems)")
    }
    return registry
  }

  @Test func `a checkpoint is verified from a pipe`() throws {
    let registry = try LoggedRegistry(count: 3)
    let kept = try registry.folder.write(
      Array(try registry.run("log", "checkpoint").output.utf8), to: "kept.checkpoint")
    _ = try registry.run("register", try registry.picture(40, "more.png"))
    let proof = try registry.folder.write(
      Array(try registry.run("log", "prove", "--since", "3").output.utf8), to: "proof")
    let outcome = try runPiped(kept, into: registry, "log", "verify", "--since", "/dev/stdin")
    #expect(outcome.status == 0, "\(outcome.problems)")
    #expect(outcome.output.contains("The log of 4 entries begins with that of 3"))
    let away = try runPiped(
      kept, into: registry, "log", "verify", "--since", "/dev/stdin", "--proof", proof)
    #expect(away.status == 0, "\(away.problems)")
    let none = try runPiped(proof, into: registry, "log", "verify", "--since", "/dev/stdin")
    #expect(none.status == 65 && none.problems.contains("/dev/stdin: this is no checkpoint"))
  }

  @Test func `a report and a receipt are verified from a pipe`() throws {
    let registry = try reviewed()
    for format in ["json", "ndjson"] {
      let report = try registry.folder.write(
        Array(try registry.run("reviews", "1", "--format", format).output.utf8), to: format)
      let outcome = try runPiped(report, into: registry, "verify", "/dev/stdin")
      #expect(outcome.status == 0, "\(outcome.problems)")
      #expect(outcome.output.hasPrefix("The review holds"))
    }
    let receipt = registry.folder.path("receipt.json")
    let written = try registry.run("receipt", try registry.designs()[0], "--out", receipt)
    try #require(written.status == 0, "\(written.problems)")
    let outcome = try runPiped(receipt, into: registry, "verify", "/dev/stdin")
    #expect(outcome.status == 0, "\(outcome.problems)")
    #expect(outcome.output.hasPrefix("The receipt holds"))
  }

  @Test(arguments: ["json", "ndjson"])
  func `a file of several reports is named as that`(format: String) throws {
    let registry = try reviewed()
    let pictures = ["q1.png", "q77.png"].map { registry.folder.path($0) }
    let both = try registry.run(["review"] + pictures + ["--format", format])
    let file = try registry.folder.write(Array(both.output.utf8), to: "reports")
    let outcome = try registry.run("verify", file)
    #expect(outcome.status == 65)
    #expect(
      outcome.problems == """
        selvedge: error: \(file): this file holds 2 reports; name one review by its number \
        [notVerified]

        """)
  }

  @Test func `a manifest in a pipe is refused as that, and one that is redirected is read`() throws
  {
    let registry = try LoggedRegistry(count: 1)
    let picture = try registry.picture(50, "new.png")
    let manifest = try registry.folder.write(Array("file\n\(picture)\n".utf8), to: "m.csv")
    let piped = try runPiped(manifest, into: registry, "import", "/dev/stdin")
    #expect(piped.status == 65)
    #expect(
      piped.problems == """
        selvedge: error: /dev/stdin: a manifest is read twice; give a file, not a pipe \
        [invalidManifest]

        """)
    let redirected = try SelvedgeProcess.shell(
      "\"$0\" import /dev/stdin --registry \"$1\" < \"$2\"", [registry.path, manifest])
    #expect(redirected.status == 0, "\(redirected.problems)")
    #expect(redirected.output.hasPrefix("registered"))
    #expect(try registry.designs().count == 2)
  }
}
