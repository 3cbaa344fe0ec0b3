// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import GRDB
private import Provenance

extension Registry {
  /// Counts what the registry holds, in several ways.
  ///
  /// - Returns: The counts, of one moment.
  /// - Throws: `RegistryError` when the database fails.
  /// - Complexity: O(designs + reviews).
  public func tallies() throws(RegistryError) -> RegistryTallies {
    try rethrowing {
      try read { connection in
        func counts(_ sql: String) throws -> [(name: String, count: Int)] {
          try Row.fetchAll(connection, sql: sql).map { ($0[0] ?? "", $0[1]) }
        }
        let banks = try counts("SELECT bank, COUNT(*) FROM design GROUP BY bank")
        let kinds = try counts(
          "SELECT kind, COUNT(DISTINCT designNumber) FROM typedDate GROUP BY kind")
        return RegistryTallies(
          months: try counts(
            """
            SELECT substr(registeredAt, 1, 7) AS month, COUNT(*) FROM design
            GROUP BY month ORDER BY month
            """
          ).map { .init($0.name, $0.count) },
          banks: DesignBank.allCases.compactMap { bank in
            banks.first { $0.name == bank.rawValue }.map { .init(bank, $0.count) }
          },
          dateKinds: DateKind.allCases.compactMap { kind in
            kinds.first { $0.name == kind.rawValue }.map { .init(kind, $0.count) }
          },
          findings: try counts(
            """
            SELECT json_extract(report, '$.finding') AS finding, COUNT(*) FROM review
            WHERE json_valid(report) GROUP BY finding ORDER BY finding
            """
          ).map { .init($0.name, $0.count) })
      }
    }
  }
}
