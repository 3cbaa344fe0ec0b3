// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Provenance
import Testing

@Suite struct RegistrationTests {
  @Test func `a registered design can be looked up, listed and read`() throws {
    let fixture = try RegistryFixture()
    let details = DesignDetails(title: "Peony", holder: "Mill No. 3")
    let design = try RegistryFixture.design(
      "one", file: "one.png", in: fixture.registry, details: details)
    let outcome = try fixture.registry.register([.new(design)], at: RegistryFixture.time)[0]

    #expect(outcome.isNew)
    let record = outcome.design
    #expect(record.design == String(RegistryFixture.sha256("one").prefix(24)))
    #expect(record.number == 1)
    #expect(record.file == "one.png")
    #expect(record.byteCount == 3)
    #expect(record.details == details)
    #expect(record.registeredAt == RegistryFixture.time)
    #expect(try fixture.registry.design(record.design) == record)
    #expect(try fixture.registry.design(String(record.design.prefix(6)).uppercased()) == record)
    #expect(try fixture.registry.design(sha256: RegistryFixture.sha256("one")) == record)
    #expect(try fixture.registry.designs(after: 0, limit: 10) == [record])
    #expect(try fixture.registry.designs(after: 1, limit: 10).isEmpty)
    #expect(try fixture.registry.originalBytes(of: record) == Array("one".utf8))
    #expect(fixture.stored.count == 1)
    #expect(fixture.incoming.isEmpty)
  }

  @Test func `the same bytes again are the same design, and the name is noted`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    let first = try registry.register(
      [.new(try RegistryFixture.design("same", file: "a.png", in: registry))],
      at: RegistryFixture.time)[0]
    let again = try registry.register(
      [
        .new(try RegistryFixture.design("same", file: "b.png", in: registry)),
        .known(sha256: RegistryFixture.sha256("same"), file: "c.png", details: DesignDetails()),
        .known(sha256: RegistryFixture.sha256("same"), file: "a.png", details: DesignDetails()),
      ], at: "2026-02-01T00:00:00.000Z")

