// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import TransparencyLog
import _TestSupport

@Suite struct LogCommandTests {
  @Test func `the checkpoint is signed by the public key, and every proof leads to its root`()
    throws
  {
    let registry = try LoggedRegistry(count: 7)
    let printed = try registry.run("log", "checkpoint")
    #expect(printed.status == 0)
    let key = try VerifierKey(text: String(decoding: registry.bytes("log.vkey"), as: UTF8.self))
    let checkpoint = try Checkpoint.verified(SignedNote(encoded: printed.output), by: [key])
    #expect(checkpoint.size == 7)

    for index in 0..<7 {
      let text = try registry.run("log", "prove", "\(index)")
      #expect(text.output.hasPrefix("c2sp.org/tlog-proof@v1\nindex \(index)\n"))
      #expect(text.output.hasSuffix("\n\n" + printed.output))
      let json = try registry.run("log", "prove", "\(index)", "--format", "json")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let entry = try #require(object["entry"] as? String)
      let path = try #require(object["path"] as? [String]).compactMap { Digest256(hex: $0) }
      try InclusionProof(index: index, treeSize: 7, path: path)
        .verify(leafHash: MerkleHashing.leafHash(of: Array(entry.utf8)), root: checkpoint.root)
      #expect(entry.contains("\"design\":\"\(try registry.designs()[index])\""))
    }
    let beyond = try registry.run("log", "prove", "7")
    #expect(beyond.status == 66)
    #expect(
      beyond.problems
        == "selvedge: error: entry 7: the log has 7 entries, from 0 on, and not this one "
        + "[logEntryNotFound]\n")
  }

  @Test func `each group continues the checkpoint before it`() throws {
    let registry = try LoggedRegistry(count: 3)
    let before = try Checkpoint(
      noteText: SignedNote(bytes: registry.bytes("log/checkpoint")).text)
    _ = try registry.run("register", try registry.picture(40, "more.png"))
    let after = try Checkpoint(
      noteText: SignedNote(bytes: registry.bytes("log/checkpoint")).text)
    #expect(before.size == 3 && after.size == 4)
    let log = try MerkleLog.open(registry.path + "/log", for: .reading)
    try log.consistencyProof(from: 3, to: 4).verify(oldRoot: before.root, newRoot: after.root)
    let known = try registry.run("register", registry.folder.path("more.png"))
    #expect(known.status == 0)
    #expect(
      try registry.bytes("log/checkpoint")
        == Array(
          SignedNote(
            bytes: registry.bytes("log/checkpoint")
          ).encoded.utf8))
    #expect(try MerkleLog.open(registry.path + "/log", for: .reading).size == 4)
  }

  @Test func `whoever kept a checkpoint sees that the log goes on from there, or that it does not`()
    throws
  {
    let registry = try LoggedRegistry(count: 5)
    let (folder, old) = (registry.folder, try registry.run("log", "checkpoint").output)
    let kept = try folder.write(Array(old.utf8), to: "kept.checkpoint")
    for seed in UInt64(60)..<66 {
      _ = try registry.run("register", try registry.picture(seed, "\(seed).png"))
    }
    let here = try registry.run("log", "verify", "--since", kept)
    #expect(here.status == 0)
    #expect(here.lines[0].hasPrefix("The log holds: 11 log entries"))
    #expect(
      here.lines[1]
        == "The log of 11 entries begins with that of 5: nothing before was changed or removed.")

    let text = try registry.run("log", "prove", "--since", "5")
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false)
    let now = try registry.run("log", "checkpoint").output
    #expect(lines[0] == "old 5" && text.output.hasSuffix("\n\n" + now))
    let path = lines[1...].prefix { !$0.isEmpty }.compactMap { Digest256(base64: $0) }
    let (older, newer) = (
      try Checkpoint(noteText: SignedNote(encoded: old).text),
      try Checkpoint(noteText: SignedNote(bytes: registry.bytes("log/checkpoint")).text)
    )
    try ConsistencyProof(oldSize: 5, newSize: 11, path: path)
      .verify(oldRoot: older.root, newRoot: newer.root)

    let json = try registry.run("log", "prove", "--since", "5", "--format", "json")
    let key = try folder.write(registry.bytes("log.vkey"), to: "public.vkey")
    for proof in [text.output, json.output] {
      let file = try folder.write(Array(proof.utf8), to: "proof")
      let away = ["log", "verify", "--since", kept, "--proof", file, "--key", key]
      let holds = try SelvedgeProcess.run(away + ["--registry", folder.path("nowhere")])
      #expect(holds.status == 0, "\(holds.problems)")
      for (name, changed) in [
        ("root", proof.replacing(String(lines[1]), with: Digest256.sha256(of: []).base64)),
        (
          "size",
          proof.replacing("old 5", with: "old 4").replacing(
            "\"oldSize\" : 5", with: "\"oldSize\" : 4")
        ),
      ] where changed != proof {
        try folder.write(Array(changed.utf8), to: "proof")
        let outcome = try SelvedgeProcess.run(away + ["--registry", folder.path("nowhere")])
        #expect(outcome.status == 65, "\(name)")
      }
    }
    // Another log, and one that was begun anew under the same key.
    let other = try LoggedRegistry(count: 8)
    #expect(try other.run("log", "verify", "--since", kept).status == 65)
    try registry.remove("log")
    try registry.changeDatabase("UPDATE design SET logIndex = NULL, logMetadata = NULL")
    try registry.changeDatabase("UPDATE design SET title = 'Another' WHERE number = 1")
    _ = try registry.run("register", try registry.picture(90, "90.png"))
    let bent = try registry.run("log", "verify", "--since", kept)
    #expect(bent.status == 65)
    #expect(bent.problems.contains("the log does not continue the one of this checkpoint"))

    #expect(try registry.run("log", "prove", "--since", "99").status == 66)
    #expect(try registry.run("log", "prove").status == 64)
    #expect(try registry.run("log", "prove", "1", "--since", "1").status == 64)
    #expect(try registry.run("log", "verify", "--proof", kept).status == 64)
    #expect(try registry.run("log", "verify", "--since", key).status == 65)
    #expect(try registry.run("log", "verify", "--since", kept, "--proof", key).status == 65)
  }

  @Test func `a checkpoint of more entries than there are tells that some were removed`() throws {
    let registry = try LoggedRegistry(count: 3)
    let folder = registry.folder
    let copy = folder.path("copy")
    try FileManager.default.copyItem(atPath: registry.path, toPath: copy)
    for seed: UInt64 in 60..<62 {
      _ = try registry.run("register", try registry.picture(seed, "\(seed).png"))
    }
    let kept = try folder.write(
      Array(try registry.run("log", "checkpoint").output.utf8), to: "kept.checkpoint")
    let proof = try folder.write(
      Array(
        try SelvedgeProcess.run(["log", "prove", "--since", "3", "--registry", copy]).output.utf8),
      to: "proof")
    for arguments in [[], ["--proof", proof]] {
      let outcome = try SelvedgeProcess.run(
        ["log", "verify", "--since", kept, "--registry", copy] + arguments)
      #expect(outcome.status == 65, "\(outcome.problems)")
      #expect(
        outcome.problems
          == "selvedge: error: \(kept): the log's key signed this checkpoint of 5 entries, and "
          + "the log has 3 now: entries were removed [notVerified]\n")
    }
    let other = try LoggedRegistry(count: 1)
    let foreign = try other.run("log", "verify", "--since", kept)
    #expect(foreign.status == 65)
    #expect(foreign.problems.contains("\(kept): this checkpoint is signed by another log: "))
    // Nor does a log that is gone make it pass for a place that never was.
    try FileManager.default.removeItem(atPath: copy + "/log")
    let gone = try SelvedgeProcess.run(["log", "verify", "--since", kept, "--registry", copy])
    #expect(gone.status == 65 && gone.problems.contains("the log has 0 now"), "\(gone.problems)")
  }

  @Test func `log verify takes a key from elsewhere, and counts only what it read`() throws {
    let registry = try LoggedRegistry(count: 2)
    let folder = registry.folder
    let key = try folder.write(registry.bytes("log.vkey"), to: "public.vkey")
    let other = try LoggedRegistry(count: 1)
    #expect(try registry.run("log", "verify", "--key", key).status == 0)
    let foreign = try registry.run("log", "verify", "--key", other.path + "/log.vkey")
    #expect(foreign.status == 65)
    #expect(foreign.output.contains("none of the known keys"), "\(foreign.output)")
    let missing = try registry.run("log", "verify", "--key", folder.path("none.vkey"))
    #expect(missing.status == 66 && missing.problems.contains(folder.path("none.vkey")))
    let none = try registry.run("log", "verify", "--key", folder.path("0.png"))
    #expect(none.status == 65 && none.problems.contains("this is not a key"))
    // The folder of the log is all that somebody else needs beside the key.
    try FileManager.default.createDirectory(
      atPath: folder.path("away"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: registry.path + "/log", toPath: folder.path("away/log"))
    let away = try SelvedgeProcess.run(
      ["log", "verify", "--key", key, "--registry", folder.path("away")])
    #expect(away.status == 0, "\(away.output)")

    let text = try registry.run("log", "verify", "--format", "json").output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["entries"] as? Int == 2)
    #expect(object["designs"] == nil && object["originals"] == nil)
    let nowhere = try SelvedgeProcess.run(
      ["log", "verify", "--registry", folder.path("nowhere")])
    #expect(nowhere.status == 66)
    #expect(nowhere.problems.contains("there is no registry here"), "\(nowhere.problems)")
  }

  @Test func `quiet is taken where the result has one form`() throws {
    let registry = try LoggedRegistry(count: 1)
    let design = try registry.designs()[0]
    for words in [
      ["log", "checkpoint"], ["log", "prove", "0"], ["receipt", design],
    ] {
      let plain = try registry.run(words)
      #expect(plain.status == 0)
      let quiet = try registry.run(words + ["--quiet"])
      #expect(quiet.status == 0 && quiet.output == plain.output, "\(quiet.problems)")
    }
    #expect(try registry.run("receipt", design, "--format", "json").status == 0)
    #expect(try registry.run("receipt", design, "--format", "text").status == 64)
  }

  @Test func `the private key is its owner's alone`() throws {
    let registry = try LoggedRegistry(count: 1)
    let attributes = try FileManager.default.attributesOfItem(atPath: registry.path + "/log.key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `log verify names a changed byte and a log that was cut short`() throws {
    let registry = try LoggedRegistry(count: 4)
    let sound = try registry.run("log", "verify")
    #expect(sound.status == 0)
    #expect(sound.output.hasPrefix("The log holds: 4 log entries, 4 of them under the published"))
    try registry.withFlippedBit(in: "log/entries.log", at: 200) {
      let outcome = try registry.run("log", "verify")
      #expect(outcome.status == 65)
      #expect(outcome.output.hasPrefix("log/entries.log: byte 200 (the content of entry 0)"))
    }
    try registry.withFlippedBit(in: "log/checkpoint", at: 60) {
      let outcome = try registry.run("log", "verify")
      #expect(outcome.status == 65)
      #expect(outcome.output.hasPrefix("log/checkpoint: "))
    }
    #expect(try registry.run("log", "verify").status == 0)
  }

  @Test func `a registry from before there was a log gets one with the next design`() throws {
    let registry = try LoggedRegistry(count: 3)
    for name in ["log", "log.key", "log.vkey"] { try registry.remove(name) }
    try registry.changeDatabase("UPDATE design SET logIndex = NULL, logMetadata = NULL")

    let design = try registry.designs()[0]
    #expect(try registry.run("log", "checkpoint").status == 66)
    #expect(try registry.run("receipt", design).status == 66)
    let before = try registry.run("check")
    #expect(before.status == 0)
    #expect(before.output.contains("there is no log yet"))
    #expect(before.problems.contains("3 designs registered before there was a log"))

    let register = try registry.run("register", try registry.picture(50, "new.png"))
    #expect(register.status == 0)
    #expect(try registry.run("log", "checkpoint").lines[1] == "4")
    #expect(try registry.run("receipt", design).output.contains("\"logIndex\" : 0"))
    let after = try registry.run("check")
    #expect(after.status == 0 && after.problems.isEmpty)
  }

  @Test func `nothing is registered when the log cannot be continued`() throws {
    for (name, message) in [
      ("log", "designs of this registry were logged, and "),
      ("log.key", "no other key may sign this log"),
    ] {
      let registry = try LoggedRegistry(count: 2)
      try registry.remove(name)
      let outcome = try registry.run("register", try registry.picture(60, "new.png"))
      #expect(outcome.status == 74)
      #expect(outcome.problems.contains(message), "\(outcome.problems)")
      #expect(try registry.designs().count == 2)
      #expect(registry.folder.files(in: "registry/originals").count == 2)
      #expect(registry.folder.files(in: "registry/incoming").isEmpty)
    }
  }
}
