// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird

/// Which pages of other sites may ask, from a browser.
///
/// None may unless its origin is listed, by name: there is no entry for all, since a registry without keys trusts its
/// machine, and with it whatever page is open there. A listed origin may also use the session of a browser that sends
/// the cookie along.
///
/// > Source: WHATWG Fetch, section 3.2, CORS protocol.
struct CrossOriginPolicy: Sendable {
  /// The origins, as browsers send them: `https://office.example`.
  let origins: Set<String>

  /// How long a browser may remember what it was told, in seconds.
  static let memory = 600

  /// Reads an origin as it is given on the command line.
  ///
  /// - Parameter text: A scheme, a host and, if it is not the scheme's own, a port.
  /// - Returns: The origin as browsers send it; `nil` when it is none.
  static func origin(_ text: String) -> String? {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
    let authority = lower.dropFirst(scheme.count)
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    let allowed = authority.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-.:[]".utf8.contains(byte)
    }
    let isAddress = authority.hasPrefix("[")
    guard allowed, !authority.isEmpty, isAddress || parts.count <= 2, !(parts[0].isEmpty),
      isAddress || parts.count == 1 || UInt16(parts[1]).map({ $0 > 0 }) == true
    else { return nil }
    let standard = scheme == "https://" ? ":443" : ":80"
    return lower.hasSuffix(standard) ? String(lower.dropLast(standard.count)) : lower
  }

  /// Whether a request comes from a page of a listed origin.
  ///
  /// - Parameter headers: The request's headers.
  /// - Returns: Whether it says so.
  func allows(_ headers: HTTPFields) -> Bool {
    headers[.origin].map(origins.contains) ?? false
  }

  /// Keeps the pages of other sites from sending on behalf of their visitors.
  ///
  /// - Parameter request: The request.
  /// - Throws: `Problem` with `forbidden` when a browser says that such a page sent it, and its origin is not listed.
  func requireAllowed(_ request: Request) throws {
    guard !isForeign(request) || allows(request.headers) else {
      throw Problem(
        .forbidden,
        "Pages of other sites may not send anything to this service, unless --cors-origin names "
          + "their origin.")
    }
  }

  /// Whether a browser says that a page of another site sent a request.
  ///
  /// Browsers tell the site only to servers that they trust, over TLS or on their own machine; the origin they tell
  /// all. It is compared with the host that the request names, since a service does not know what it is called. What
  /// carries a key in its own headers was asked about beforehand.
  ///
  /// > Source: Fetch Metadata Request Headers (W3C), section 2.3; RFC 6454, section 7.
  func isForeign(_ request: Request) -> Bool {
    switch request.headers[ServiceHeaders.secFetchSite] {
    case "cross-site": return true
    case "same-origin", "none": return false
    case _: break
    }
    guard let origin = request.headers[.origin], request.headers[.authorization] == nil else {
      return false
    }
    guard let host = request.head.authority else { return true }
    // What is in no usual form, such as the null of a page without an origin, is compared as it is written.
    func plain(_ origin: String) -> String { Self.origin(origin) ?? origin.lowercased() }
    return !["http://", "https://"].contains { plain($0 + host) == plain(origin) }
  }

  /// Adds what lets a page of a listed origin read a response.
  ///
  /// - Parameters:
  ///   - headers: The response's headers.
  ///   - request: The request's headers.
  func add(to headers: inout HTTPFields, for request: HTTPFields) {
    guard !origins.isEmpty else { return }
    // Caches must not give one origin's answer to another.
    headers.append(HTTPField(name: .vary, value: "Origin"))
    guard let origin = request[.origin], origins.contains(origin) else { return }
    headers[.accessControlAllowOrigin] = origin
    headers[.accessControlAllowCredentials] = "true"
    headers[.accessControlExposeHeaders] = "Link, Location, Retry-After, X-Request-Id"
  }

  /// The answer to a browser that asks beforehand whether it may ask.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - table: The resources there are.
  /// - Returns: The answer; `nil` when the request is no such question, or comes from an origin that is not listed.
  func preflight(_ request: Request, _ table: RouteTable) -> Response? {
    guard request.method == .options, request.headers[.accessControlRequestMethod] != nil,
      allows(request.headers),
      request.uri.path.hasPrefix("/v1/") || request.uri.path == "/openapi.json",
      let resource = table.resources.first(where: { $0.matches(request.uri.path) })
    else { return nil }
    return Response(
      status: .noContent,
      headers: [
        .accessControlAllowMethods: resource.methods.map(\.rawValue).joined(separator: ", "),
        .accessControlAllowHeaders:
          "Accept, Authorization, Content-Type, Idempotency-Key, X-Request-Id",
        .accessControlMaxAge: String(Self.memory),
      ])
  }
}
