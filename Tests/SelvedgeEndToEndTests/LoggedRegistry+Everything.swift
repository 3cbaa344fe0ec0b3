// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

extension LoggedRegistry {
  /// What a registry with everything in it has made besides.
  struct Everything {
    let registry: LoggedRegistry
    /// The id of a design that is sealed still, its picture and what opens it.
    let sealed: (id: String, picture: String, opening: String)
    /// The receipt of the first design.
    let receipt: String
  }

  /// Makes a registry with every kind of row, entry and file that there is.
  ///
  /// - Parameter isStamped: Whether a design gets a trusted timestamp, which takes an authority a while to be made.
  /// - Returns: The registry and what belongs to it.
  /// - Throws: An error of the issue when a command fails.
  static func withEverything(isStamped: Bool = true) throws -> Everything {
    let registry = try LoggedRegistry(count: 3)
    let folder = registry.folder
    func done(_ arguments: String..., status: Int32 = 0) throws -> SelvedgeProcess.Outcome {
      let outcome = try registry.run(arguments)
      try #require(outcome.status == status, "\(arguments): \(outcome.output)\(outcome.problems)")
      return outcome
    }
    _ = try done("register", try registry.picture(1, "another name.png"))
    _ = try done(
      "register", try registry.picture(20, "told.png"), "--title", "鹤 \"cranes\"\\", "--holder",
      "A mill", "--holder", "B mill", "--registrant", "Agent", "--registration-number", "7",
      "--source", "archive", "--notes", "two\nlines", "--date", "registration=2024-03-05;no. 7",
      "--date", "claimedCreation=2023")
    _ = try done("register", try registry.picture(21, "motif.png"), "--bank", "public-domain")
    _ = try done("controls", "plant", "--count", "1", "--seed", "1")
    _ = try registry.picture(22, "rows/row.png")
    let manifest = try folder.write(
      Array("file,title\nrow.png,Row\nnone.png,None\n".utf8), to: "rows/rows.csv")
    _ = try done("import", manifest, status: 66)
    _ = try done("review", try registry.picture(1, "q.png"), status: 2)
    _ = try done("review", try registry.picture(77, "r.png"))
    _ = try done("finding", "1", "--outcome", "rejected", "--by", "Chen", "--note", "not the same")
    let designs = try registry.designs()
    _ = try done("withdraw", designs[2], "--reason", "sold")
    var opened = ""
    for (seed, name) in [(30, "opened.png"), (31, "sealed.png")] as [(UInt64, String)] {
      let sealing = try done(
        "seal", try registry.picture(seed, name), "--title", "T", "--holder", "C mill")
      opened = opened.isEmpty ? String(sealing.output.dropFirst(8).prefix(24)) : opened
    }
    _ = try done(
      "reveal", opened, "--picture", folder.path("opened.png"), "--opening",
      folder.path("opened.png.opening"))
    if isStamped {
      _ = try done("timestamp", designs[0], "--request", folder.path("q.tsq"))
      try #require(
        try SelvedgeProcess.shell(TimestampCommandTests.authority, [folder.path]).status == 0)
      _ = try done(
        "timestamp", designs[0], "--token", folder.path("r.tsr"), "--root",
        folder.path("root.pem"), "--request", folder.path("q.tsq"))
    }
    let receipt = folder.path("receipt.json")
    _ = try done("receipt", designs[0], "--out", receipt)
    _ = try done("check")
    let last = try #require(try registry.designs().last)
    return Everything(
      registry: registry,
      sealed: (last, folder.path("sealed.png"), folder.path("sealed.png.opening")),
      receipt: receipt)
  }
}
