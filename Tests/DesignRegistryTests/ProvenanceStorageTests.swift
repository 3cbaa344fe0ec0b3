// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Foundation
import GRDB
import Provenance
import Testing
import _TestSupport

@Suite struct ProvenanceStorageTests {
  private static func details() throws -> DesignDetails {
    DesignDetails(
      title: "Peony", holders: ["Mill No. 3", "花布厂"], registrant: "Agency",
      registrationNumber: "国作登字-2024-F-1", source: "atelier", notes: "n", bank: .publicDomain,
      dates: [
        try TypedDate(submitted: "claimedCreation=2023"),
        try TypedDate(submitted: "registration=2024-03-05;certificate"),
      ])
  }

  @Test func `holders, bank and dates come back as they were given`() throws {
    let fixture = try RegistryFixture()
    let details = try Self.details()
    let new = try RegistryFixture.design("a", file: "a.png", in: fixture.registry, details: details)
    let made = try fixture.registry.register([.new(new)], at: RegistryFixture.time)[0].design
    #expect(made.details == details)
    let read = try fixture.open().design(made.design)
    #expect(read == made)
    #expect(read.dates.map(\.kind) == [.depositedHere, .registration, .claimedCreation])
    #expect(read.dates[0].date.text == "2026-01-31T12:00:00Z")
  }

  @Test func `a record goes through JSON and back`() throws {
    let fixture = try RegistryFixture()
    let new = try RegistryFixture.design(
      "a", file: "a.png", in: fixture.registry, details: try Self.details())
    let made = try fixture.registry.register([.new(new)], at: RegistryFixture.time)[0].design
    let data = try JSONEncoder().encode(made)
    #expect(try JSONDecoder().decode(DesignRecord.self, from: data) == made)
    let fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(fields["holder"] as? String == "Mill No. 3; 花布厂")
    #expect(fields["holders"] as? [String] == ["Mill No. 3", "花布厂"])
    #expect((fields["dates"] as? [Any])?.count == 3)
    #expect(fields["bank"] as? String == "public-domain")
  }

  @Test func `a registry of the first schema keeps its holders`() throws {
    let fixture = try RegistryFixture()
    let folder = fixture.folder.path("old")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do {
      let queue = try DatabaseQueue(path: folder + "/registry.sqlite")
      var first = DatabaseMigrator()
      first.registerMigration("1: designs, originals, fingerprints, reviews") { database in
        try database.execute(sql: Self.firstSchema)
      }
      try first.migrate(queue)
      let sha256 = String(repeating: "ab", count: 32)
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO original VALUES ('\(sha256)', 'png', 3);
            INSERT INTO design (id, sha256, pixelSHA256, file, width, height, holder, registeredAt)
              VALUES ('\(sha256.prefix(24))', '\(sha256)', 'p', 'f.png', 4, 3, 'Lin', '2026');
            INSERT INTO fingerprint VALUES (1, '1', 'q', 90, x'00', x'');
            """)
      }
    }
    let design = try Registry(path: folder, create: false).design("abababab")
    #expect(design.details == DesignDetails(holder: "Lin"))
  }

  /// The tables as the first schema had them; it does not change any more.
  private static let firstSchema = """
    CREATE TABLE original (sha256 TEXT NOT NULL PRIMARY KEY, format TEXT NOT NULL,
      byteCount INTEGER NOT NULL) STRICT;
    CREATE TABLE design (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      sha256 TEXT NOT NULL UNIQUE REFERENCES original (sha256), pixelSHA256 TEXT NOT NULL,
      file TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, title TEXT, holder TEXT,
      registrant TEXT, registrationNumber TEXT, source TEXT, notes TEXT,
      registeredAt TEXT NOT NULL) STRICT;
    CREATE TABLE alias (designNumber INTEGER NOT NULL REFERENCES design (number), file TEXT NOT NULL,
      notedAt TEXT NOT NULL, PRIMARY KEY (designNumber, file)) STRICT, WITHOUT ROWID;
    CREATE TABLE fingerprint (designNumber INTEGER PRIMARY KEY REFERENCES design (number),
      engine TEXT NOT NULL, pdq TEXT NOT NULL, quality INTEGER NOT NULL, global BLOB NOT NULL,
      local BLOB NOT NULL) STRICT;
    CREATE TABLE review (id TEXT NOT NULL PRIMARY KEY, keptAt TEXT NOT NULL, report TEXT NOT NULL)
      STRICT;
    """
}
