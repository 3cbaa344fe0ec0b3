// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes

/// The cookie in which a browser keeps its session.
///
/// No script can read it, and no other site can send it.
///
/// > Source: RFC 6265bis, sections 4.1 and 4.2.
enum SessionCookie {
  /// The cookie's name.
  static let name = "selvedge_session"
  /// How long a session lasts, in seconds.
  static let lifetime = 12 * 3600

  /// The value that a browser sends.
  ///
  /// - Parameter headers: The request's headers.
  /// - Returns: The value, or `nil`.
  static func value(in headers: HTTPFields) -> String? {
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
      }
    }
    return nil
  }

  /// What sets the cookie.
  ///
  /// - Parameters:
  ///   - value: The session; `nil` removes the cookie.
  ///   - isSecure: Whether the browser may send it over TLS only.
  /// - Returns: The value of `Set-Cookie`.
  static func header(_ value: String?, isSecure: Bool) -> String {
    let age = value == nil ? 0 : lifetime
    return "\(name)=\(value ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict"
      + (isSecure ? "; Secure" : "")
  }
}
