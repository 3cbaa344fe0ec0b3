// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import GRDB

extension Registry {
  /// Claims a request, so that no other try of it is worked on meanwhile; forgets what has expired.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - time: The time now: ISO 8601 in UTC.
  ///   - end: From when on its name may stand for another request.
  /// - Returns: What is known of it; when it is granted, the caller calls ``keep(_:of:)`` or ``release(_:)``.
  /// - Throws: `RegistryError` when the database fails.
  public func claim(
    _ request: RepeatableRequest, at time: String, until end: String
  ) throws(RegistryError) -> RequestClaim {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: "DELETE FROM idempotencyKey WHERE expiresAt <= ?", arguments: [time])
        let known = try Row.fetchOne(
          connection,
          sql: """
            SELECT request, session, claimedAt, status, location, body FROM idempotencyKey
            WHERE bearer = ? AND key = ?
            """, arguments: [request.bearer, request.key])
        var triedAt: String?
        if let known {
          guard known["request"] == request.digest else { return .namesAnother }
          if let status: Int = known["status"] {
            return .answered(
              KeptAnswer(status: status, location: known["location"], body: known["body"] ?? ""))
          }
          guard !originals.isAlive(known["session"]) else { return .inFlight }
          triedAt = known["claimedAt"]
        }
        // What was tried first counts, however often the process died since.
        try connection.execute(
          sql: """
            INSERT INTO idempotencyKey (bearer, key, request, session, claimedAt, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (bearer, key) DO UPDATE
              SET session = excluded.session, expiresAt = excluded.expiresAt
            """,
          arguments: [
            request.bearer, request.key, request.digest, session, triedAt ?? time, end,
          ])
        return .granted(triedAt: triedAt)
      }
    }
  }

  /// Keeps what an answer will need if this process dies before it is given; a later claim of the request finds it.
  ///
  /// - Parameters:
  ///   - draft: What is needed.
  ///   - request: The request, claimed and not answered.
  /// - Throws: `RegistryError` when it cannot be written.
  public func keepDraft(_ draft: String, of request: RepeatableRequest) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: """
            UPDATE idempotencyKey SET body = ?
            WHERE bearer = ? AND key = ? AND session = ? AND status IS NULL
            """, arguments: [draft, request.bearer, request.key, session])
      }
    }
  }

  /// What an earlier try of a request kept for its answer.
  ///
  /// - Parameter request: The request, claimed and not answered.
  /// - Returns: The draft; `nil` when there is none.
  /// - Throws: `RegistryError` when the database fails.
  public func draft(of request: RepeatableRequest) throws(RegistryError) -> String? {
    try rethrowing {
      try read { connection in
        try String.fetchOne(
          connection,
          sql: """
            SELECT body FROM idempotencyKey
            WHERE bearer = ? AND key = ? AND request = ? AND status IS NULL AND body IS NOT NULL
            """, arguments: [request.bearer, request.key, request.digest])
      }
    }
  }

  /// Keeps the answer to a claimed request.
  ///
  /// - Parameters:
  ///   - answer: The answer.
  ///   - request: The request.
  /// - Throws: `RegistryError` when it cannot be written.
  public func keep(_ answer: KeptAnswer, of request: RepeatableRequest) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: """
            UPDATE idempotencyKey SET status = ?, location = ?, body = ?
            WHERE bearer = ? AND key = ? AND session = ?
            """,
          arguments: [
            answer.status, answer.location, answer.body, request.bearer, request.key, session,
          ])
      }
    }
  }

  /// Gives a claim up without an answer, so that the request may be tried again.
  ///
  /// When it may have been done, what was drafted of its answer must outlive the claim: then the next claim is
  /// granted as after the death of a process.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - mayBeDone: Whether it may have been done although there is no draft.
  /// - Throws: `RegistryError` when it cannot be written.
  public func release(
    _ request: RepeatableRequest, mayBeDone: Bool = false
  ) throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        // No session is called by an empty text, so that none such is alive.
        try connection.execute(
          sql: """
            UPDATE idempotencyKey SET session = ''
            WHERE bearer = ? AND key = ? AND session = ? AND status IS NULL
              AND (? OR body IS NOT NULL)
            """, arguments: [request.bearer, request.key, session, mayBeDone])
        try connection.execute(
          sql: """
            DELETE FROM idempotencyKey
            WHERE bearer = ? AND key = ? AND session = ? AND status IS NULL
            """, arguments: [request.bearer, request.key, session])
      }
    }
  }
}
