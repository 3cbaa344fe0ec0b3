// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import MatchReporting
import Synchronization

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
    let (finding, _) = try await recording(request, context, isForm: false)
    return try .json(
      finding, status: .created, headers: [.location: "/v1/reviews/\(finding.review)"])
  }

  /// `POST /reviews/{id}/findings`: records what the form of a report's page says, and leads back to the page.
  ///
  /// A form that says what the last finding says was sent twice; it is recorded once, and the page says so.
  @Sendable func recordFromPage(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let (finding, isNew) = try await recording(request, context, isForm: true)
    let asked = [
      LanguageChoice.asked(request).map { "lang=\($0.rawValue)" }, isNew ? nil : "recorded=before",
    ].compactMap(\.self).joined(separator: "&")
    return .seeOther(
      "/reviews/\(finding.review)\(asked.isEmpty ? "" : "?" + asked)#own-finding")
  }

  /// Keeps two forms of one press apart: the second is to find what the first recorded.
  private static let turn = Mutex(())

  private func recording(
    _ request: Request, _ context: ServiceContext, isForm: Bool
  ) async throws -> (finding: ReviewFinding, isNew: Bool) {
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
    let (design, note) = (fields["design"], fields["note"])
    return try await state.lookups.run {
      try Self.turn.withLock { _ in
        if isForm, let last = try desk.keptReview(review).findings?.last {
          let said = ReviewFinding(
            review: last.review, design: design, outcome: outcome, by: by, note: note, at: "")
          if last.saysTheSame(as: said) { return (last, false) }
        }
        let finding = try desk.recordFinding(
          on: review, outcome: outcome, design: design, by: by, note: note)
        return (finding, true)
      }
    }
  }

  /// Who made a finding: as they say themselves, and whose key they used.
  private static func name(_ said: String?, _ caller: Caller) -> String? {
    switch caller {
    case .bearer(let key): said.map { ReviewFinding.name($0, keyOf: key.name) } ?? key.name
    case .thisMachine, .anonymousVendor: said
    }
  }
}
