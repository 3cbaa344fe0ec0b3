// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import MatchReporting
import Provenance
import ReportPages

/// Designs: registering, listing and showing them.
struct DesignRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  private static let rules = UploadRules(
    pictureFields: ["image"],
    textFields: [
      "file", "title", "holder", "registrant", "registrationNumber", "source", "notes", "bank",
      "dates",
    ],
    pictureLimit: 1)

  /// `POST /v1/designs`: registers one picture; it is durable when the answer comes.
  ///
  /// With an `Idempotency-Key`, a request that is sent again gets the answer of the first.
  @Sendable func register(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let key = try IdempotencyKey(request.headers[ServiceHeaders.idempotencyKey])
    let upload = try await read(request)
    return try await Repeats(state: state).once(
      key, context.caller, digest: { upload.digest(of: .registerDesign) }
    ) { triedAt in
      let design = try await registering(upload, triedAt: triedAt)
      return KeptAnswer(
        status: 201, location: "/v1/designs/\(design.design)", body: try JSONText.encode(design))
    }
  }

  /// Registers what a form brings.
  ///
  /// - Parameter request: The request.
  /// - Returns: The design.
  /// - Throws: `Problem`, also when the design was there before, or what the desk throws.
  func registering(_ request: Request) async throws -> DesignRecord {
    try await registering(try await read(request), triedAt: nil)
  }

  private func read(_ request: Request) async throws -> Upload {
    try state.decodes.refuseIfFull()
    return try await state.uploads.read(request, rules: Self.rules)
  }

  /// Registers what was uploaded.
  ///
  /// - Parameters:
  ///   - upload: The picture and what is said about it.
  ///   - triedAt: When an earlier try of the same request began, which may have registered the design and died.
  /// - Returns: The design.
  /// - Throws: `Problem`, also when the design was there before, or what the desk throws.
  private func registering(_ upload: Upload, triedAt: String?) async throws -> DesignRecord {
    let fields = upload.fields
    let details = DesignDetails(
      title: fields["title"], holders: fields["holder"].map(listEntries) ?? [],
      registrant: fields["registrant"], registrationNumber: fields["registrationNumber"],
      source: fields["source"], notes: fields["notes"], bank: try fields.bank("bank"),
      dates: try fields.dates("dates"))
    let desk = state.desk
    let registration = try await state.decodes.run {
      try desk.register(Submission(picture: upload.picture(upload.pictures[0]), details: details))
    }
    let design = registration.design
    switch registration.status {
    case .registered:
      return design
    case .alreadyRegistered:
      if let triedAt, design.registeredAt >= triedAt, design.details == details.withoutRepeats {
        return design
      }
      let message = registration.message.map { " Mind that \($0)." } ?? ""
      var problem = Problem(
        .designAlreadyRegistered,
        "The same bytes were registered as design \(design.design) at \(design.registeredAt)."
          + message)
      problem.design = design.design
      if design.withdrawn != nil {
        problem.ownAdvice = Phrase(
          zh: "该图案已撤回；请另存图片后重新登记。",
          en: "That design was withdrawn; save the picture anew and register that.")
      }
      throw problem
    }
  }

  /// `GET /v1/designs`: lists designs, page by page.
  @Sendable func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let query = try RequestFields(query: request.uri.query, allowedNames: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...DesignPage.largestLimit)
    let after = try query.integer("after", in: 0...Int(Int32.max))
    let shown = limit ?? DesignPage.defaultLimit
    let desk = state.desk
    // One more than is shown tells whether there is a next page.
    let found = try await state.lookups.run {
      try desk.designs(after: after, limit: shown + 1)
    }
    let designs = Array(found.prefix(shown))
    let next = found.count > shown ? designs.last?.number : nil
    var headers: HTTPFields = [:]
    if let next {
      headers[ServiceHeaders.link] = "</v1/designs?after=\(next)&limit=\(shown)>; rel=\"next\""
    }
    return try .json(DesignPage(designs: designs, next: next), headers: headers)
  }

  /// `GET /v1/designs/{id}`: what the registry knows of a design.
  @Sendable func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    return try .json(try await state.lookups.run { try desk.design(id) })
  }

  /// `GET /v1/designs/{id}/receipt`, and `/designs/{id}/receipt`: the receipt of a design's registration, or of its
  /// sealing while it is sealed, as a file.
  @Sendable func receipt(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    let caller = context.caller
    let receipt = try await state.lookups.run {
      if case .sealed(let sealed) = try desk.entry(id) {
        try SealedDesignRoutes.requireReceipt(of: sealed, for: caller)
      }
      return try desk.receipt(of: id)
    }
    return .receipt(receipt, of: id)
  }

  /// `GET /v1/designs/{id}/image`: the original, byte for byte; it never changes under its id.
  @Sendable func image(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    let design = try await state.lookups.run { try desk.design(id) }
    let tag = "\"\(design.sha256)\""
    var headers: HTTPFields = [
      .eTag: tag, .cacheControl: "private, max-age=31536000, immutable",
    ]
    if Self.matches(tag, request.headers[.ifNoneMatch]) {
      var response = Response(status: .notModified, headers: headers)
      // A length here would be that of the file, which is not sent.
      response.headers[.contentLength] = nil
      return response
    }
    let original = try await state.lookups.run { try desk.original(of: id) }
    headers[.contentType] = original.format.mediaType
    headers[.contentDisposition] = FileName.contentDisposition(
      FileName.withoutFolders(design.file))
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: original.bytes)))
  }

  /// Whether a client has this very version.
  ///
  /// > Source: RFC 9110, section 13.1.2; the comparison is weak.
  private static func matches(_ tag: String, _ condition: String?) -> Bool {
    guard let condition else { return false }
    return condition.split(separator: ",").contains { candidate in
      let text = trimmed(candidate)
      return text == "*" || text == tag || text == "W/\(tag)"
    }
  }
}
