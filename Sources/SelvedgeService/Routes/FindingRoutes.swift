// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import MatchReporting

/// Findings by people, beside what a review says.
struct FindingRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  private var reader: FieldsReader {
    FieldsReader(
      names: ["outcome", "design", "by", "note"], crossOrigin: state.crossOrigin)
  }

  /// `POST /v1/reviews/{id}/findings`: records what a person found; it is logged, and never changed.
  @Sendable func record(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let finding = try await recording(request, context)
    return try .json(
      finding, status: .created, headers: [.location: "/v1/reviews/\(finding.review)"])
  }

  /// `POST /reviews/{id}/findings`: records what the form of a report's page says, and leads back to the page.
  @Sendable func recordFromPage(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let asked = LanguageChoice.asked(request).map { "?lang=\($0.rawValue)" } ?? ""
    return .seeOther(
      "/reviews/\(try await recording(request, context).review)\(asked)#own-finding")
  }

  private func recording(
    _ request: Request, _ context: ServiceContext
  ) async throws -> ReviewFinding {
    let review = try Identifier.review(context)
    let fields = try await reader.read(request)
    let outcomes = ReviewFinding.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
    guard let outcome = fields["outcome"].flatMap(ReviewFinding.Outcome.init(rawValue:)) else {
      throw Problem(.invalidRequest, "The field outcome is one of \(outcomes).")
    }
    guard let by = Self.name(fields["by"], context.caller) else {
      throw Problem(.invalidRequest, "The field by names who made the finding.")
    }
    let desk = state.desk
    return try await state.lookups.run {
      try desk.recordFinding(
        on: review, outcome: outcome, design: fields["design"], by: by, note: fields["note"])
    }
  }

  /// Who made a finding: as they say themselves, and whose key they used.
  private static func name(_ said: String?, _ caller: Caller) -> String? {
    switch caller {
    case .bearer(let key): said.map { "\($0) (key of \(key.name))" } ?? key.name
    case .thisMachine, .anonymousVendor: said
    }
  }
}
