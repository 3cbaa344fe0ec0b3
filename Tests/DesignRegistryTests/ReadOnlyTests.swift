// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import GRDB
import Testing
import _TestSupport

@testable import DesignRegistry

@Suite struct ReadOnlyTests {
  /// Names, sizes and times of everything in the registry.
  private func state(_ folder: TemporaryFolder) throws -> [String] {
    try folder.files(in: "registry").map { name in
      let facts = try FileManager.default.attributesOfItem(
        atPath: folder.path("registry/" + name))
      return "\(name) \(facts[.size] ?? "") \(facts[.modificationDate] ?? "")"
    }
  }

  @Test func `a registry is read without a byte being written`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    do {
      let registry = try Registry(path: path, create: true)
      let design = try RegistryFixture.design("a", file: "a.png", in: registry)
      _ = try registry.register([.new(design)], at: RegistryFixture.time)
    }
    let before = try state(folder)
    do {
      let registry = try Registry(path: path, create: true, readOnly: true)
      #expect(registry.isReadOnly)
      let design = try #require(try registry.designs(after: 0, limit: 9).first)
      #expect(try registry.originalBytes(of: design) == [0x61])
      #expect(try registry.comparedSet(engine: "1").lastNumber == 1)
      #expect(throws: RegistryError.self) {
        try RegistryFixture.design("b", file: "b.png", in: registry)
      }
      let error = #expect(throws: RegistryError.self) {
        try registry.replaceFingerprint(
          of: 1,
          with: StoredFingerprint(engine: "1", pdq: "", quality: 1, global: [], local: []))
      }
      guard case .readOnly = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try state(folder) == before)
    }
    #expect(try state(folder) == before)
  }

  @Test func `tables of an earlier version are refused in words`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: path + "/registry.sqlite")
    try RegistrySchema.migrator().migrate(queue, upTo: "7: keys and sessions")
    try queue.close()
    let error = #expect(throws: RegistryError.self) {
      try Registry(path: path, create: false, readOnly: true)
    }
    #expect(error?.description.contains("of an earlier version") == true)
    #expect(throws: RegistryError.missing(path: folder.path("none"))) {
      try Registry(path: folder.path("none"), create: true, readOnly: true)
    }
  }

  @Test func `a registry in a folder of an odd name is read`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("50% 登记?#")
    do { _ = try Registry(path: path, create: true) }
    #expect(try Registry(path: path, create: false, readOnly: true).lastNumber() == 0)
  }
}
