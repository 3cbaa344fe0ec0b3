// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Foundation
import Testing

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

  @Test func `a discarded original leaves nothing`() throws {
    let fixture = try RegistryFixture()
    let design = try RegistryFixture.design("no", file: "no.png", in: fixture.registry)
    fixture.registry.discard(design.original)
    #expect(fixture.incoming.isEmpty)
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
