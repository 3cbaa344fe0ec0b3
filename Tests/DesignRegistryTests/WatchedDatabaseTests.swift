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

@Suite struct WatchedDatabaseTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("registry") }

  init() throws {
    folder = try TemporaryFolder()
    _ = try Registry(path: path, create: true)
  }

  private func register(_ name: String, in registry: Registry) throws {
    let design = try RegistryFixture.design(name, file: name, in: registry)
    _ = try registry.register([.new(design)], at: RegistryFixture.time)
  }

  @Test func `who may only read sees what others write, come and go`() throws {
    let reader = try Registry(path: path, create: false, readOnly: true)
    #expect(try reader.lastNumber() == 0)
    for number in 1...4 {
      let writer = try Registry(path: path, create: false)
      try register("\(number)", in: writer)
      // While it is open, and after it has gone.
      #expect(try reader.lastNumber() == number)
      if number == 3 {
        let second = try Registry(path: path, create: false, readOnly: true)
        #expect(try second.lastNumber() == 3)
      }
    }
    #expect(try reader.lastNumber() == 4)
    #expect(try reader.designs(after: 0, limit: 9).map(\.file) == ["1", "2", "3", "4"])
  }

  @Test func `a reader waits for a writer that keeps the file to itself as it goes`() throws {
    try register("a", in: Registry(path: path, create: false))
    var configuration = Configuration()
    configuration.prepareDatabase { connection in
      try connection.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
    }
    let writer = try DatabaseQueue(
      path: path + "/registry.sqlite", configuration: configuration)
    try writer.write { connection in
      try connection.execute(sql: "UPDATE design SET notes = 'b'")
    }
    #expect(throws: RegistryError.busy(path: path)) {
      try Registry(path: path, create: false, readOnly: true, busyTimeout: .zero)
    }
    // On a thread of its own: those that tests share may all be waiting, this one among them.
    Thread.detachNewThread {
      usleep(300_000)
      #expect(throws: Never.self) { try writer.close() }
    }
    let reader = try Registry(path: path, create: false, readOnly: true)
    #expect(try reader.designs(after: 0, limit: 9).map(\.details.notes) == ["b"])
  }

  @Test func `a snapshot stays as it was, whatever comes`() throws {
    let registry = try Registry(path: path, create: false)
    try register("a", in: registry)
    var waited = false
    let snapshot = try registry.snapshot { waited = true }
    try register("b", in: registry)
    #expect(waited && snapshot.isReadOnly)
    #expect(try snapshot.lastNumber() == 1 && registry.lastNumber() == 2)
    #expect(try snapshot.integrityProblems().isEmpty)
  }

  @Test func `a lock that cannot be taken for want of descriptors is no registry to be made`() {
    #expect(MachineShortage.isMeant(by: 24) && MachineShortage.isMeant(by: 28))
    #expect(!MachineShortage.isMeant(by: 5))
    #expect(MachineShortage.reason(at: path) == nil)
  }
}
