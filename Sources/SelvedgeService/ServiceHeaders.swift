// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes

/// Names of headers that the HTTP library does not know.
enum ServiceHeaders {
  /// The request's id, both ways.
  static let requestID = name("X-Request-Id")
  /// What a client calls a request, the same for each try of it.
  static let idempotencyKey = name("Idempotency-Key")
  /// The machine that a request names, if it names a second one: the library takes the first for itself.
  static let host = name("Host")
  /// Where a browser says a request comes from.
  ///
  /// > Source: W3C, Fetch Metadata Request Headers.
  static let secFetchSite = name("Sec-Fetch-Site")
  /// The addresses that a request came through, as proxies note them.
  static let forwardedFor = name("X-Forwarded-For")
  /// The pages that follow in a list.
  ///
  /// > Source: RFC 8288.
  static let link = name("Link")
  /// Keeps addresses out of other sites' logs.
  static let referrerPolicy = name("Referrer-Policy")
  /// Keeps other sites from showing what this one holds.
  static let crossOriginResourcePolicy = name("Cross-Origin-Resource-Policy")

  private static func name(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no token") }
    return name
  }
}
