// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import ReportPages

/// Sessions: what lets a browser use a key without sending it along each time.
struct SessionRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// The largest form, in bytes.
  private static let formByteLimit = 4096

  /// `GET /login`: the form that takes a key, and leads back to where the reader was.
  @Sendable func form(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: .anonymousVendor)
    let asked = try? RequestFields(
      query: request.uri.query, allowedNames: ["next", "unsent"], ignoresOthers: true)
    let notice =
      asked?["unsent"] == "true"
      ? Phrase(
        zh: "未登录或登录已过期，刚才的表单没有处理：登录后请再填一次、再提交。",
        en: "You are not logged in, or your session has ended, and the form was not taken: log in, "
          + "then fill it in and send it again.") : nil
    return .page(
      choice.pages.logIn(next: Self.next(asked)?.text, notice: notice), headers: choice.headers)
  }

  /// Where a reader goes who has logged in; `nil` when the fields name no page of this service.
  private static func next(_ fields: RequestFields?) -> LocalAddress? {
    fields?["next"].flatMap { LocalAddress($0) }
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
      query: String(decoding: bytes, as: UTF8.self), allowedNames: ["key", "next"])
    let desk = state.desk
    let key = form["key"] ?? ""
    let session = try await state.lookups.run {
      try desk.openSession(presenting: key, lifetime: SessionCookie.lifetime)
    }
    guard let session else {
      let problem = Problem(
        .unauthorized, "The key is not known here, has expired or was called back.")
      guard Accept(request.headers[.accept]).prefersPage else { throw problem }
      return Self.again(request, form, problem)
    }
    return answer(session, to: Self.next(form)?.text ?? "/")
  }

  /// The form once more, for a person whose key was not taken.
  private static func again(
    _ request: Request, _ form: RequestFields, _ problem: Problem
  ) -> Response {
    let choice = LanguageChoice(request, for: .anonymousVendor)
    let notice = Phrase(
      zh: "密钥不对、已过期或已被收回：请检查后再输入一次。",
      en: problem.detail + " Check it, and enter it once more.")
    var headers = problem.headers
    headers.append(contentsOf: choice.headers)
    return .page(
      choice.pages.logIn(next: next(form)?.text, notice: notice),
      status: problem.kind.status, headers: headers)
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
