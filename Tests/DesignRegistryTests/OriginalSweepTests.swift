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

@Suite struct OriginalSweepTests {
  @Test func `what a dead process left on its way is swept`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    let kept = try registry.register(
      [.new(try RegistryFixture.design("kept", file: "kept.png", in: registry))],
      at: RegistryFixture.time)[0].design
    let orphan = RegistryFixture.sha256("orphan")
    func place(_ sha256: String) -> String { "\(sha256.prefix(2))/\(sha256.dropFirst(2)).png" }
    try fixture.folder.write([1], to: "registry/originals/\(place(orphan))")
    try fixture.folder.write([1], to: "registry/incoming/dead-1.part")
    try fixture.folder.write(
      Array("\(place(kept.sha256))\n\(place(orphan))\n".utf8),
      to: "registry/incoming/dead.session")
    #expect(fixture.stored.count == 2)

    let reopened = try fixture.open()
    #expect(fixture.stored == [place(kept.sha256)])
    #expect(fixture.incoming.isEmpty)
    #expect(try reopened.originalBytes(of: kept) == Array("kept".utf8))
  }

  @Test func `what a living process has on its way is left alone`() throws {
    let fixture = try RegistryFixture()
    let design = try RegistryFixture.design("slow", file: "slow.png", in: fixture.registry)
    #expect(fixture.incoming.count == 1)
    _ = try fixture.open()
    #expect(fixture.incoming.count == 1)
    let outcome = try fixture.registry.register([.new(design)], at: RegistryFixture.time)[0]
    #expect(outcome.isNew)
  }

  @Test func `a staged original goes with whoever has it`() throws {
    let fixture = try RegistryFixture()
    do {
      let design = try RegistryFixture.design("no", file: "no.png", in: fixture.registry)
      #expect(fixture.incoming.count == 1)
      withExtendedLifetime(design) {}
    }
    #expect(fixture.incoming.isEmpty)
  }

  /// A constraint that is looked at when the transaction is committed makes the commit fail, after the file has its place.
  @Test func `what a failed commit leaves is swept at the next opening`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    func place(_ text: String) -> String {
      let sha256 = RegistryFixture.sha256(text)
      return "\(sha256.prefix(2))/\(sha256.dropFirst(2)).png"
    }
    do {
      let registry = try Registry(path: path, create: true)
      let design = try RegistryFixture.design("kept", file: "kept.png", in: registry)
      _ = try registry.register([.new(design)], at: RegistryFixture.time)
      let other = try DatabaseQueue(path: path + "/registry.sqlite")
      try other.write { connection in
        try connection.execute(
          sql: """
            CREATE TABLE broken (
              number INTEGER REFERENCES design (number) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER breaking AFTER INSERT ON design
              BEGIN INSERT INTO broken VALUES (-1); END;
            """)
      }
      let lost = try RegistryFixture.design("lost", file: "lost.png", in: registry)
      #expect(throws: RegistryError.self) {
        try registry.register([.new(lost)], at: RegistryFixture.time)
      }
      try other.write { connection in
        try connection.execute(sql: "DROP TRIGGER breaking; DROP TABLE broken")
      }
      // The next registration must not make the registry forget what lies about.
      let next = try RegistryFixture.design("next", file: "next.png", in: registry)
      _ = try registry.register([.new(next)], at: RegistryFixture.time)
      let names = ["kept", "lost", "next"]
      #expect(Set(folder.files(in: "registry/originals")) == Set(names.map(place)))
    }
    let reopened = try Registry(path: path, create: false)
    #expect(Set(folder.files(in: "registry/originals")) == Set(["kept", "next"].map(place)))
    #expect(try reopened.lastNumber() == 2)
  }

  @Test func `an orphan is replaced when its bytes come again`() throws {
    let fixture = try RegistryFixture()
    let sha256 = RegistryFixture.sha256("again")
    try fixture.folder.write(
      [1], to: "registry/originals/\(sha256.prefix(2))/\(sha256.dropFirst(2)).png")
    let design = try RegistryFixture.design("again", file: "again.png", in: fixture.registry)
    let record = try fixture.registry.register([.new(design)], at: RegistryFixture.time)[0].design
    #expect(try fixture.registry.originalBytes(of: record) == Array("again".utf8))
  }
}
