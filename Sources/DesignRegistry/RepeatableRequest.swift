// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A request that its client may repeat without harm, because it names each try of it alike.
///
/// > Source: IETF draft-ietf-httpapi-idempotency-key-header.
public struct RepeatableRequest: Hashable, Sendable {
  /// Whose request it is: the id of an access key, or nothing for this machine's own.
  public let bearer: String
  /// What its client calls it; other clients may call theirs the same.
  public let key: String
  /// SHA-256 of what it asks, in hexadecimal.
  public let digest: String

  /// Names a request.
  ///
  /// - Parameters:
  ///   - bearer: Whose request it is.
  ///   - key: What its client calls it.
  ///   - digest: SHA-256 of what it asks, in hexadecimal.
  public init(bearer: String, key: String, digest: String) {
    self.bearer = bearer
    self.key = key
    self.digest = digest
  }
}

/// An answer that is given again when its request is repeated.
public struct KeptAnswer: Hashable, Sendable {
  /// The HTTP status.
  public let status: Int
  /// The address of what was made.
  public let location: String?
  /// The answer's JSON.
  public let body: String

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - status: The HTTP status.
  ///   - location: The address of what was made.
  ///   - body: The answer's JSON.
  public init(status: Int, location: String?, body: String) {
    self.status = status
    self.location = location
    self.body = body
  }
}

/// What the registry knows of a repeatable request.
public enum RequestClaim: Hashable, Sendable {
  /// The request is the caller's to answer. When an earlier try of it died with its process, `triedAt` is the time of
  /// that try, which may have done the work.
  case granted(triedAt: String?)
  /// It was answered.
  case answered(KeptAnswer)
  /// Another try of it is being answered.
  case inFlight
  /// The name stands for another request.
  case namesAnother
}
