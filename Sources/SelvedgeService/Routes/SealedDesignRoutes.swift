// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import Provenance

/// Designs whose picture the registry does not have.
struct SealedDesignRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// What is told of a sealed design; holders and dates to judges, admins and whoever sealed it.
  private struct Told: Encodable {
    let design: String
    let sealedAt: String
    let revealedAt: String?
    let commitment: String
    var holders: [String]?
    var dates: [TypedDate]?
    var withdrawnAt: String?

    init(_ sealed: SealedDesign, to caller: Caller) {
      design = sealed.design
      sealedAt = sealed.sealedAt
      revealedAt = sealed.revealedAt
      commitment = sealed.commitment
      guard SealedDesignRoutes.tellsAll(of: sealed, to: caller) else { return }
      holders = sealed.holders
      dates = sealed.dates
      withdrawnAt = sealed.withdrawn?.at
    }
  }

  /// Whether a caller is told whose a sealed design is, and its dates.
  ///
  /// - Parameters:
  ///   - sealed: The design.
  ///   - caller: The caller.
  /// - Returns: Whether it is.
  static func tellsAll(of sealed: SealedDesign, to caller: Caller) -> Bool {
    switch caller.role {
    case .judge, .admin: true
    case .registrar: sealed.bearer == caller.id
    case .vendor: false
    }
  }

  /// `GET /v1/sealed-designs/{id}/receipt`: the receipt of a sealing, also after the design was revealed.
  @Sendable func receipt(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    let caller = context.caller
    let receipt = try await state.lookups.run {
      try Self.requireReceipt(of: try desk.sealedDesign(id), for: caller)
      return try desk.receipt(of: id, ofSealing: true)
    }
    return .receipt(receipt, of: id)
  }

  /// Keeps the receipt of a sealing, which has holders and dates in it, from those who are not told them.
  ///
  /// - Parameters:
  ///   - sealed: The design.
  ///   - caller: Who asks.
  /// - Throws: `Problem` with `forbidden`.
  static func requireReceipt(of sealed: SealedDesign, for caller: Caller) throws {
    guard tellsAll(of: sealed, to: caller) else {
      throw Problem(
        .forbidden,
        "The receipt of a sealing is for the roles judge and admin, and for the registrar with whose "
          + "key the design was sealed.")
    }
  }

  /// `GET /v1/sealed-designs/{id}`: what is told of a design that is or was sealed.
  @Sendable func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    let sealed = try await state.lookups.run { try desk.sealedDesign(id) }
    return try .json(Told(sealed, to: context.caller))
  }
}
