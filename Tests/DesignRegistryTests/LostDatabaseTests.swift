// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Foundation
import GRDB
import Testing
import _TestSupport

@Suite struct LostDatabaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path("registry") }

  /// Makes a registry of one design, which nobody has open any more.
  private func makeRegistry() throws {
    let registry = try Registry(path: path, create: true)
    let design = try RegistryFixture.design("kept", file: "kept.png", in: registry)
    _ = try registry.register([.new(design)], at: RegistryFixture.time)
  }

  private func removeDatabase() {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + "/registry.sqlite" + ending)
    }
  }

  private func requireRefused(create: Bool, readOnly: Bool? = nil) {
    let error = #expect(throws: RegistryError.self) {
      _ = try Registry(path: path, create: create, readOnly: readOnly)
    }
    guard case .unreadable = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(error?.description.contains("registry.sqlite, is gone or empty") == true)
    #expect(error?.description.contains("restore it from a backup") == true)
  }

  @Test(arguments: [true, false])
  func `a registry whose database is gone is not begun anew`(create: Bool) throws {
    try makeRegistry()
    let stored = folder.files(in: "registry/originals")
    removeDatabase()
    requireRefused(create: create)
    requireRefused(create: create, readOnly: true)
    #expect(!FileManager.default.fileExists(atPath: path + "/registry.sqlite"))
    #expect(folder.files(in: "registry/originals") == stored && stored.count == 1)
  }

  @Test(arguments: [true, false])
  func `nor is one whose database is empty`(create: Bool) throws {
    try makeRegistry()
    removeDatabase()
    try folder.write([], to: "registry/registry.sqlite")
    requireRefused(create: create)
    requireRefused(create: create, readOnly: true)
    #expect(try Data(contentsOf: URL(filePath: path + "/registry.sqlite")).isEmpty)
  }

  @Test func `nor is one whose database has no tables`() throws {
    try makeRegistry()
    removeDatabase()
    let queue = try DatabaseQueue(path: path + "/registry.sqlite")
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
    try queue.close()
    requireRefused(create: true, readOnly: true)
    requireRefused(create: true)
    requireRefused(create: false)
  }

  @Test func `entries of the log are enough to tell that there was a database`() throws {
    try folder.write(
      Array("selvedge log v1\n".utf8) + [0, 0, 0, 1], to: "registry/log/entries.log")
    requireRefused(create: true)
    requireRefused(create: false)
  }

  @Test(arguments: [false, true])
  func `what stands before the first commit makes no registry that lost its database`(
    hasDatabase: Bool
  ) throws {
    for name in ["log.key", "log.vkey", "log/hashes", "log/head", "registry.lock"] {
      try folder.write([1], to: "registry/" + name)
    }
    try folder.write(Array("selvedge log v1\n".utf8), to: "registry/log/entries.log")
    try folder.write([1], to: "registry/incoming/dead-1.part")
    try folder.write([], to: "registry/incoming/dead.session")
    for name in ["originals/ab", "queries"] {
      try FileManager.default.createDirectory(
        atPath: path + "/" + name, withIntermediateDirectories: true)
    }
    if hasDatabase { try folder.write([], to: "registry/registry.sqlite") }
    #expect(try Registry(path: path, create: true).lastNumber() == 0)
    #expect(try Registry(path: path, create: false).lastNumber() == 0)
  }
}
