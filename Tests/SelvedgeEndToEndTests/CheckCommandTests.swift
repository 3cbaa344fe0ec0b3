// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import ImageEncoding
import Testing
import TransparencyLog
import _TestSupport

@Suite struct CheckCommandTests {
  @Test func `a whole registry holds`() throws {
    let registry = try LoggedRegistry(count: 4)
    let outcome = try registry.run("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix("The registry holds: 4 designs, 4 originals, 4 log entries, 4 of"))
    #expect(outcome.problems.isEmpty)
    let json = try registry.run("check", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["problems"] as? [String] == [])
    #expect(object["designs"] as? Int == 4)
    let none = try SelvedgeProcess.run(["check", "--registry", registry.folder.path("none")])
    #expect(none.status == 66)
  }

  @Test func `who may not read the private key can check all the same`() throws {
    let registry = try LoggedRegistry(count: 2)
    let script =
      SelvedgeProcess.plainly + """
        chmod 000 "$1/log.key"
        shift
        plainly "$0" "$@"
        """
    for command in [["check"], ["log", "verify"]] {
      let outcome = try SelvedgeProcess.shell(
        script, [registry.path] + command + ["--registry", registry.path])
      #expect(outcome.status == 0, "\(command): \(outcome.output)")
      #expect(outcome.output.contains("2 log entries"))
      #expect(outcome.problems.contains("log.key: you may not read it"), "\(outcome.problems)")
    }
    try registry.remove("log.key")
    let gone = try registry.run("check")
    #expect(gone.status == 65 && gone.output.contains("log.key: "))
  }

  @Test func `a changed byte in the index is named, and a removed index is made anew`() throws {
    let registry = try LoggedRegistry(count: 70)
    let name = try #require(
      registry.folder.files(in: "registry/index").first { $0.hasSuffix(".segment") })
    let query = try registry.picture(12, "query.png")
    let before = try registry.run("review", "--no-keep", "--format", "ndjson", query)
    #expect(before.status == 2)
    #expect(try registry.run("check").status == 0)
    let count = try registry.bytes("index/" + name).count
    var metCount = 0
    for (file, offsets) in [
      ("index/" + name, Array(stride(from: 9, to: count, by: count / 12)) + [count - 1]),
      ("index/manifest", [20, 50]),
    ] {
      for offset in offsets {
        let outcome = try registry.withFlippedBit(in: file, at: offset) {
          try registry.run("check")
        }
        #expect(outcome.status == 65, "\(file) byte \(offset)")
        #expect(outcome.output.contains(file + ": "), "\(file) byte \(offset): \(outcome.output)")
        metCount += 1
      }
    }
    #expect(metCount >= 14)
    try registry.remove("index")
    let after = try registry.run("review", "--no-keep", "--format", "ndjson", query)
    func withoutTimes(_ line: String) throws -> NSDictionary {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let report = NSMutableDictionary(dictionary: try #require(object as? [String: Any]))
      report.removeObjects(forKeys: ["elapsedMilliseconds", "work"])
      return report
    }
    #expect(try withoutTimes(after.output) == withoutTimes(before.output))
  }

  @Test func `a changed byte in the log or an original is named`() throws {
    let registry = try LoggedRegistry(count: 2)
    let original = try #require(registry.folder.files(in: "registry/originals").first)
    var metCount = 0
    for (name, step) in [
      ("log/entries.log", 97), ("log/hashes", 11), ("log/checkpoint", 31), ("log/head", 613),
      ("log.key", 23), ("log.vkey", 23), ("originals/" + original, 701),
    ] {
      let count = try registry.bytes(name).count
      for offset in stride(from: 5, to: count, by: step) {
        metCount += 1
        try registry.withFlippedBit(in: name, at: offset) {
          let outcome = try registry.run("check")
          #expect(outcome.status == 65, "\(name) \(offset)")
          #expect(outcome.output.contains(name), "\(name) \(offset): \(outcome.output)")
        }
      }
    }
    #expect(metCount > 40)
    #expect(try registry.run("check").status == 0)
  }

  @Test(arguments: [
    (
      "UPDATE design SET file = 'x.png' WHERE number = 2",
      "its row has file \"x.png\", and \"1.png\" was logged"
    ),
    (
      "UPDATE design SET title = 'Mine' WHERE number = 2",
      "its row has title \"Mine\", and none was logged"
    ),
    (
      "UPDATE design SET registeredAt = '2001-01-01T00:00:00.000Z' WHERE number = 2",
      "its row has registeredAt \"2001-01-01T00:00:00.000Z\", and "
    ),
    ("UPDATE design SET width = 65 WHERE number = 2", "its row has width 65, and 64 was logged"),
    (
      "UPDATE design SET pixelSHA256 = lower(hex(zeroblob(32))) WHERE number = 2",
      "its row has pixel SHA-256 0000"
    ),
    (
      "UPDATE fingerprint SET local = CAST(local || x'00' AS BLOB) "
        + "WHERE designNumber = 2", "fingerprint"
    ),
    ("UPDATE fingerprint SET quality = 3 WHERE designNumber = 2", "columns pdq and quality"),
    ("UPDATE design SET logMetadata = '{}' WHERE number = 2", "its logged document is not the one"),
    ("UPDATE design SET logIndex = 99 WHERE number = 2", "its entry 99 cannot be read"),
    ("DELETE FROM fingerprint WHERE designNumber = 2", "of its fingerprint is gone"),
  ])
  func `a changed row is named with what was logged`(sql: String, message: String) throws {
    let registry = try LoggedRegistry(count: 3)
    let design = try registry.designs()[1]
    try registry.changeDatabase(sql)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    let named = outcome.lines.filter { $0.hasPrefix("design \(design) (number 2): ") }
    #expect(named.contains { $0.contains(message) }, "\(outcome.output)")
  }

  @Test func `a loss is not called harmless`() throws {
    let registry = try LoggedRegistry(count: 3)
    try registry.changeDatabase("DELETE FROM fingerprint WHERE designNumber = 2")
    let outcome = try registry.run("check")
    #expect(outcome.status == 65 && outcome.output.contains("of its fingerprint is gone"))
    #expect(!outcome.output.contains("it does no harm"), "\(outcome.output)")
  }

  @Test func `one changed byte in the file of the database is found wherever a row has it`() throws
  {
    let registry = try LoggedRegistry(count: 3)
    let bytes = try registry.bytes("registry.sqlite")
    let name = Array("2.png".utf8)
    let places = bytes.indices.dropLast(name.count).filter {
      Array(bytes[$0..<($0 + name.count)]) == name
    }
    #expect(places.count >= 2)
    for place in places {
      try registry.withFlippedBit(in: "registry.sqlite", at: place) {
        let outcome = try registry.run("check")
        #expect(outcome.status == 65, "\(place)")
      }
    }
    try registry.withFlippedBit(in: "registry.sqlite", at: 3) {
      let outcome = try registry.run("check")
      #expect(outcome.status == 65)
      #expect(outcome.output.contains("registry.sqlite: "))
    }
  }

  @Test func `a changed byte in a row or a definition that the log does not vouch for is named`()
    throws
  {
    let registry = try LoggedRegistry(count: 2)
    _ = try registry.picture(0, "alias-of-0.png")
    let manifest = try registry.folder.write(
      Array("file,title\nalias-of-0.png,x\nnowhere.png,y\n".utf8), to: "m.csv")
    #expect(try registry.run("import", manifest).status == 66)
    #expect(
      try registry.run("keys", "create", "--name", "Stall 12", "--role", "vendor").status == 0)
    #expect(try registry.run("check").status == 0)
    let bytes = try registry.bytes("registry.sqlite")
    for (text, named) in [
      ("alias-of-0.png", "a row of "), ("nowhere.png", "a row of importRow (1,1) is not what"),
      ("there is no such file", "a row of importRow (1,1) is not what was written"),
      ("Stall 12", "a row of accessKey ("), ("inputNotFound", "a row of importRow (1,1)"),
      ("looksLike TEXT", "the definition of importRow is not that of this program"),
      ("importRowDeleted", "the definition of importRow"),
    ] {
      let needle = Array(text.utf8)
      let places = bytes.indices.dropLast(needle.count).filter {
        Array(bytes[$0..<($0 + needle.count)]) == needle
      }
      #expect(!places.isEmpty, "\(text)")
      for place in places {
        try registry.withFlippedBit(in: "registry.sqlite", at: place + 2) {
          let outcome = try registry.run("check")
          #expect(outcome.status == 65, "\(text) at \(place)")
          #expect(outcome.output.contains(named), "\(text): \(outcome.output)")
        }
      }
    }
    try registry.changeDatabase(
      "DROP TRIGGER importRowDeleted; DELETE FROM importRow WHERE place = 1")
    #expect(
      try registry.run("check").output.contains("the definition of importRowDeleted is not that of")
    )
  }

  @Test func `no changed byte of the database ends the check but with an answer`() throws {
    let registry = try LoggedRegistry(count: 3)
    let bytes = try registry.bytes("registry.sqlite")
    // Behind the file's header; zeros are mostly room that nothing uses.
    let used = bytes.indices.filter { $0 >= 100 && bytes[$0] != 0 }
    var random = SplitMix64(seed: 6962)
    var foundCount = 0
    for _ in 0..<40 {
      let offset = try #require(used.randomElement(using: &random))
      try registry.withFlippedBit(in: "registry.sqlite", at: offset) {
        let outcome = try registry.run("check")
        #expect(!outcome.wasKilled && [0, 65].contains(outcome.status), "\(offset)")
        if outcome.status == 65 { foundCount += 1 }
      }
    }
    // SQLite clears what it gives up; what may be left are bits of its own bookkeeping that change nothing.
    #expect(foundCount >= 39)
  }

  @Test func `a row, an original or the log that is gone is named`() throws {
    let registry = try LoggedRegistry(count: 4)
    let designs = try registry.designs()
    try registry.changeDatabase("PRAGMA foreign_keys = ON; DELETE FROM design WHERE number = 3")
    let original = try #require(
      registry.folder.files(in: "registry/originals").first {
        designs[0].hasPrefix($0.prefix(2)) && $0.contains(designs[0].dropFirst(2))
      })
    try registry.remove("originals/" + original)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    #expect(outcome.lines.contains("registry.sqlite: the row of design number 3 is gone"))
    #expect(outcome.lines.contains("design \(designs[0]) (number 1): its original is gone"))
    #expect(
      outcome.lines.contains(
        "registry.sqlite: the row of design \(designs[2]) is gone: its log entry 2 and its "
          + "original are there"))
    #expect(outcome.lines.last == "3 problems found.")

    try registry.remove("log")
    #expect(try registry.run("check").output.contains("and the log is gone"))
  }

  @Test func `an entry that a crash left without a row is named and does no harm`() throws {
    let registry = try LoggedRegistry(count: 2)
    let nothing = Digest256.sha256(of: [])
    do {
      let log = try MerkleLog.open(registry.path + "/log", for: .appending)
      try log.append([
        .designRegistered(
          DesignRegistered(
            at: LogTime(Date().ISO8601Format()), design: "abcdef", file: nothing,
            pixels: nothing, fingerprint: nothing, metadata: nothing, engine: "2"))
      ])
    }
    let outcome = try registry.run("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.problems
        == "selvedge: log: entry 2 (design abcdef) was left by a registration that did not finish; "
        + "it does no harm\n")
    #expect(try registry.run("register", try registry.picture(70, "new.png")).status == 0)
    #expect(try registry.run("log", "checkpoint").lines[1] == "4")
    #expect(try registry.run("check").status == 0)
  }

  @Test func `killed registrations leave a registry that holds`() throws {
    let registry = try LoggedRegistry(count: 1)
    for number in 100..<220 { _ = try registry.picture(UInt64(number), "many/\(number).png") }
    var random = SplitMix64(seed: 9162)
    for _ in 0..<6 {
      _ = try SelvedgeProcess.run(
        ["register", registry.folder.path("many"), "--registry", registry.path, "--jobs", "1"],
        killAfter: Double.random(in: 0.03...0.5, using: &random))
      let outcome = try registry.run("check")
      #expect(outcome.status == 0, "\(outcome.output)")
    }
    #expect(try registry.run("register", registry.folder.path("many")).status == 0)
    let outcome = try registry.run("check")
    #expect(outcome.output.hasPrefix("The registry holds: 121 designs, 121 originals, "))
  }

  @Test func `two processes that register at once share one log`() throws {
    let registry = try LoggedRegistry(count: 1)
    for number in 0..<40 { _ = try registry.picture(UInt64(number + 300), "many/\(number).png") }
    let outcome = try SelvedgeProcess.shell(
      """
      "$0" register "$1" --registry "$2" --jobs 1 --quiet & other=$!
      "$0" register "$1" --registry "$2" --jobs 1 --quiet && wait $other
      """, [registry.folder.path("many"), registry.path])
    #expect(outcome.status == 0)
    #expect(
      try registry.run("check").output.hasPrefix(
        "The registry holds: 41 designs, 41 originals, 41 log entries, 41 of"))
  }
}
