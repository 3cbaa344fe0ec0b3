// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct FaultSweepTests {
  /// Commands that read a registry in every way there is, and write nothing outside it.
  private static let readers = [
    ["list"], ["show", "{sealed}"], ["stats"], ["reviews"], ["reviews", "1"], ["verify", "1"],
    ["receipt", "{sealed}"], ["log", "verify"], ["log", "prove", "0"], ["controls", "check"],
    ["findings"], ["review", "{picture}", "--no-keep"], ["trace", "{picture}"],
    ["backup", "{folder}/backup"], ["export", "{folder}/export"], ["registrants"],
  ]

  @Test func `a changed byte in every kind of stored file is named, and no command crashes`() throws
  {
    let everything = try LoggedRegistry.withEverything()
    let (registry, folder) = (everything.registry, everything.registry.folder)
    // What an import leaves: the signed state of a log that went before.
    let imported = folder.path("imported")
    try #require(try registry.run("export", folder.path("first")).status == 0)
    try #require(
      try registry.run("import", folder.path("first"), "--registry", imported).status == 0)
    try FileManager.default.removeItem(atPath: registry.path)
    try FileManager.default.moveItem(atPath: imported, toPath: registry.path)
    #expect(try registry.run("check").status == 0)

    let picture = try registry.picture(1, "again.png")
    var random = SplitMix64(seed: 6962)
    var kinds: Set<String> = []
    var commands = Self.readers.makeIterator()
    for file in folder.files(in: "registry") where file != "registry.sqlite" {
      let count = try registry.bytes(file).count
      guard count > 0 else { continue }
      kinds.insert(String(file.prefix { $0 != "/" }) + (file.hasPrefix("log/") ? file : ""))
      let isPicture = file.hasPrefix("originals/") || file.hasPrefix("queries/")
      let chance = Int.random(in: 0..<count, using: &random)
      for offset in isPicture ? [chance] : [0, count / 2, chance] {
        try registry.withFlippedBit(in: file, at: offset) {
          let outcome = try registry.run("check")
          #expect(outcome.status == 65, "\(file) \(offset)")
          let name = file.hasPrefix("former/") ? String(file.prefix(8)) : file
          #expect(outcome.output.contains(name), "\(file) \(offset): \(outcome.output)")
          let command = commands.next() ?? Self.readers[0]
          if command == Self.readers.last ?? [] { commands = Self.readers.makeIterator() }
          try expectAnswer(command, everything, picture, "\(file) \(offset)")
        }
      }
    }
    #expect(
      kinds.isSuperset(of: [
        "log.key", "log.vkey", "originals", "queries", "former", "loglog/entries.log",
        "loglog/hashes", "loglog/head", "loglog/checkpoint",
      ]), "\(kinds)")

    // Bytes of the database that hold something.
    let bytes = try registry.bytes("registry.sqlite")
    let used = bytes.indices.filter { $0 >= 100 && bytes[$0] != 0 }
    var foundCount = 0
    for place in 0..<32 {
      let offset = try #require(used.randomElement(using: &random))
      try registry.withFlippedBit(in: "registry.sqlite", at: offset) {
        let outcome = try registry.run("check")
        #expect(!outcome.wasKilled && [0, 65].contains(outcome.status), "\(offset)")
        if outcome.status == 65 { foundCount += 1 }
        try expectAnswer(
          Self.readers[place % Self.readers.count], everything, picture, "sqlite \(offset)")
      }
    }
    #expect(foundCount >= 31)
    #expect(try registry.run("check").status == 0)
  }

  /// Runs a command on a damaged registry: it may refuse, in words, and must not crash.
  private func expectAnswer(
    _ command: [String], _ everything: LoggedRegistry.Everything, _ picture: String, _ where: String
  ) throws {
    let folder = everything.registry.folder
    for name in ["backup", "export"] {
      try? FileManager.default.removeItem(atPath: folder.path(name))
    }
    let outcome = try everything.registry.run(
      command.map {
        $0.replacing("{sealed}", with: everything.sealed.id).replacing("{picture}", with: picture)
          .replacing("{folder}", with: folder.path)
      })
    #expect(!outcome.wasKilled, "\(command) \(`where`)")
    #expect(
      [0, 2, 3, 65, 66, 73, 74, 75, 78].contains(outcome.status),
      "\(command) \(`where`): \(outcome.status) \(outcome.problems)")
    let isSaid = outcome.status < 64 || !outcome.problems.isEmpty || !outcome.output.isEmpty
    #expect(isSaid, "\(command) \(`where`)")
  }
}
