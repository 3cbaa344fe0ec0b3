// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

extension ReviewDesk {
  /// How long an answer is kept for a repeated request, in seconds: a day.
  public static let answerLifetime = 24 * 3600

  /// Claims a request, so that no other try of it is worked on meanwhile.
  ///
  /// - Parameter request: The request.
  /// - Returns: What is known of it; a claim that is granted ends with ``keep(_:of:)`` or ``release(_:)``, or with
  ///   the process.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func claim(_ request: RepeatableRequest) throws(SelvedgeError) -> RequestClaim {
    let now = clock()
    return try registryWork { () throws(RegistryError) in
      try registry.claim(
        request, at: now, until: Timestamp.after(seconds: Self.answerLifetime))
    }
  }

  /// Keeps what an answer will need if this process dies before it is given; a later try of the request finds it.
  ///
  /// - Parameters:
  ///   - draft: What is needed.
  ///   - request: The request, claimed and not answered.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func keepDraft(_ draft: String, of request: RepeatableRequest) throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try registry.keepDraft(draft, of: request) }
  }

  /// What an earlier try of a request kept for its answer.
  ///
  /// - Parameter request: The request, claimed and not answered.
  /// - Returns: The draft; `nil` when there is none.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func draft(of request: RepeatableRequest) throws(SelvedgeError) -> String? {
    try registryWork { () throws(RegistryError) in try registry.draft(of: request) }
  }

  /// Keeps the answer to a claimed request.
  ///
  /// - Parameters:
  ///   - answer: The answer.
  ///   - request: The request.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func keep(_ answer: KeptAnswer, of request: RepeatableRequest) throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try registry.keep(answer, of: request) }
  }

  /// Gives a claim up without an answer, so that the request may be tried again.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - mayBeDone: Whether it may have been done; then, or with a draft, the next claim is granted as after the death
  ///     of a process.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func release(
    _ request: RepeatableRequest, mayBeDone: Bool = false
  ) throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in
      try registry.release(request, mayBeDone: mayBeDone)
    }
  }
}
