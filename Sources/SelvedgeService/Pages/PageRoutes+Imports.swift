// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import ReportPages

extension PageRoutes {
  /// Imports of before on the page for the next one.
  private static let importLimit = 10
  /// Rows of an import on a page.
  private static let rowLimit = 100

  /// `GET /batch`: where many designs are registered.
  @Sendable func batch(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let query = try RequestFields(
      query: request.uri.query, allowedNames: ["after"], ignoresOthers: true)
    let after = query["after"].flatMap { Identifier.isImportJob($0) ? $0 : nil }
    let page = try await imports.list(
      for: context.caller, after: after, limit: Self.importLimit)
    return .page(
      choice.pages.batch(
        page.imports.map { ImportCard($0) }, next: page.next.map { "/batch?after=\($0)" },
        problems: Dictionary(
          uniqueKeysWithValues: ProblemKind.allKinds.map { ($0.code, $0.titlePhrase) })),
      headers: choice.headers)
  }

  /// `POST /imports`: begins an import and leads to its page.
  @Sendable func startImport(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let received = try await imports.receive(request)
    return .seeOther("/imports/\(try await imports.add(received, context).id)")
  }

  /// `GET /imports/{id}`: where an import stands, and what became of its rows.
  @Sendable func importJob(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let query = try RequestFields(
      query: request.uri.query, allowedNames: ["after", "status"], ignoresOthers: true)
    let after = try query.integer("after", in: 0...Int(Int32.max))
    let status = try query.rowStatus()
    let job = try await imports.job(context)
    let page = try await imports.page(
      of: job, after: after ?? 0, limit: Self.rowLimit, status: status)
    let path = "/imports/\(job.id)"
    let all = (
      words: Phrase(zh: "全部", en: "All"), address: path, isHere: status == nil
    )
    let filters = ImportRow.Status.allCases.map { choice in
      (words: choice.words, address: "\(path)?status=\(choice.rawValue)", isHere: choice == status)
    }
    let next = page.next.map { place in
      "\(path)?after=\(place)" + (status.map { "&status=\($0.rawValue)" } ?? "")
    }
    return .page(
      choice.pages.importJob(
        ImportCard(imports.document(job)), rows: page.rows.map { ImportCard.Row($0) },
        filters: [all] + filters, next: next), headers: choice.headers)
  }

  /// `POST /imports/{id}/cancel`: stops an import.
  @Sendable func cancelImport(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    try imports.state.uploads.requirePlain(request)
    return .seeOther("/imports/\(try await imports.cancelling(context).id)")
  }
}
