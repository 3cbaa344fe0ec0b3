// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import GRDB
import Testing

@testable import DesignRegistry

@Suite struct SealBearerTests {
  private func seal(_ registry: Registry, _ digit: Character, bearer: String?) throws -> Int {
    let id = String(repeating: digit, count: 24)
    return try registry.seal(
      NewSealedDesign(
        design: id, commitment: RegistryFixture.sha256(id), holders: [], dates: [],
        document: "{}",
        fingerprint: StoredFingerprint(engine: "3", pdq: "00", quality: 90, global: [], local: []),
        bearer: bearer), at: RegistryFixture.time
    ) { last in
      let next = (last ?? -1) + 1; return next..<next + 1
    }
  }

  @Test func `whose key a design was sealed with is kept under a checksum`() throws {
    let fixture = try RegistryFixture()
    let registry = fixture.registry
    _ = try seal(registry, "a", bearer: nil)
    let number = try seal(registry, "b", bearer: "key-7")
    #expect(try registry.sealedDesigns(after: 0, limit: 9).map(\.bearer) == [nil, "key-7"])
    #expect(try registry.unloggedProblems() == [])
    // The trigger writes the checksum of what is written; a byte that changes by itself leaves it behind.
    try registry.pool.write { connection in
      let definition = try String.fetchOne(
        connection, sql: "SELECT sql FROM sqlite_schema WHERE name = 'sealBearerUpdated'")
      try connection.execute(sql: "DROP TRIGGER sealBearerUpdated")
      try connection.execute(sql: "UPDATE sealBearer SET bearer = 'key-6'")
      try connection.execute(sql: definition ?? "")
    }
    #expect(
      try registry.unloggedProblems() == [
        "a row of sealBearer (\(number)) is not what was written"
      ])
  }
}
