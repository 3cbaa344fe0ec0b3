// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

/// A log whose head was lost or put back, and one of another registry.
@Suite struct ForeignLogTests {
  private func write(_ bytes: [UInt8], to name: String, of registry: LoggedRegistry) throws {
    try Data(bytes).write(to: URL(filePath: registry.path + "/" + name))
  }

  @Test func `a lost record of the log's size loses no entry at the next registration`() throws {
    let registry = try LoggedRegistry(count: 3)
    let old = try registry.bytes("log/head")
    for number in 3..<6 {
      #expect(
        try registry.run("register", try registry.picture(UInt64(number), "\(number).png")).status
          == 0)
    }
    let whole = try registry.bytes("log/head")
    let entries = try registry.bytes("log/entries.log")
    var size = 6
    for change in 0..<3 {
      let present = change == 0 ? whole : try registry.bytes("log/head")
      var head = present
      switch change {
      case 0: head = old
      case 1: head.replaceSubrange(4096..<4160, with: repeatElement(0, count: 64))
      default: head = Array(head[..<2080])
      }
      try write(head, to: "log/head", of: registry)
      #expect(try registry.run("check").status == 65, "\(change)")
      let seed = UInt64(70 + change)
      let outcome = try registry.run("register", try registry.picture(seed, "\(seed).png"))
      #expect(outcome.status == 0, "\(change): \(outcome.problems)")
      size += 1
      #expect(try registry.run("log", "checkpoint").lines[1] == "\(size)")
      #expect(try registry.bytes("log/entries.log").starts(with: entries))
      let check = try registry.run("check")
      #expect(check.status == 0, "\(change): \(check.output)")
    }
  }

  @Test func `what is refused leaves the log as it is`() throws {
    let registry = try LoggedRegistry(count: 3)
    let old = try ["log/head", "log/entries.log", "log/hashes", "log/checkpoint"].map {
      ($0, try registry.bytes($0))
    }
    #expect(try registry.run("register", try registry.picture(3, "3.png")).status == 0)
    for (name, bytes) in old.dropLast() { try write(bytes, to: name, of: registry) }
    // Bytes behind the head, as of an unfinished write.
    try write(old[1].1 + [1, 2, 3], to: "log/entries.log", of: registry)
    for keepsCheckpoint in [true, false] {
      if !keepsCheckpoint { try write(old[3].1, to: "log/checkpoint", of: registry) }
      let before = try old.map { try registry.bytes($0.0) }
      let outcome = try registry.run("register", try registry.picture(4, "4.png"))
      #expect(outcome.status == 74)
      #expect(outcome.problems.contains("backup"), "\(outcome.problems)")
      #expect(try old.map { try registry.bytes($0.0) } == before)
    }
  }

  @Test func `the log of another registry is not continued`() throws {
    let (registry, other) = (try LoggedRegistry(count: 2), try LoggedRegistry(count: 1))
    for number in 1..<3 {
      #expect(
        try other.run("register", try other.picture(UInt64(90 + number), "\(number).png")).status
          == 0)
    }
    for name in ["log", "log.key", "log.vkey"] {
      try registry.remove(name)
      try FileManager.default.copyItem(
        atPath: other.path + "/" + name, toPath: registry.path + "/" + name)
    }
    let before = try registry.bytes("log/entries.log")
    let outcome = try registry.run("register", try registry.picture(5, "5.png"))
    #expect(outcome.status == 74)
    #expect(
      outcome.problems.contains("another registry's; run selvedge check"), "\(outcome.problems)")
    #expect(try registry.bytes("log/entries.log") == before)
  }
}
