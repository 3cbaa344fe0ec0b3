// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import HTTPTypes
import Hummingbird
import ReportPages

extension PageRoutes {
  /// `GET /seal`: where a design is sealed, and a seal opened.
  ///
  /// Each page names the request that its form sends, so that a form sent twice seals once.
  @Sendable func sealing(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    return .page(choice.pages.seal(request: UUID().uuidString), headers: choice.headers)
  }

  /// `POST /sealed-designs`: seals a design, and hands over what opens the seal.
  ///
  /// The page is the answer itself: nothing but the same form, sent again, gets what it carries.
  @Sendable func seal(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let sealing = try await seals.sealing(request, context)
    let page = choice.pages.sealed(
      SealCard(
        design: sealing.design, sealedAt: sealing.sealedAt, commitment: sealing.commitment,
        opening: try sealing.opening.json()))
    return .page(page, status: .created, headers: choice.headers)
  }

  /// `POST /revealed-designs`: opens a seal and leads to the design's page.
  @Sendable func reveal(_ request: Request, _ context: ServiceContext) async throws -> Response {
    .seeOther("/designs/\(try await seals.revealing(request).design)")
  }
}
