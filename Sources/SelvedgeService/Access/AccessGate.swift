// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird

/// Asks each caller who it is, and lets it do what its role may.
struct AccessGate: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// What becomes of a request at the gate.
  enum Admission {
    /// The handler takes it, with a context that says who asks.
    case admitted(ServiceContext)
    /// A browser is shown where to present a key.
    case sentElsewhere(Response)
  }

  /// Lets a request in.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - context: Its context.
  ///   - operation: What it asks for.
  /// - Returns: The context with the caller, or the way to the login page.
  /// - Throws: `Problem`: `rateLimited`, `unauthorized` or `forbidden`.
  func admit(
    _ request: Request, _ context: ServiceContext, to operation: Operation
  ) async throws -> Admission {
    if operation != .showHealth {
      try state.addressLimiter.take(address(request, context), at: .now)
    }
    guard let roles = operation.roles else { return .admitted(context) }
    do {
      var context = context
      context.caller = try await caller(request)
      if case .bearer(let key) = context.caller { try state.keyLimiter.take(key.id, at: .now) }
      guard roles.contains(context.caller.role) else {
        let names = roles.map(\.rawValue).sorted().joined(separator: ", ")
        throw Problem(
          Problem(
            .forbidden,
            "This takes a key with one of the roles \(names); yours is "
              + "\(context.caller.role.rawValue)."),
          for: context.caller)
      }
      return .admitted(context)
    } catch let problem as Problem {
      let isBrowser = request.headers[.accept]?.contains("text/html") == true
      guard problem.asksForKey, operation.isPage, isBrowser else { throw problem }
      return .sentElsewhere(Self.wayToLogIn(from: request, to: operation))
    }
  }

  /// Leads to the page that takes a key, and says there where the reader was.
  ///
  /// A form is lost on the way; the page says so, and then leads back to the form.
  private static func wayToLogIn(from request: Request, to operation: Operation) -> Response {
    let path = request.uri.path
    let form = operation.formAddress(of: path)
    let asked = form ?? path + (request.uri.query.map { "?" + $0 } ?? "")
    var fields: [String] = []
    if let next = LocalAddress(asked), next.text != "/" {
      fields.append("next=\(PercentEncoding.encoded(next.text))")
    }
    if form != nil { fields.append("unsent=true") }
    return .seeOther("/login" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&")))
  }

  private func caller(_ request: Request) async throws -> Caller {
    let desk = state.desk
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Self.unknownKey }
      let text = String(parts[1])
      guard let key = try await state.lookups.run({ try desk.key(presented: text) }) else {
        throw Self.unknownKey
      }
      return .bearer(key)
    }
    if let session = SessionCookie.value(in: request.headers),
      let key = try await state.lookups.run({ try desk.key(ofSession: session) })
    {
      return .bearer(key)
    }
    if state.configuration.admitsAnonymousVendors { return .anonymousVendor }
    guard try await state.lookups.run({ try !desk.hasKeys() }) else {
      throw Problem(
        .unauthorized, "This takes a key: send it as Authorization: Bearer selvedge_...")
    }
    try requireOwnName(request)
    return .thisMachine
  }

  /// Keeps a page whose name was made to mean this machine from acting for whoever sits at it.
  ///
  /// Such a name has a dot and is no loopback address; the own names of this machine have none.
  ///
  /// > Source: RFC 9112, section 3.2: a request of HTTP/1.1 without a host is answered with 400.
  private func requireOwnName(_ request: Request) throws {
    guard let authority = request.head.authority, !authority.isEmpty else {
      throw Problem(
        .invalidRequest,
        "The request has no Host header; name there the machine that it is sent to.")
    }
    let host =
      authority.hasPrefix("[")
      ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" })
    guard !host.contains(".") || ServiceConfiguration.isLoopback(host) else {
      throw Problem(
        .forbidden,
        "The registry has no keys, so the service answers to names of this machine only; make a "
          + "key with selvedge keys create.")
    }
  }

  /// The address that is held to the limit.
  private func address(_ request: Request, _ context: ServiceContext) -> String {
    let peer = context.peerAddress ?? "unknown"
    guard state.configuration.trustsForwardedFor,
      let last = request.headers[ServiceHeaders.forwardedFor]?.split(separator: ",").last
    else { return RateLimiter.subject(address: peer) }
    return RateLimiter.subject(address: String(last.filter { !$0.isWhitespace }.prefix(64)))
  }

  private static var unknownKey: Problem {
    Problem(
      .unauthorized,
      "The key is not known here, has expired or was called back; ask for a new one.")
  }
}
