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

  /// What is told of a sealed design; holders and dates to judges and admins alone.
  private struct Told: Encodable {
    let design: String
    let sealedAt: String
    let revealedAt: String?
    let commitment: String
    var holders: [String]?
    var dates: [TypedDate]?
    var withdrawnAt: String?

    init(_ sealed: SealedDesign, to role: AccessRole) {
      design = sealed.design
      sealedAt = sealed.sealedAt
      revealedAt = sealed.revealedAt
      commitment = sealed.commitment
      guard SealedDesignRoutes.tellsAll(role) else { return }
      holders = sealed.holders
      dates = sealed.dates
      withdrawnAt = sealed.withdrawn?.at
    }
  }

  /// Whether a role is told whose a sealed design is, and its dates.
  ///
  /// - Parameter role: The caller's role.
  /// - Returns: Whether it is.
  static func tellsAll(_ role: AccessRole) -> Bool {
    switch role {
    case .judge, .admin: true
    case .vendor, .registrar: false
    }
  }

  /// `GET /v1/sealed-designs/{id}`: what is told of a design that is or was sealed.
  @Sendable func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let id = try Identifier.design(context)
    let desk = state.desk
    let sealed = try await state.lookups.run { try desk.sealedDesign(id) }
    return try .json(Told(sealed, to: context.caller.role))
  }
}
