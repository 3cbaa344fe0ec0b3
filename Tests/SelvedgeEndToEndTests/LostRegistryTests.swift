// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct LostRegistryTests {
  /// A registry of two designs and a key, without its database.
  private func lost() throws -> LoggedRegistry {
    let registry = try LoggedRegistry(count: 2)
    let made = try registry.run("keys", "create", "--name", "Office", "--role", "vendor")
    try #require(made.status == 0, "\(made.problems)")
    for ending in ["", "-wal", "-shm"] { try? registry.remove("registry.sqlite" + ending) }
    return registry
  }

  @Test func `no command begins a registry anew whose database is gone`() throws {
    let registry = try lost()
    let picture = try registry.picture(9, "new.png")
    let commands = [
      ["review", picture], ["register", picture], ["list"], ["serve", "--port", "0"],
      ["keys", "create", "--name", "Other", "--role", "vendor"],
    ]
    for isEmpty in [false, true] {
      if isEmpty { try registry.folder.write([], to: "registry/registry.sqlite") }
      for command in commands {
        let outcome = try registry.run(command)
        #expect(outcome.status == 74, "\(command)")
        #expect(outcome.output.isEmpty, "\(command)")
        #expect(
          outcome.problems.contains("its database, the file registry.sqlite, is gone or empty"),
          "\(command): \(outcome.problems)")
        #expect(outcome.problems.contains("restore it from a backup"), "\(command)")
      }
    }
    #expect(try registry.bytes("registry.sqlite").isEmpty)
    #expect(registry.folder.files(in: "registry/originals").count == 2)
  }

  @Test func `check names the lost database and still reads the rest`() throws {
    let registry = try lost()
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    let text = outcome.output + outcome.problems
    #expect(text.contains("its database, the file registry.sqlite, is gone or empty"), "\(text)")
    #expect(!text.contains("there is no registry here"))
  }
}
