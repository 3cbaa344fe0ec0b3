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

/// Imports: many designs in one request, registered afterwards.
struct ImportRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// `POST /v1/imports`: takes pictures, with or without a table of what is said about them, and begins to register
  /// them.
  @Sendable func start(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let key = try IdempotencyKey(request.headers[ServiceHeaders.idempotencyKey])
    let received = try await receive(request)
    return try await Repeats(state: state).once(
      key, context.caller, digest: { received.digest }
    ) { _ in
      let job = try await add(received, context)
      return KeptAnswer(
        status: 202, location: "/v1/imports/\(job.id)",
        body: try JSONText.encode(ImportDocument(job, rate: nil)))
    }
  }

  /// `GET /v1/imports`: the caller's imports, the newest first, page by page; everybody's for an administrator.
  @Sendable func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let query = try RequestFields(query: request.uri.query, allowedNames: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...ImportPage.largestLimit)
    let shown = limit ?? ImportPage.defaultLimit
    let after = try query.value("after").map { text in
      guard Identifier.isImportJob(text) else {
        throw Problem(.invalidRequest, "after is the id of an import: 24 hexadecimal digits.")
      }
      return text
    }
    let page = try await list(for: context.caller, after: after, limit: shown)
    var headers: HTTPFields = [:]
    if let next = page.next {
      headers[ServiceHeaders.link] = "</v1/imports?after=\(next)&limit=\(shown)>; rel=\"next\""
    }
    return try .json(page, headers: headers)
  }

  /// Some of the imports that a caller may see, the newest first.
  ///
  /// - Parameters:
  ///   - caller: Who asks.
  ///   - id: An import; only those before it are listed.
  ///   - limit: The most imports.
  /// - Returns: The imports, and where to go on.
  /// - Throws: `Problem` with `importNotFound` when the caller cannot see that import, or what the desk throws.
  func list(
    for caller: Caller, after id: String?, limit: Int
  ) async throws -> ImportPage {
    let desk = state.desk
    let bearer = caller.role == .admin ? nil : caller.id
    let found = try await state.lookups.run {
      if let id {
        let last = try desk.importJob(id)
        guard bearer == nil || last.bearer == bearer else {
          throw Problem(.importNotFound, "There is no such import.")
        }
      }
      // One more than is shown tells whether there is a next page.
      return try desk.importJobs(of: bearer, before: id, limit: limit + 1)
    }
    return ImportPage(
      imports: found.prefix(limit).map(document),
      next: found.count > limit ? found[limit - 1].id : nil)
  }

  /// `GET /v1/imports/{id}`: where an import stands.
  @Sendable func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try .json(document(try await job(context)))
  }

  /// `GET /v1/imports/{id}/rows`: what became of its rows, page by page, as far as they are done.
  @Sendable func rows(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let query = try RequestFields(
      query: request.uri.query, allowedNames: ["after", "limit", "status"])
    let limit = try query.integer("limit", in: 1...ImportRowPage.largestLimit)
    let after = try query.integer("after", in: 0...Int(Int32.max))
    let status = try query.rowStatus()
    let shown = limit ?? ImportRowPage.defaultLimit
    let job = try await self.job(context)
    let page = try await self.page(of: job, after: after ?? 0, limit: shown, status: status)
    var headers: HTTPFields = [:]
    if let next = page.next {
      let filter = status.map { "&status=\($0.rawValue)" } ?? ""
      headers[ServiceHeaders.link] =
        "</v1/imports/\(job.id)/rows?after=\(next)&limit=\(shown)\(filter)>; rel=\"next\""
    }
    return try .json(page, headers: headers)
  }

  /// `DELETE /v1/imports/{id}`: stops an import; what is registered stays.
  @Sendable func cancel(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try state.crossOrigin.requireAllowed(request)
    return try .json(document(try await cancelling(context)))
  }

  /// Stops the import of a request's path.
  ///
  /// - Parameter context: The request's context.
  /// - Returns: The import.
  /// - Throws: `Problem` with `importNotFound`, or what the desk throws.
  func cancelling(_ context: ServiceContext) async throws -> ImportJob {
    let id = try await job(context).id
    let desk = state.desk
    let job = try await state.lookups.run { try desk.cancelImport(id) }
    state.imports.cancel(id)
    return job
  }

  /// The import of a request's path, if the caller may see it: its own, or any for an administrator.
  ///
  /// - Parameter context: The request's context.
  /// - Returns: The import.
  /// - Throws: `Problem` with `importNotFound`, or what the desk throws.
  func job(_ context: ServiceContext) async throws -> ImportJob {
    let id = try Identifier.importJob(context)
    let desk = state.desk
    let job = try await state.lookups.run { try desk.importJob(id) }
    guard context.caller.role == .admin || job.bearer == context.caller.id else {
      throw Problem(.importNotFound, "There is no such import.")
    }
    return job
  }

  /// Some rows of an import.
  ///
  /// - Parameters:
  ///   - job: The import.
  ///   - place: The place in the manifest from which on rows are wanted.
  ///   - limit: The most rows.
  ///   - status: How they ended; `nil` takes all.
  /// - Returns: The rows, and where to go on.
  /// - Throws: What the desk throws.
  func page(
    of job: ImportJob, after place: Int, limit: Int, status: ImportRow.Status?
  ) async throws -> ImportRowPage {
    let desk = state.desk
    // One more than is shown tells whether there is a next page.
    let found = try await state.lookups.run {
      try desk.importRows(of: job, from: place, status: status, limit: limit + 1)
    }
    let next = found.count > limit ? found[limit].place : nil
    return ImportRowPage(rows: found.prefix(limit).map(\.row), next: next)
  }

  /// Tells of an import, with its rate while it goes on.
  ///
  /// - Parameter job: The import.
  /// - Returns: What is told.
  func document(_ job: ImportJob) -> ImportDocument {
    ImportDocument(job, rate: state.imports.rowsPerSecond(of: job.id))
  }

  /// What a request brought, on the disk.
  struct Received: Sendable {
    fileprivate let intake: ImportIntake
    fileprivate let contents: ImportReceiver.Contents
    /// What of it is held in memory.
    fileprivate let share: ByteBudget.Share
    /// SHA-256 of what was sent, in hexadecimal.
    let digest: String
  }

  /// Puts what a request brings on the disk.
  ///
  /// - Parameter request: The request.
  /// - Returns: What came; it is removed again unless an import is made of it.
  /// - Throws: `Problem` when the body is of the wrong kind, too large or malformed; or what the registry throws.
  func receive(_ request: Request) async throws -> Received {
    try state.uploads.requirePlain(request)
    let type = HeaderParameters(request.headers[.contentType] ?? "")
    guard type.value == "multipart/form-data" else {
      throw Problem(
        .unsupportedFormat,
        "Send a form as multipart/form-data, with pictures in fields image and, if you like, a "
          + "table in the field manifest.")
    }
    let length = request.headers[.contentLength].flatMap { Int($0) }
    guard length ?? 0 <= state.configuration.importLimit else { throw tooLarge }
    let fields = try RequestFields(
      query: request.uri.query, allowedNames: [ImportReceiver.holderField])
    let desk = state.desk
    let intake = try await state.lookups.run { try desk.makeImportIntake() }
    let share = state.uploads.budget.makeShare()
    let receiver = try ImportReceiver(type: type, fields: fields, intake: intake, share: share)
    var byteCount = 0
    var pending: [UInt8] = []
    for try await chunk in request.body {
      byteCount += chunk.readableBytes
      guard byteCount <= state.configuration.importLimit else { throw tooLarge }
      pending.append(contentsOf: chunk.readableBytesView)
      guard pending.count >= Self.pieceByteCount else { continue }
      let piece = pending
      pending = []
      try await state.lookups.run { try receiver.consume(piece) }
    }
    let piece = pending
    let came = try await state.lookups.run {
      try receiver.consume(piece)
      return try receiver.finish()
    }
    return Received(intake: intake, contents: came.contents, share: share, digest: came.digest)
  }

  /// Makes an import of what came.
  ///
  /// - Parameters:
  ///   - received: What came.
  ///   - context: The request's context, which says who sent it.
  /// - Returns: The import.
  /// - Throws: What the desk throws.
  func add(_ received: Received, _ context: ServiceContext) async throws -> ImportJob {
    let desk = state.desk
    let bearer = context.caller.id
    let job = try await state.lookups.run {
      try desk.addImport(
        received.intake, names: received.contents.names, byteCount: received.contents.byteCount,
        bearer: bearer, subject: received.contents.manifestName)
    }
    state.imports.wake()
    return job
  }

  /// How much is put on the disk at once: few changes of thread, little memory.
  private static let pieceByteCount = 256 << 10

  private var tooLarge: Problem {
    let limit = state.configuration.importLimit
    var problem = Problem(
      .imageExceedsLimits, "The import exceeds \(limit) bytes; send it in several parts.")
    problem.limit = limit
    problem.ownAdvice = Phrase(
      zh: "请把图片分成几批，分几次上传。", en: "Send the pictures in several imports.")
    problem.closesConnection = true
    return problem
  }
}

extension RequestFields {
  /// The status that rows of an import are to have.
  ///
  /// - Returns: The status; `nil` when none is asked for.
  /// - Throws: `Problem` with `invalidRequest` for what is none.
  func rowStatus() throws -> ImportRow.Status? {
    try value("status").map { text in
      guard let status = ImportRow.Status(rawValue: text) else {
        let names = ImportRow.Status.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.invalidRequest, "status is one of \(names), not \"\(text.prefix(40))\".")
      }
      return status
    }
  }
}
