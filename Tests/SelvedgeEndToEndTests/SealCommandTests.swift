// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct SealCommandTests {
  @Test func `a design is sealed, backed up, receipted and revealed`() throws {
    let registry = try LoggedRegistry(count: 2)
    let picture = try registry.picture(9, "secret.png")
    let sealing = try registry.run("seal", picture, "--title", "Cranes", "--holder", "Mill A")
    #expect(sealing.status == 0 && sealing.output.hasPrefix("sealed  "), "\(sealing.problems)")
    let id = String(sealing.output.dropFirst(8).prefix(24))
    let opening = picture + ".opening"
    let mode = try FileManager.default.attributesOfItem(atPath: opening)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    // An opening is never written over.
    #expect(try registry.run("seal", picture).status == 73)

    let shown = try registry.run("show", id)
    #expect(shown.status == 0 && shown.output.contains("Mill A"))
    #expect(!shown.output.contains("Cranes") && !shown.output.contains("secret"))
    #expect(try registry.run("list").lines.contains { $0.hasPrefix(id) && $0.contains("[sealed]") })
    #expect(try registry.run("stats").output.contains("1 of them sealed"))
    let review = try registry.run("review", picture, "--format", "html")
    #expect(review.status == 2 && review.output.contains("A design that was sealed here"))
    #expect(!review.output.contains("Cranes") && !review.output.contains("Mill A"))

    let receipt = registry.folder.path("sealing.json")
    #expect(try registry.run("receipt", id, "--out", receipt).status == 0)
    #expect(try registry.run("verify", receipt).status == 0)
    #expect(try registry.run("verify", receipt, "--file", picture).status == 65)
    let opened = try registry.run("verify", receipt, "--file", picture, "--opening", opening)
    #expect(opened.status == 0, "\(opened.problems)")
    #expect(opened.output.contains("the sealed file, byte for byte"))
    let other = try registry.picture(10, "other.png")
    #expect(
      try registry.run("verify", receipt, "--file", other, "--opening", opening).status == 65)

    let backup = registry.folder.path("backup")
    #expect(try registry.run("backup", backup).status == 0)
    let revealing = try registry.run("reveal", id, "--picture", picture, "--opening", opening)
    #expect(revealing.status == 0 && revealing.output.contains("secret.png, sealed at "))
    #expect(try registry.run("reveal", id, "--picture", picture, "--opening", opening).status == 65)
    #expect(try registry.run("check").status == 0)
    #expect(try registry.run("receipt", id, "--out", receipt).status == 0)
    #expect(try registry.run("verify", receipt, "--file", picture).status == 0)
    #expect(try registry.run("receipt", id, "--of-sealing", "--out", receipt).status == 0)
    #expect(try registry.run("verify", receipt).output.contains("design \(id)"))
    #expect(try registry.run("show", id).output.contains("revealed"))

    let again = ["reveal", id, "--picture", picture, "--opening", opening, "--registry"]
    #expect(try registry.run(again + [backup]).status == 0)
    #expect(try registry.run("check", "--registry", backup).status == 0)
  }

  @Test(arguments: [
    ("UPDATE seal SET commitment = lower(hex(zeroblob(32)))", "its commitment is not the one"),
    ("UPDATE holder SET name = 'Mill B'", "its row has other holders than were logged"),
    (
      "UPDATE design SET registeredAt = '2001-01-01T00:00:00.000Z' WHERE number = 3",
      "its row has other time of sealing than were logged"
    ),
    ("DELETE FROM seal", "the row of its seal or of its fingerprint is gone"),
    ("DELETE FROM fingerprint WHERE designNumber = 3", "of its fingerprint is gone"),
    (
      "UPDATE fingerprint SET local = CAST(local || x'00' AS BLOB) WHERE designNumber = 3",
      "fingerprint"
    ),
    ("UPDATE design SET logIndex = 99 WHERE number = 3", "its entry 99 cannot be read"),
    ("UPDATE seal SET engine = 'x'", "its seal names engine x, and entry 2 has "),
  ])
  func `a changed seal is named`(sql: String, message: String) throws {
    let registry = try LoggedRegistry(count: 2)
    let sealing = try registry.run(
      "seal", try registry.picture(9, "secret.png"), "--holder", "Mill A")
    let id = String(sealing.output.dropFirst(8).prefix(24))
    #expect(try registry.run("check").status == 0)
    try registry.changeDatabase(sql)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    #expect(
      outcome.lines.contains { $0.hasPrefix("design \(id) (number 3): ") && $0.contains(message) },
      "\(outcome.output)")
  }

  @Test(arguments: [
    "UPDATE withdrawal SET reason = 'other'",
    "UPDATE withdrawal SET withdrawnAt = '2001-01-01T00:00:00.000Z'",
    "UPDATE withdrawal SET designNumber = 1",
    "UPDATE withdrawal SET logIndex = 1",
  ])
  func `a changed withdrawal of a sealed design is named`(sql: String) throws {
    let registry = try LoggedRegistry(count: 2)
    let sealing = try registry.run("seal", try registry.picture(9, "secret.png"))
    let id = String(sealing.output.dropFirst(8).prefix(24))
    try #require(try registry.run("withdraw", id, "--reason", "sold").status == 0)
    #expect(try registry.run("check").status == 0)
    try registry.changeDatabase(sql)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65, "\(sql)")
    #expect(
      outcome.lines.contains { $0.contains("its withdrawal is not the one that was logged in") },
      "\(outcome.output)")
  }

  @Test(arguments: [
    ("UPDATE seal SET nonce = lower(hex(zeroblob(32)))", "its row has nonce "),
    ("UPDATE seal SET revealedMetadata = '{}'", "its revealed document is not the one"),
    (
      "UPDATE seal SET revealedAt = '2001-01-01T00:00:00.000Z'",
      "its row has time of revealing 2001-"
    ),
    ("UPDATE design SET title = 'Mine' WHERE number = 3", "its row has title \"Mine\""),
    (
      "UPDATE seal SET revealedAt = NULL, nonce = NULL, revealedMetadata = NULL, "
        + "revealedIndex = NULL", "it has a picture, and its seal was never opened"
    ),
  ])
  func `a changed revealing is named`(sql: String, message: String) throws {
    let registry = try LoggedRegistry(count: 2)
    let picture = try registry.picture(9, "secret.png")
    let sealing = try registry.run("seal", picture, "--title", "Cranes")
    let id = String(sealing.output.dropFirst(8).prefix(24))
    let revealing = try registry.run(
      "reveal", id, "--picture", picture, "--opening", picture + ".opening")
    try #require(revealing.status == 0, "\(revealing.problems)")
    #expect(try registry.run("check").status == 0)
    try registry.changeDatabase(sql)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    #expect(outcome.lines.contains { $0.contains(message) }, "\(outcome.output)")
  }
}
