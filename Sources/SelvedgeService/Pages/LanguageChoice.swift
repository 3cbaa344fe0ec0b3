// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird
import ReportPages

/// In which language, and as whom, a browser is answered: the language is the one chosen by the switch, else the one that it prefers.
struct LanguageChoice {
  /// The language.
  let language: PageLanguage
  /// Headers that every page in the language carries.
  let headers: HTTPFields

  /// The pages in the language, for whoever asks.
  let pages: SitePages

  private static let cookie = "selvedge-language"

  /// Chooses the language of the answer to a request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - caller: Who asks; `nil` when that is not known.
  init(_ request: Request, for caller: Caller?) {
    var headers: HTTPFields = [.vary: "Accept-Language, Cookie"]
    if let asked = Self.asked(request) {
      language = asked
      headers[.setCookie] =
        "\(Self.cookie)=\(asked.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
    } else {
      let cookies = (request.headers[.cookie] ?? "").split(separator: ";")
      let remembered = cookies.compactMap { cookie -> PageLanguage? in
        let pieces = cookie.split(separator: "=").map { String($0.drop { $0 == " " }) }
        guard pieces.count == 2, pieces[0] == Self.cookie else { return nil }
        return PageLanguage(rawValue: pieces[1])
      }
      language = remembered.first ?? PageLanguage(accepting: request.headers[.acceptLanguage])
    }
    self.headers = headers
    let query = (request.uri.query ?? "").split(separator: "&")
    pages = SitePages(
      language, for: caller?.visitor ?? .anyone,
      query: query.filter { $0.prefix { $0 != "=" } != "lang" }.joined(separator: "&"))
  }

  /// The language that the address of a request names.
  ///
  /// - Parameter request: The request.
  /// - Returns: The language; `nil` when it names none.
  static func asked(_ request: Request) -> PageLanguage? {
    request.uri.queryParameters["lang"].flatMap { PageLanguage(rawValue: String($0)) }
  }
}

extension Caller {
  /// Who that is for the pages.
  fileprivate var visitor: PageVisitor {
    switch self {
    case .thisMachine: .anyone
    case .anonymousVendor: .outside
    case .bearer: .inside
    }
  }
}
