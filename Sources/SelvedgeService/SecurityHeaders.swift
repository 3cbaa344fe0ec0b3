// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes

/// Headers that every response carries, so that no browser makes more of it than it is.
enum SecurityHeaders {
  /// Adds the headers that are not there yet.
  ///
  /// - Parameter headers: A response's headers.
  static func add(to headers: inout HTTPFields) {
    for field in all where headers[field.name] == nil { headers.append(field) }
  }

  private static let all: [HTTPField] = [
    HTTPField(name: .xContentTypeOptions, value: "nosniff"),
    HTTPField(name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'"),
    HTTPField(name: .cacheControl, value: "no-store"),
    HTTPField(name: ServiceHeaders.referrerPolicy, value: "no-referrer"),
    HTTPField(name: ServiceHeaders.crossOriginResourcePolicy, value: "same-origin"),
  ]
}
