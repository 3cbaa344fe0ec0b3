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

/// The pages that people use, and what their forms do.
struct PageRoutes: Sendable {
  /// What looks pictures up.
  let reviews: ReviewRoutes
  /// What registers and shows designs.
  let designs: DesignRoutes
  /// What compares pictures.
  let comparisons: ComparisonRoutes
  /// What registers many designs.
  let imports: ImportRoutes
  /// What seals and reveals.
  let seals: SealedDesignRoutes

  private var state: ServiceState { designs.state }

  /// Designs on a page of the list: as many pictures as a phone loads at once.
  static let listLimit = 24

  /// `GET /`: where a picture is looked up.
  @Sendable func lookUp(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    return .page(
      choice.pages.lookUp(
        viewLimit: ReviewRoutes.viewLimit, isKept: context.caller.keepsReviews),
      headers: choice.headers)
  }

  /// `POST /reviews`: looks a picture up and leads to its report, or shows it at once when it is not kept.
  @Sendable func review(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let (report, query, views) = try await reviews.reviewing(request, context)
    if let id = report.review {
      return .seeOther("/reviews/\(id)#\(choice.language.rawValue)")
    }
    let desk = state.desk
    let page = try await state.decodes.run {
      try ReportDocument.review(
        report, query: query, views: views, desk: desk, takesFindings: false, in: choice.language)
    }
    return .page(
      page, policy: ReportDocument.contentSecurityPolicy, headers: choice.headers)
  }

  /// `GET /compare`: where two pictures are compared.
  @Sendable func comparison(_ request: Request, _ context: ServiceContext) async throws -> Response
  {
    let choice = LanguageChoice(request, for: context.caller)
    return .page(choice.pages.compare(), headers: choice.headers)
  }

  /// `POST /comparisons`: compares two pictures and shows the report.
  @Sendable func compare(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let page = try await comparisons.comparing(request) { report, first, second in
      try ReportDocument.comparison(
        report, first: first, second: second, in: choice.language)
    }
    return .page(
      page, policy: ReportDocument.contentSecurityPolicy, headers: choice.headers)
  }

  /// `GET /register`: where a design is registered.
  @Sendable func registration(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    return .page(choice.pages.register(), headers: choice.headers)
  }

  /// `POST /designs`: registers a design and leads to its page.
  @Sendable func register(_ request: Request, _ context: ServiceContext) async throws -> Response {
    .seeOther("/designs/\(try await designs.registering(request).design)")
  }

  /// `GET /designs`: the designs, page by page.
  @Sendable func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let query = try RequestFields(
      query: request.uri.query, allowedNames: ["after"], ignoresOthers: true)
    let after = try query.integer("after", in: 0...Int(Int32.max))
    let desk = state.desk
    // One more than is shown tells whether there is a next page.
    let found = try await state.lookups.run {
      try desk.designs(after: after, limit: Self.listLimit + 1)
    }
    let shown = found.prefix(Self.listLimit)
    let next = found.count > shown.count ? shown.last.map { "/designs?after=\($0.number)" } : nil
    return .page(
      choice.pages.designs(shown.map { DesignCard($0) }, next: next), headers: choice.headers)
  }

  /// `GET /kept-reviews`: the kept reviews, the last first, page by page.
  @Sendable func keptReviews(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let query = try RequestFields(
      query: request.uri.query, allowedNames: ["before"], ignoresOthers: true)
    let before = try query.integer("before", in: 1...Int.max)
    let desk = state.desk
    // One more than is shown tells whether there is a next page.
    let found = try await state.lookups.run {
      try desk.keptReviews(before: before, limit: Self.listLimit + 1)
    }
    let cards = found.compactMap { report in report.record.map { ReviewCard(report, $0) } }
    let shown = Array(cards.prefix(Self.listLimit))
    let next =
      cards.count > shown.count ? shown.last.map { "/kept-reviews?before=\($0.number)" } : nil
    return .page(choice.pages.reviews(shown, next: next), headers: choice.headers)
  }

  /// `GET /designs/{id}`: a design with its picture and dates.
  @Sendable func design(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let choice = LanguageChoice(request, for: context.caller)
    let id = try Identifier.design(context)
    let desk = state.desk
    let caller = context.caller
    let card = try await state.lookups.run {
      switch try desk.entry(id) {
      case .open(let design): DesignCard(design)
      case .sealed(let sealed):
        DesignCard(sealed, tellsAll: SealedDesignRoutes.tellsAll(of: sealed, to: caller))
      }
    }
    return .page(choice.pages.design(card), headers: choice.headers)
  }

  /// `GET /statistics`: what the registry holds, in numbers.
  @Sendable func statistics(_ request: Request, _ context: ServiceContext) async throws -> Response
  {
    let choice = LanguageChoice(request, for: context.caller)
    let desk = state.desk
    let held = try await state.lookups.run { try desk.statistics() }
    let rows: [(Phrase, String?)] = [
      (Phrase(zh: "已登记图案", en: "Designs"), grouped(held.designs)),
      (
        Phrase(zh: "其中封存、尚未开封", en: "Of these sealed, and not listed under Designs"),
        held.sealed > 0 ? grouped(held.sealed) : nil
      ),
      (
        Phrase(zh: "其中已撤回", en: "Withdrawn among them"),
        held.withdrawn > 0 ? grouped(held.withdrawn) : nil
      ),
      (
        Phrase(zh: "其中植入的对照", en: "Planted controls among them"),
        held.controls > 0 ? grouped(held.controls) : nil
      ),
      (
        Phrase(
          zh: "未能比对的封存图案（特征由旧版引擎生成）",
          en: "Sealed designs not compared (their fingerprints are of an older engine)"),
        held.sealedNotCompared.map { grouped($0) }
      ),
      (Phrase(zh: "保存的报告", en: "Reviews kept"), grouped(held.reviews)),
      (Phrase(zh: "原图字节数", en: "Bytes of originals"), grouped(held.originalBytes)),
      (Phrase(zh: "引擎版本", en: "Engine version"), held.engine),
      (Phrase(zh: "最早登记", en: "First registered"), held.firstRegisteredAt),
      (Phrase(zh: "最近登记", en: "Last registered"), held.lastRegisteredAt),
    ]
    let page = choice.pages.statistics(
      rows.compactMap { label, value in value.map { (label: label, value: $0) } })
    return .page(page, headers: choice.headers)
  }

  /// `GET /assets/site.css`: the style sheet of the pages.
  @Sendable func style(_ request: Request, _ context: ServiceContext) async throws -> Response {
    Self.asset(SitePages.style, "text/css; charset=utf-8")
  }

  /// `GET /assets/site.js`: the script of the pages.
  @Sendable func script(_ request: Request, _ context: ServiceContext) async throws -> Response {
    Self.asset(SitePages.script, "text/javascript; charset=utf-8")
  }

  private static func asset(_ bytes: [UInt8], _ type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
