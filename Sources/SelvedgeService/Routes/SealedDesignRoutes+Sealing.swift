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

extension SealedDesignRoutes {
  private static let sealingRules = UploadRules(
    pictureFields: ["image"],
    textFields: [
      "file", "title", "holder", "registrant", "registrationNumber", "source", "notes", "dates",
    ],
    pictureLimit: 1)

  private static let revealRules = UploadRules(
    pictureFields: ["image", "opening"], textFields: [], pictureLimit: 2)

  /// The answer to a sealing: what is told of it, and to its sender alone what opens it.
  private struct Sealing: Encodable {
    let design: String
    let sealedAt: String
    let commitment: String
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
    let cover = AnswerCover(upload, key)
    let digest = upload.digest(of: .sealDesign)
    let claimed = RepeatableRequest(bearer: context.caller.id, key: key.text, digest: digest)
    return try await Repeats(state: state).once(
      key, context.caller, digest: { digest }, cover: cover
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
        Submission(picture: upload.picture(upload.pictures[0]), details: details)
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

  /// `POST /v1/sealed-designs/{id}/reveal`: opens a seal with the picture and what was handed over at the sealing.
  @Sendable func reveal(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let key = try IdempotencyKey(request.headers[ServiceHeaders.idempotencyKey])
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.revealRules)
    let parts = Dictionary(upload.pictures.map { ($0.field, $0) }) { first, _ in first }
    guard let image = parts["image"], let given = parts["opening"] else {
      throw Problem(
        .invalidRequest,
        "Send a form with the sealed picture in the field image and what opens the seal, the JSON "
          + "of the sealing's answer, in the field opening.")
    }
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
