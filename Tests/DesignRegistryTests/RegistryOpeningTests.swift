// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import DesignRegistry
import Foundation
import GRDB
import Testing
import _TestSupport

@Suite struct RegistryOpeningTests {
  @Test func `every commit is synced, logged ahead and holds its references`() throws {
    let fixture = try RegistryFixture()
    let settings = try fixture.registry.pool.write { connection in
      try ["journal_mode", "synchronous", "foreign_keys"].map {
        try String.fetchOne(connection, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == ["wal", "2", "1"])
  }

  @Test func `migrations have these names, in this order`() throws {
    let fixture = try RegistryFixture()
    let names = try fixture.registry.pool.read { connection in
      try String.fetchAll(connection, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
    }
    #expect(
      names == [
        "1: designs, originals, fingerprints, reviews",
        "2: several holders, typed dates, banks", "3: imports",
        "4: places in the log", "5: reviews of record", "6: trusted timestamps",
        "7: keys and sessions", "8: sealed designs, planted pictures",
        "9: answers to repeated requests, import jobs",
        "11: engines of seals, checksums of rows", "12: bearers of seals",
      ])
  }

  @Test func `a registry that is not there is not made unless asked`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("none")
    #expect(throws: RegistryError.missing(path: path)) { try Registry(path: path, create: false) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a registry from a newer program is refused and left alone`() throws {
    let fixture = try RegistryFixture()
    try fixture.registry.pool.write { connection in
      try connection.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99: from the future')")
    }
    let path = fixture.folder.path("registry")
    #expect(throws: RegistryError.superseded(path: path)) { try fixture.open() }
    #expect(
      RegistryError.superseded(path: path).description
        == "the registry was written by a newer version of this program; update the program, "
        + "or name another registry")
  }

  @Test func `a file that is no database is refused in words`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(repeating: 65, count: 5000), to: "registry/registry.sqlite")
    let error = #expect(throws: RegistryError.self) {
      _ = try Registry(path: folder.path("registry"), create: true)
    }
    guard case .unreadable = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
  }

  @Test func `a registry cannot be made below a file`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    let error = #expect(throws: RegistryError.self) {
      _ = try Registry(path: folder.path("file"), create: true)
    }
    guard case .cannotCreate = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
  }

  @Test func `what one connection registers the other sees`() throws {
    let fixture = try RegistryFixture()
    let other = try fixture.open()
    let first = try RegistryFixture.design("first", file: "first.png", in: fixture.registry)
    _ = try fixture.registry.register([.new(first)], at: RegistryFixture.time)
    #expect(try other.lastNumber() == 1)
    let second = try RegistryFixture.design("second", file: "second.png", in: other)
    #expect(
      try other.register([.new(second)], at: RegistryFixture.time).first?.design.number == 2)
    #expect(try fixture.registry.lastNumber() == 2)
  }

  @Test func `two connections that write at once wait for each other`() async throws {
    let fixture = try RegistryFixture()
    let other = try fixture.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (name, registry) in [("a", fixture.registry), ("b", other)] {
        group.addTask {
          for number in 0..<20 {
            let text = "\(name)\(number)"
            let design = try RegistryFixture.design(text, file: text, in: registry)
            _ = try registry.register([.new(design)], at: RegistryFixture.time)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.registry.designs(after: 0, limit: 100).count == 40)
    #expect(fixture.stored.count == 40)
  }

  @Test func `a writer that waits too long is told so`() throws {
    let fixture = try RegistryFixture()
    let path = fixture.folder.path("registry")
    let impatient = try Registry(path: path, create: false, busyTimeout: .milliseconds(50))
    let design = try RegistryFixture.design("late", file: "late.png", in: impatient)
    try fixture.registry.pool.write { _ -> Void in
      _ = #expect(throws: RegistryError.busy(path: path)) {
        _ = try impatient.register([.new(design)], at: RegistryFixture.time)
      }
    }
    #expect(fixture.stored.isEmpty)
    #expect(fixture.incoming.isEmpty)
  }
}