    #expect(again.map(\.isNew) == [false, false, false])
    #expect(again.allSatisfy { $0.design == first.design })
    #expect(try registry.aliases(of: 1) == ["b.png", "c.png"])
    #expect(fixture.stored.count == 1)
    #expect(fixture.incoming.isEmpty)
  }

  @Test(
    arguments: [
      (DesignDetails(), []),
      (DesignDetails(title: "Peony", holders: ["B", "A"], dates: [Self.published]), []),
      (DesignDetails(title: "Rose", holders: ["C"]), ["title", "holders"]),
      (DesignDetails(holders: ["A", "C"], registrant: "an agent"), ["holders", "registrant"]),
      (DesignDetails(source: "a fair", notes: "old"), ["source", "notes"]),
      (
        DesignDetails(holders: [], registrationNumber: "7", dates: [Self.created]),
        ["registrationNumber", "dates"]
      ),
      (DesignDetails(holders: [], bank: .publicDomain), ["bank"]),
    ] as [(DesignDetails, [String])])
  func `what the same bytes are said to be otherwise is told and not stored`(
    details: DesignDetails, fields: [String]
  ) throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    let first = try RegistryFixture.design(
      "same", file: "a.png", in: registry,
      details: DesignDetails(title: "Peony", holders: ["A", "B"], dates: [Self.published]))
    let new = try RegistryFixture.design("same", file: "b.png", in: registry, details: details)
    let outcomes = try registry.register(
      [
        .new(first), .new(new),
        .known(sha256: RegistryFixture.sha256("same"), file: "c.png", details: details),
      ], at: RegistryFixture.time)
    #expect(outcomes.map(\.notStored) == [[], fields, fields])
    #expect(try registry.design(outcomes[0].design.design).details == first.details)
  }

  private static let published = TypedDate(.firstPublication, PartialDate(millisecondsSince1970: 0))
  private static let created = TypedDate(
    .claimedCreation, PartialDate(millisecondsSince1970: 0))

  @Test func `of the same bytes twice in a group the first makes the design`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    let outcomes = try registry.register(
      [
        .new(try RegistryFixture.design("twin", file: "first.png", in: registry)),
        .new(try RegistryFixture.design("other", file: "other.png", in: registry)),
        .new(try RegistryFixture.design("twin", file: "second.png", in: registry)),
      ], at: RegistryFixture.time)
    #expect(outcomes.map(\.isNew) == [true, true, false])
    #expect(outcomes.map(\.design.file) == ["first.png", "other.png", "first.png"])
    #expect(fixture.incoming.isEmpty)
  }

  @Test func `a group that fails leaves no row and no file`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    let design = try RegistryFixture.design("lost", file: "lost.png", in: registry)
    #expect(throws: RegistryError.self) {
      _ = try registry.register(
        [
          .new(design),
          .known(sha256: RegistryFixture.sha256("never"), file: "x", details: DesignDetails()),
        ],
        at: RegistryFixture.time)
    }
    #expect(try registry.lastNumber() == 0)
    #expect(fixture.stored.isEmpty)
    #expect(fixture.incoming.isEmpty)
  }

  @Test func `ids that are unknown, too short or shared are refused in words`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    #expect(throws: RegistryError.noSuchDesign(id: "abcdef")) { try registry.design("ABCDEF") }
    #expect(throws: RegistryError.noSuchDesign(id: "abc")) { try registry.design("abc") }
    // Who gave digits enough is not told that they are too few.
    for (id, isShort) in [("abc", true), ("no such thing", true), ("abcdef", false)] {
      let words = RegistryError.noSuchDesign(id: id).description
      #expect(words.contains("at least 6 digits") == isShort, "\(id)")
    }
    #expect(throws: RegistryError.noSuchDesign(id: "no such thing")) {
      try registry.design("no such thing")
    }
  }

  @Test func `fingerprints come back by engine, in order`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    for (text, engine) in [("a", "1"), ("b", "0"), ("c", "1")] {
      let design = try RegistryFixture.design(text, file: text, in: registry, engine: engine)
      _ = try registry.register([.new(design)], at: RegistryFixture.time)
    }
    let found = try registry.fingerprints(of: 1...9, engine: "1", limit: 9)
    #expect(found.map(\.number) == [1, 3])
    #expect(found.map(\.stored.global) == [Array("a".utf8), Array("c".utf8)])
    #expect(try registry.fingerprints(of: 2...9, engine: "1", limit: 9).map(\.number) == [3])
    #expect(try registry.fingerprints(of: 1...9, engine: "1", limit: 1).map(\.number) == [1])
    #expect(try registry.fingerprintCount(of: 1...9, engine: "1") == 2)
    #expect(try registry.fingerprintCount(of: 1...2, engine: "1") == 1)
    #expect(try registry.fingerprintCount(of: 1...9, engine: "7") == 0)
    #expect(try registry.designCounts(notOfEngine: "1").map(\.value) == [1])
    let others = try registry.designCounts(notOfEngine: "none")
    #expect(others["1"] == 2 && others.values.reduce(0, +) == 3)
    #expect(try registry.designs(notOfEngine: "1", after: 0, limit: 9).map(\.number) == [2])
    #expect(try registry.designs(notOfEngine: "none", after: 0, limit: 2).map(\.number) == [1, 2])
    #expect(try registry.designs(notOfEngine: "none", after: 2, limit: 2).map(\.number) == [3])
    try registry.replaceFingerprint(
      of: 2,
      with: StoredFingerprint(engine: "1", pdq: "", quality: 1, global: [9], local: []))
    #expect(try registry.designs(notOfEngine: "1", after: 0, limit: 9).isEmpty)
    #expect(try registry.designCounts(notOfEngine: "1").isEmpty)
  }

  @Test func `a kept review comes back`() throws {
    let fixture = try RegistryFixture()
    let digest = String(repeating: "0", count: 64)
    let staged = try [UInt8]([1, 2]).withUnsafeBytes {
      try fixture.registry.stageQuery($0, sha256: digest, format: .png)
    }
    let kept = try fixture.registry.keep(
      [NewReview(id: "r1", report: "{}", picture: digest, staged: [staged].compactMap(\.self))],
      at: RegistryFixture.time
    ) { _ in 0..<1 }
    #expect(try fixture.registry.review("r1") == kept[0])
    #expect(try fixture.registry.review("1").report == "{}")
    #expect(try fixture.registry.queryBytes(digest) == [1, 2])
    #expect(throws: RegistryError.noSuchReview(id: "r2")) { try fixture.registry.review("r2") }
    #expect(try fixture.registry.statistics(engine: "1").reviews == 1)
  }
}
