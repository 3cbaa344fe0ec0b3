// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird

/// Sessions: what lets a browser use a key without sending it along each time.
struct SessionRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// The largest form, in bytes.
  private static let formByteLimit = 4096

  /// `GET /login`: the form that takes a key.
  @Sendable func form(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: .anonymousVendor)
    return .page(choice.pages.logIn(), headers: choice.headers)
  }

  /// `POST /login`: opens a session for the bearer of a key.
  @Sendable func open(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let type = HeaderParameters(request.headers[.contentType] ?? "").value
    guard type == "application/x-www-form-urlencoded" else {
      throw Problem(
        .unsupportedFormat, "Send the key as a form: application/x-www-form-urlencoded.")
    }
    guard !state.crossOrigin.isForeign(request) else {
      throw Problem(.forbidden, "Pages of other sites may not log anybody in.")
    }
    var bytes: [UInt8] = []
    for try await chunk in request.body {
      guard bytes.count + chunk.readableBytes <= Self.formByteLimit else {
        var problem = Problem(
          .invalidRequest, "The form is longer than \(Self.formByteLimit) bytes.")
        problem.limit = Self.formByteLimit
        problem.closesConnection = true
        throw problem
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    let form = try RequestFields(
      query: String(decoding: bytes, as: UTF8.self), allowedNames: ["key"])
    let desk = state.desk
    let key = form["key"] ?? ""
    let session = try await state.lookups.run {
      try desk.openSession(presenting: key, lifetime: SessionCookie.lifetime)
    }
    guard let session else {
      throw Problem(
        .unauthorized, "The key is not known here, has expired or was called back.")
    }
    return answer(session, to: "/")
  }

  /// `POST /logout`: ends the session.
  @Sendable func close(_ request: Request, _ context: ServiceContext) async throws -> Response {
    guard !state.crossOrigin.isForeign(request) else {
      throw Problem(.forbidden, "Pages of other sites may not log anybody out.")
    }
    if let session = SessionCookie.value(in: request.headers) {
      let desk = state.desk
      try await state.lookups.run { try desk.endSession(session) }
    }
    return answer(nil, to: "/login")
  }

  private func answer(_ session: String?, to place: String) -> Response {
    let cookie = SessionCookie.header(session, isSecure: state.configuration.tls != nil)
    return Response(status: .seeOther, headers: [.location: place, .setCookie: cookie])
  }
}
