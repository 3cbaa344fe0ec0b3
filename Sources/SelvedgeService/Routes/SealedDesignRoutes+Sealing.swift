// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import HTTPTypes
import Hummingbird
import MatchReporting
import Provenance

extension SealedDesignRoutes {
  private static let sealingFields: Set<String> = [
    "file", "title", "holder", "registrant", "registrationNumber", "source", "notes", "dates",
  ]

  private static let sealingRules = UploadRules(
    pictureFields: ["image"], textFields: sealingFields, pictureLimit: 1)

  /// The form of a page says in a field what other clients say in a header.
  private static let sealingFormRules = UploadRules(
    pictureFields: ["image"], textFields: sealingFields.union(["request"]), pictureLimit: 1)

  private static let revealRules = UploadRules(
    pictureFields: ["image", "opening"], textFields: [], pictureLimit: 2)

  /// The answer to a sealing: what is told of it, and to its sender alone what opens it.
  struct Sealing: Codable {
    /// The design's id.
    let design: String
    /// When it was sealed: ISO 8601 in UTC.
    let sealedAt: String
    /// What the design is bound to, 64 lower-case hexadecimal digits.
    let commitment: String
    /// What opens the seal.
    let opening: SealOpening
  }

  /// `POST /v1/sealed-designs`: registers one design without its picture; it is durable when the answer comes.
  ///
  /// The answer has what opens the seal, and the registry does not keep it. So the request needs an
  /// `Idempotency-Key`: whoever loses the answer gets it again for the same request, within a day. Until then it is
  /// stored under a cover that only the request takes off.
  @Sendable func seal(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let key = try IdempotencyKey(request.headers[ServiceHeaders.idempotencyKey])
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.sealingRules)
    guard let key else {
      throw Problem(
        .invalidRequest,
        "Sealing needs a header Idempotency-Key: what opens the seal is in the answer alone, and "
          + "should it be lost on its way, the same request under the same key gets it again.")
    }
    return Repeats.response(try await settled(upload, key, context.caller, .sealDesign))
  }

  /// Seals what the form of a page brings, once for the name that the page gave the request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - context: Its context.
  /// - Returns: The sealing, perhaps of an earlier try of the same form.
  /// - Throws: `Problem`, or what the desk throws.
  func sealing(_ request: Request, _ context: ServiceContext) async throws -> Sealing {
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.sealingFormRules)
    guard let key = try IdempotencyKey(upload.fields["request"]) else {
      throw Problem(
        .invalidRequest, "The form has no field request; load the page for sealing again.")
    }
    let answer = try await settled(upload, key, context.caller, .submitSealing)
    return try JSONDecoder().decode(Sealing.self, from: Data(answer.body.utf8))
  }

  private func settled(
    _ upload: Upload, _ key: IdempotencyKey, _ caller: Caller, _ operation: Operation
  ) async throws -> KeptAnswer {
    let cover = AnswerCover(upload, key)
    let digest = upload.digest(of: operation)
    let claimed = RepeatableRequest(bearer: caller.id, key: key.text, digest: digest)
    return try await Repeats(state: state).settled(
      key, caller, digest: { digest }, cover: cover, keepsRefusals: operation != .submitSealing
    ) { triedAt in
      if triedAt != nil, let sealing = try await sealing(draftedFor: claimed, under: cover) {
        return try Self.answer(sealing)
      }
      return try Self.answer(try await sealing(upload, claimed, under: cover))
    }
  }

  private static func answer(_ sealing: Sealing) throws -> KeptAnswer {
    KeptAnswer(
      status: 201, location: "/v1/sealed-designs/\(sealing.design)",
      body: try JSONText.encode(sealing))
  }

  /// Seals what was uploaded; what opens the seal is stored, covered, before the design is.
  private func sealing(
    _ upload: Upload, _ claimed: RepeatableRequest, under cover: AnswerCover
  ) async throws -> Sealing {
    let fields = upload.fields
    let details = DesignDetails(
      title: fields["title"], holders: fields["holder"].map(listEntries) ?? [],
      registrant: fields["registrant"], registrationNumber: fields["registrationNumber"],
      source: fields["source"], notes: fields["notes"], dates: try fields.dates("dates"))
    let desk = state.desk
    return try await state.decodes.run {
      var opening: SealOpening?
      let sealed = try desk.seal(
        Submission(picture: upload.picture(upload.pictures[0]), details: details),
        bearer: claimed.bearer.isEmpty ? nil : claimed.bearer
      ) { made throws(SelvedgeError) in
        let text = String(decoding: try made.json(), as: UTF8.self)
        try desk.keepDraft(try cover.covered(text), of: claimed)
        opening = made
      }
      guard let opening else { preconditionFailure("a seal without its opening") }
      return Sealing(
        design: sealed.design, sealedAt: sealed.sealedAt, commitment: sealed.commitment,
        opening: opening)
    }
  }

  /// What an earlier try sealed before it died, if it came so far.
  private func sealing(
    draftedFor claimed: RepeatableRequest, under cover: AnswerCover
  ) async throws -> Sealing? {
    let desk = state.desk
    return try await state.lookups.run {
      guard let draft = try desk.draft(of: claimed), let text = cover.uncovered(draft),
        let opening = try? SealOpening(json: Array(text.utf8), name: "draft"),
        let sealed = try? desk.sealedDesign(opening.design),
        sealed.commitment == opening.commitment
      else { return nil }
      return Sealing(
        design: sealed.design, sealedAt: sealed.sealedAt, commitment: sealed.commitment,
        opening: opening)
    }
  }

  private static func picture(
    andOpeningOf upload: Upload
  ) throws -> (picture: Upload.Part, opening: Upload.Part) {
    let parts = Dictionary(upload.pictures.map { ($0.field, $0) }) { first, _ in first }
    guard let image = parts["image"], let given = parts["opening"] else {
      throw Problem(
        .invalidRequest,
        "Send a form with the sealed picture in the field image and what opens the seal, the JSON "
          + "of the sealing's answer, in the field opening.")
    }
    return (image, given)
  }

  /// Reveals the design that the opening in the form of a page names.
  ///
  /// - Parameter request: The request.
  /// - Returns: The design.
  /// - Throws: `Problem`, or what the desk throws.
  func revealing(_ request: Request) async throws -> DesignRecord {
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.revealRules)
    let (image, given) = try Self.picture(andOpeningOf: upload)
    let desk = state.desk
    return try await state.decodes.run {
      let opening = try SealOpening(json: given.bytes, name: "opening")
      return try desk.reveal(
        opening.design, picture: upload.picture(image), opening: opening)
    }
  }

  /// `POST /v1/sealed-designs/{id}/reveal`: opens a seal with the picture and what was handed over at the sealing.
  @Sendable func reveal(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let key = try IdempotencyKey(request.headers[ServiceHeaders.idempotencyKey])
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.revealRules)
    let (image, given) = try Self.picture(andOpeningOf: upload)
    return try await Repeats(state: state).once(
      key, context.caller, digest: { upload.digest(of: .revealDesign, on: id) },
      cover: key.map { AnswerCover(upload, $0) }
    ) { triedAt in
      let desk = state.desk
      let design = try await state.decodes.run {
        let opening = try SealOpening(json: given.bytes, name: "opening")
        do throws(SelvedgeError) {
          return try desk.reveal(id, picture: upload.picture(image), opening: opening)
        } catch {
          // An earlier try of this request may have revealed it and died.
          guard error.code == .designAlreadyRegistered, let triedAt,
            let moment = try desk.sealedDesign(id).revealedAt, moment >= triedAt
          else { throw error }
          return try desk.design(id)
        }
      }
      return KeptAnswer(
        status: 201, location: "/v1/designs/\(design.design)", body: try JSONText.encode(design))
    }
  }
}
