// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes

/// What kind of problem a response tells of: an entry of the common catalogue, or one of the few
/// that only HTTP knows.
enum ProblemKind: Hashable, Sendable {
  /// An entry of the catalogue that every surface shares.
  case catalogue(ProblemCode)
  /// No resource has this path.
  case routeNotFound
  /// The resource does not know this method.
  case methodNotAllowed
  /// The resource has no form that the client accepts.
  case notAcceptable
  /// The request took longer to arrive than the service waits.
  case requestTimeout
  /// The request's address and headers are longer than the service reads.
  case requestHeadTooLarge
  /// The name of a repeatable request came with another one before.
  case idempotencyKeyReused
  /// The same request is being worked on.
  case idempotencyKeyInFlight

  /// Every kind there is.
  static let allKinds: [ProblemKind] =
    ProblemCode.allCases.map { .catalogue($0) }
    + [
      .routeNotFound, .methodNotAllowed, .notAcceptable, .requestTimeout, .requestHeadTooLarge,
      .idempotencyKeyReused, .idempotencyKeyInFlight,
    ]

  /// The stable name, as in the `code` member and at the end of the type URI.
  var code: String {
    switch self {
    case .catalogue(let code): code.rawValue
    case .routeNotFound: "routeNotFound"
    case .methodNotAllowed: "methodNotAllowed"
    case .notAcceptable: "notAcceptable"
    case .requestTimeout: "requestTimeout"
    case .requestHeadTooLarge: "requestHeadTooLarge"
    case .idempotencyKeyReused: "idempotencyKeyReused"
    case .idempotencyKeyInFlight: "idempotencyKeyInFlight"
    }
  }

  /// The response's status.
  var status: HTTPResponse.Status {
    switch self {
    case .catalogue(let code): code.status
    case .routeNotFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .requestTimeout: .requestTimeout
    case .requestHeadTooLarge: .requestHeaderFieldsTooLarge
    case .idempotencyKeyReused: .unprocessableContent
    case .idempotencyKeyInFlight: .conflict
    }
  }

  /// The short summary, the same in every response of the kind.
  var title: String {
    switch self {
    case .catalogue(let code): code.title
    case .routeNotFound: "No such resource"
    case .methodNotAllowed: "Method not allowed"
    case .notAcceptable: "No acceptable form"
    case .requestTimeout: "Request took too long to arrive"
    case .requestHeadTooLarge: "Request head too large"
    case .idempotencyKeyReused: "Idempotency key used before"
    case .idempotencyKeyInFlight: "Request in flight"
    }
  }
}
