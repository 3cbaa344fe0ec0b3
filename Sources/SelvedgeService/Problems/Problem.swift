// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import ReportPages

/// A problem on its way to the client.
///
/// > Source: RFC 9457, problem details for HTTP APIs.
struct Problem: Error {
  /// What kind of problem it is.
  let kind: ProblemKind
  /// What is wrong with this request, and what to do; never holds a path, SQL or a stack.
  let detail: String
  /// The file or design that it is about, where the detail tells of one.
  var subject: String?
  /// The stage of the pipeline that failed.
  var stage: String?
  /// The limit that was passed, in the unit that the detail names.
  var limit: Int?
  /// The design that is there already.
  var design: String?
  /// What a person does about it, where that is not what is usual for its kind.
  var ownAdvice: Phrase?
  /// Seconds after which trying again makes sense.
  var retryAfterSeconds: Int?
  /// The methods that the resource knows.
  var allowedMethods: [HTTPRequest.Method] = []
  /// Whether the client is told how to say who it is.
  var asksForKey: Bool { kind == .catalogue(.unauthorized) }
  /// Whether the connection ends with the response, because the rest of the request is not wanted.
  var closesConnection = false
  /// What the log is told and the client is not.
  var cause: String?
  /// Whose request it was; `nil` when that is not known.
  var caller: Caller?

  /// Creates a problem.
  ///
  /// - Parameters:
  ///   - kind: What kind of problem it is.
  ///   - detail: What is wrong, and what to do.
  init(_ kind: ProblemKind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }

  /// Creates a problem of the catalogue.
  ///
  /// - Parameters:
  ///   - code: The entry of the catalogue.
  ///   - detail: What is wrong, and what to do.
  init(_ code: ProblemCode, _ detail: String) {
    self.init(.catalogue(code), detail)
  }

  /// Whether the same request would be refused again, whenever it comes.
  var isSettled: Bool {
    switch kind {
    case .catalogue(let code): code.isSettled
    case .routeNotFound, .methodNotAllowed, .notAcceptable, .requestTimeout, .requestHeadTooLarge,
      .idempotencyKeyReused, .idempotencyKeyInFlight:
      false
    }
  }

  /// The headers that belong to the status, whatever form the problem is told in.
  var headers: HTTPFields {
    var headers = HTTPFields()
    if let seconds = retryAfterSeconds { headers[.retryAfter] = String(seconds) }
    if !allowedMethods.isEmpty {
      headers[.allow] = allowedMethods.map(\.rawValue).joined(separator: ", ")
    }
    if asksForKey { headers[.wwwAuthenticate] = "Bearer realm=\"selvedge\"" }
    if closesConnection { headers[.connection] = "close" }
    return headers
  }

  /// The problem of too much to do at once.
  static var busy: Problem {
    var problem = Problem(
      .registryBusy, "The service is working on as many pictures as it can; try again in a moment.")
    problem.retryAfterSeconds = Problem.retryAfterSeconds
    return problem
  }

  /// What a busy service asks its clients to wait, in seconds: a full default queue takes about
  /// this long to empty.
  static let retryAfterSeconds = 2
}
