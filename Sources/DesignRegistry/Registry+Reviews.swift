// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import GRDB

extension Registry {
  /// Keeps a review's report; it is durable when the call returns.
  ///
  /// - Parameters:
  ///   - id: The report's id; no other report has it.
  ///   - report: The report as JSON.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  /// - Throws: `RegistryError` when it cannot be written.
  public func keepReview(_ id: String, report: String, at time: String) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: "INSERT INTO review (id, keptAt, report) VALUES (?, ?, ?)",
          arguments: [id, time, report])
      }
    }
  }

  /// Reads a report that was kept.
  ///
  /// - Parameter id: The report's id.
  /// - Returns: The report as JSON.
  /// - Throws: `RegistryError.noSuchReview`, or when the database fails.
  public func review(_ id: String) throws(RegistryError) -> String {
    let report = try rethrowing {
      try pool.read { connection in
        try String.fetchOne(
          connection, sql: "SELECT report FROM review WHERE id = ?", arguments: [id])
      }
    }
    guard let report else { throw .noSuchReview(id: id) }
    return report
  }
}
