// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import TransparencyLog
import _TestSupport

@Suite struct ReceiptCommandTests {
  private let registry: LoggedRegistry
  private let receipt: String
  private let key: String

  init() throws {
    registry = try LoggedRegistry(count: 5)
    receipt = registry.folder.path("receipt.json")
    key = registry.folder.path("public.vkey")
    let design = try #require(try registry.designs().dropFirst(2).first)
    let outcome = try registry.run("receipt", String(design.prefix(8)), "--out", receipt)
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    try FileManager.default.copyItem(atPath: registry.path + "/log.vkey", toPath: key)
  }

  private func verify(_ arguments: String...) throws -> SelvedgeProcess.Outcome {
    try registry.run(["verify"] + arguments + ["--key", key])
  }

  @Test func `a receipt is verified without the registry`() throws {
    let design = try registry.designs()[2]
    try FileManager.default.removeItem(atPath: registry.path)
    let plain = try verify(receipt)
    #expect(plain.status == 0)
    #expect(plain.output.hasPrefix("The receipt holds: design \(design) was logged at 20"))
    #expect(plain.output.contains("entry 2 of 5\n"))
    let picture = registry.folder.path("2.png")
    let full = try verify(receipt, "--file", picture, "--format", "json")
    #expect(full.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(full.output.utf8)) as? [String: Any])
    #expect(object["design"] as? String == design)
    #expect(object["includesPicture"] as? Bool == true)
    #expect(object["includesMetadata"] as? Bool == true)
    #expect(object["logIndex"] as? Int == 2)
  }

  @Test func `a receipt says what the design's entry says`() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: receipt)))
    let read = try Receipt(json: bytes)
    let original = Array(try Data(contentsOf: URL(filePath: registry.folder.path("2.png"))))
    #expect(read.fileSha256 == Digest256.sha256(of: original))
    #expect(read.fingerprintSha256 != nil)
    #expect(read.metadata?.contains("\"file\":\"2.png\"") == true)
    let verifierKey = try VerifierKey(
      text: String(contentsOf: URL(filePath: key), encoding: .utf8))
    #expect(try read.verify(with: verifierKey, picture: original).index == 2)
  }

  @Test func `another picture is refused`() throws {
    let other = registry.folder.path("3.png")
    let outcome = try verify(receipt, "--file", other)
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.problems.hasPrefix("selvedge: error: \(other): the picture has SHA-256 "))
    #expect(
      outcome.problems.hasSuffix("it is another file, or it was changed [notVerified]\n"))
  }

  @Test func `a changed receipt is refused and says what was changed`() throws {
    let whole = try String(contentsOf: URL(filePath: receipt), encoding: .utf8)
    let changes: [(from: String, to: String, message: String)] = [
      ("\"logIndex\" : 2", "\"logIndex\" : 3", "the entry is not in the log that was signed"),
      ("2.png", "9.png", "the metadata has SHA-256 "),
      ("\"recordedAt\" : \"20", "\"recordedAt\" : \"19", "the receipt says recordedAt 19"),
      ("\\n5\\n", "\\n6\\n", "the receipt's checkpoint does not hold: the signature of "),
      ("\"receiptVersion\" : 1", "\"receiptVersion\" : 9", "the receipt is of version 9"),
      ("{", "", "this is not a receipt"),
    ]
    for change in changes {
      let text = whole.replacing(change.from, with: change.to, maxReplacements: 1)
      #expect(text != whole)
      let path = try registry.folder.write(Array(text.utf8), to: "changed.json")
      let outcome = try verify(path)
      #expect(outcome.status == 65, "\(change.message)")
      #expect(outcome.problems.contains("\(path): \(change.message)"), "\(outcome.problems)")
    }
  }

  @Test func `what no receipt says is named, wherever it stands`() throws {
    let whole = try String(contentsOf: URL(filePath: receipt), encoding: .utf8)
    let text = whole.replacing("{", with: "{ \"verdict\" : \"original\",", maxReplacements: 1)
    let path = try registry.folder.write(Array(text.utf8), to: "changed.json")
    let outcome = try verify(path)
    #expect(outcome.status == 65)
    #expect(outcome.problems.contains("no receipt says \"verdict\""), "\(outcome.problems)")
    let compact = whole.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let other = try registry.folder.write(Array(compact.joined().utf8), to: "compact.json")
    #expect(try verify(other).status == 0)
  }

  @Test func `receipts hold, whichever way they were written`() throws {
    let folder = registry.folder
    let picture = try registry.picture(80, "new.png")
    #expect(
      try registry.run("register", picture, "--receipts", folder.path("registered")).status == 0)
    _ = try registry.picture(81, "row.png")
    let manifest = try folder.write(
      Array("file,title,registration\nrow.png,Peony,2024-03-05;with a note\n".utf8), to: "m.csv")
    let imported = try registry.run("import", manifest, "--receipts", folder.path("imported"))
    #expect([0, 2].contains(imported.status), "\(imported.problems)")
    let written = ["registered", "imported"].flatMap { name in
      folder.files(in: name).map { folder.path(name + "/" + $0) }
    }
    #expect(written.count == 2)
    for path in written {
      let outcome = try verify(path)
      #expect(outcome.status == 0, "\(outcome.problems)")
    }
  }

  @Test func `an empty file is no receipt, and says so`() throws {
    let path = try registry.folder.write([], to: "empty.json")
    let outcome = try verify(path)
    #expect(outcome.status == 65)
    #expect(outcome.problems.contains("\(path): this is not a receipt: it is empty"))
  }

  @Test func `another registry's key is refused, and so is no key`() throws {
    let other = try LoggedRegistry(count: 1)
    let strange = try registry.run("verify", receipt, "--key", other.path + "/log.vkey")
    #expect(strange.status == 65)
    #expect(strange.problems.contains("none of the known keys (selvedge-registry/"))
    let private_ = try registry.run("verify", receipt, "--key", registry.path + "/log.key")
    #expect(private_.status == 65)
    #expect(private_.problems.contains("this is not a key"))
    #expect(private_.problems.contains("name the log's public key"))
    #expect(try registry.run("verify", receipt, "--key", receipt + ".none").status == 66)
    #expect(try registry.run("verify", receipt + ".none").status == 66)
  }

  @Test func `a design that is not there has no receipt`() throws {
    let outcome = try registry.run("receipt", "000000000000")
    #expect(outcome.status == 66)
    #expect(outcome.problems.contains("[designNotFound]"))
  }
}
