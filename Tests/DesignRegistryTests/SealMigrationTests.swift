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

@Suite struct SealMigrationTests {
  /// A registry as version 7 of the tables has it: designs with everything that refers to them, the last one gone.
  @Test func `a registry of before seals loses nothing, not even a gap`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let digests = (0..<3).map { RegistryFixture.sha256("\($0)") }
    do {
      let queue = try DatabaseQueue(path: path + "/registry.sqlite")
      try RegistrySchema.migrator().migrate(queue, upTo: "7: keys and sessions")
      try queue.write { connection in
        for (place, sha256) in digests.enumerated() {
          try connection.execute(
            sql: "INSERT INTO original VALUES (?, 'png', 1)", arguments: [sha256])
          try connection.execute(
            sql: """
              INSERT INTO design (id, sha256, pixelSHA256, file, width, height, title, registeredAt,
                bank, logIndex, logMetadata)
              VALUES (?, ?, ?, ?, 4, 3, 'T', ?, 'control', ?, '{}')
              """,
            arguments: [
              String(sha256.prefix(24)), sha256, sha256, "\(place).png", RegistryFixture.time,
              place,
            ])
          try connection.execute(
            sql: """
              INSERT INTO fingerprint VALUES (?1, '1', '00', 90, x'', x'');
              """, arguments: [place + 1])
          try connection.execute(
            sql: "INSERT INTO alias VALUES (?, 'b.png', ?)",
            arguments: [place + 1, RegistryFixture.time])
          try connection.execute(
            sql: "INSERT INTO holder VALUES (?, 1, 'A mill')", arguments: [place + 1])
        }
        try connection.execute(
          sql: """
            INSERT INTO withdrawal VALUES (2, 'later', 'x', 9), (1, 'earlier', 'y', 5);
            DELETE FROM design WHERE number = 3;
            """)
      }
      try queue.close()
    }
    let registry = try Registry(path: path, create: false)
    let designs = try registry.designs(after: 0, limit: 9)
    #expect(designs.map(\.number) == [1, 2])
    #expect(designs.map(\.sha256) == Array(digests.prefix(2)))
    #expect(designs.map(\.file) == ["0.png", "1.png"])
    #expect(designs.allSatisfy { $0.details.title == "T" && $0.details.holders == ["A mill"] })
    #expect(designs.map(\.withdrawn?.reason) == ["earlier", "later"])
    #expect(try registry.numbers(in: .control) == [1, 2])
    #expect(try registry.aliases(of: 2) == ["b.png"])
    #expect(try registry.logPlace(of: 2) == LogPlace(index: 1, metadata: "{}"))
    #expect(try registry.withdrawals().map(\.number) == [1, 2])
    #expect(try registry.withdrawals().map(\.designNumber) == [1, 2])
    #expect(try registry.highestNumberGiven(in: .design) == 3)
    #expect(try registry.highestNumberGiven(in: .withdrawal) == 2)
    #expect(try registry.integrityProblems() == [])
    let next = try RegistryFixture.design("new", file: "n.png", in: registry)
    #expect(try registry.register([.new(next)], at: RegistryFixture.time)[0].design.number == 4)
  }

  @Test func `an empty registry of before seals can be used`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: path + "/registry.sqlite")
    try RegistrySchema.migrator().migrate(queue, upTo: "7: keys and sessions")
    try queue.close()
    let registry = try Registry(path: path, create: false)
    #expect(try registry.highestNumberGiven(in: .design) == 0)
    let first = try RegistryFixture.design("new", file: "n.png", in: registry)
    #expect(try registry.register([.new(first)], at: RegistryFixture.time)[0].design.number == 1)
  }
}
