// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import MatchReporting
import ReportPages

/// Reviews: looking pictures up among the designs.
struct ReviewRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// Matches in a report when the client does not say, and at most.
  static let defaultLimit = 5
  static let largestLimit = 100
  /// Views of one picture in one request.
  static let viewLimit = 8

  private static let rules = UploadRules(
    pictureFields: ["image"],
    textFields: ["file", "limit", "keep", "claimedHolder", "claimedDate"], pictureLimit: viewLimit)

  /// `POST /v1/reviews`: looks a picture up; several pictures are views of one thing.
  ///
  /// The report is kept with its pictures, unless the client says `keep=false`; that of a caller
  /// without a key only if it says `keep=true`.
  ///
  /// A client that would rather have lines gets what the codes of the whole tell at once, and then the report.
  @Sendable func review(_ request: Request, _ context: ServiceContext) async throws -> Response {
    if Accept(request.headers[.accept]).prefersLines {
      return try await reviewInLines(request, context)
    }
    let (report, _, _) = try await reviewing(request, context)
    guard let id = report.review else { return try .json(report) }
    return try .json(report, status: .created, headers: [.location: "/v1/reviews/\(id)"])
  }

  /// The answer to a review line by line: a first answer for each view, then the report, or what went wrong.
  ///
  /// What goes wrong before the first line is answered as ever.
  private func reviewInLines(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let (lines, sink) = AsyncThrowingStream<String, any Error>.makeStream()
    // The first line is waited for, so the request is read before this returns; what was begun ends though nobody listens.
    Task {
      do {
        let (report, _, _) = try await reviewing(request, context) { first in
          sink.yield(with: Result { try JSONText.encode(FirstAnswer.Line(first)) })
        }
        sink.yield(try JSONText.encode(report))
        sink.finish()
      } catch {
        sink.finish(throwing: error)
      }
    }
    var iterator = lines.makeAsyncIterator()
    // Nothing comes when the client is gone.
    guard let first = try await iterator.next() else {
      throw CancellationError()
    }
    let requestID = context.requestID
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(string: first + "\n"))
      do {
        for try await line in lines { try await writer.write(ByteBuffer(string: line + "\n")) }
      } catch {
        let problem = ProblemDocument(Problem(error), requestID: requestID)
        let line = try JSONText.encode(["problem": problem])
        try await writer.write(ByteBuffer(string: line + "\n"))
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok, headers: [.contentType: Self.linesType, .vary: "Accept"], body: body)
  }

  /// The media type of JSON objects, one a line.
  static let linesType = "application/x-ndjson"

  /// Looks up what a request brings.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - context: Its context, which says who asks.
  ///   - first: Takes what the codes of the whole tell of each view.
  /// - Returns: The report, the picture that it calls the query, and all that were sent.
  /// - Throws: `Problem` or what the desk throws.
  func reviewing(
    _ request: Request, _ context: ServiceContext, first: (@Sendable (FirstAnswer) -> Void)? = nil
  ) async throws -> (report: ReviewReport, query: Picture, views: [Picture]) {
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.rules)
    let asked = try upload.fields.integer("limit", in: 1...Self.largestLimit)
    let limit = asked ?? Self.defaultLimit
    let isKept = try upload.fields.flag("keep") ?? context.caller.keepsReviews
    let dates = try upload.fields.dates("claimedDate", defaultKind: .claimedCreation)
    let holder = upload.fields["claimedHolder"]
    let claim =
      holder == nil && dates.isEmpty ? nil : OwnershipClaim(holder: holder, dates: dates)
    let (desk, decodes) = (state.desk, state.decodes)
    try desk.requireSound(claim, of: "claimedDate")
    return try await decodes.run {
      let views = upload.pictures.map { upload.picture($0) }
      // A second thread helps where a processor is idle; where none is, it gets in the way of other reviews.
      let report = try desk.review(
        views: views, limit: limit, keep: isKept, claim: claim, threads: decodes.threadsEach,
        first: first)
      return (report, views.first { $0.sha256 == report.query.sha256 } ?? views[0], views)
    }
  }

  /// `GET /v1/reviews/{id}`: a report that was kept, as JSON or as a page with pictures.
  @Sendable func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let query = try RequestFields(query: request.uri.query, allowedNames: ["lang"])
    guard query.value("lang").map({ PageLanguage(rawValue: $0) != nil }) ?? true else {
      throw Problem(.invalidRequest, "lang, the language of the page, is zh or en.")
    }
    let accept = Accept(request.headers[.accept])
    if accept.prefersPage {
      var response = try await showPage(request, context)
      response.headers.append(HTTPField(name: .vary, value: "Accept"))
      return response
    }
    guard accept.allows("application", "json") else {
      throw Problem(.notAcceptable, "A review has these forms: application/json, text/html.")
    }
    let id = try Identifier.review(context)
    let desk = state.desk
    return try .json(
      try await state.lookups.run { try desk.keptReview(id) }, headers: [.vary: "Accept"])
  }

  /// `GET /reviews/{id}`: the page of a report that was kept.
  @Sendable func showPage(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let id = try Identifier.review(context)
    let desk = state.desk
    let report = try await state.lookups.run { try desk.keptReview(id) }
    let takesFindings = Operation.submitFinding.roles?.contains(context.caller.role) == true
    let isRecordedAlready = request.uri.queryParameters["recorded"] == "before"
    let page = try await state.decodes.run {
      try ReportDocument.review(
        report, query: desk.keptPicture(of: report), views: desk.keptMatchedViews(of: report),
        desk: desk, takesFindings: takesFindings, isRecordedAlready: isRecordedAlready,
        in: choice.language)
    }
    return .page(
      page, policy: ReportDocument.contentSecurityPolicy, headers: choice.headers)
  }
}
