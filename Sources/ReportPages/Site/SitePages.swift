// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchReporting

/// The pages of a service, apart from reports: forms, lists and problems, each in one language.
///
/// A page loads its style sheet and its script from the service and nothing from elsewhere. Without the script every form
/// still works. Every text that comes from outside is escaped. The same arguments give the same page.
public struct SitePages: Sendable {
  /// The language of the pages.
  public let language: PageLanguage
  /// Who looks at them.
  public let visitor: PageVisitor
  /// What the address asked for besides the language, encoded as it came; the switch of languages asks for it again.
  public let query: String

  /// Creates the pages of a language.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - visitor: Who looks at them.
  ///   - query: What the address asked for besides the language, encoded as it came.
  public init(
    _ language: PageLanguage, for visitor: PageVisitor = .anyone, query: String = ""
  ) {
    self.language = language
    self.visitor = visitor
    self.query = query
  }

  /// What a page may load: files of the service that shows it.
  public static let contentSecurityPolicy =
    "default-src 'none'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; "
    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// The style sheet of all pages.
  public static var style: [UInt8] { PackageResources.site_css }
  /// The script of all pages.
  public static var script: [UInt8] { PackageResources.site_js }

  /// The page on which a picture is looked up.
  ///
  /// - Parameters:
  ///   - viewLimit: The most views of one design.
  ///   - isKept: Whether the report is kept with its pictures unless the reader says otherwise.
  /// - Returns: An HTML document.
  public func lookUp(viewLimit: Int, isKept: Bool = true) -> String {
    page(
      "lookup", path: "/", Phrase(zh: "查一张图", en: "Look up a picture"),
      ["viewLimit": viewLimit, "isKept": isKept])
  }

  /// The page on which a key is presented.
  ///
  /// - Parameters:
  ///   - next: The address of the page that the reader wants to see; a path of this service.
  ///   - notice: What stands above the form: why the reader is here.
  /// - Returns: An HTML document.
  public func logIn(next: String? = nil, notice: Phrase? = nil) -> String {
    var fields: Fields = [:]
    if let next { fields["next"] = ["address": next] as Fields }
    if let notice { fields["notice"] = ["words": language.words(notice)] as Fields }
    return page("login", path: Self.logInPath, Self.logInWords, fields)
  }

  /// The page on which two pictures are compared.
  ///
  /// - Returns: An HTML document.
  public func compare() -> String {
    page("compare", path: "/compare", Phrase(zh: "比对两张图", en: "Compare two pictures"), [:])
  }

  /// The page on which a design is registered.
  ///
  /// - Returns: An HTML document.
  public func register() -> String {
    page("register", path: "/register", Phrase(zh: "登记图案", en: "Register a design"), [:])
  }

  /// The page on which a design is sealed, and a seal opened.
  ///
  /// - Parameter request: What the request of the form is called, the same for each try of it.
  /// - Returns: An HTML document.
  public func seal(request: String) -> String {
    page(
      "seal", path: "/seal",
      Phrase(zh: "封存登记：先登记，不公开", en: "Seal a design: register now, show later"),
      ["request": request])
  }

  /// The page that hands over what opens a seal; it comes once, so it has no address.
  ///
  /// - Parameter sealed: What was sealed.
  /// - Returns: An HTML document.
  public func sealed(_ sealed: SealCard) -> String {
    var fields = sealed.fields
    fields["comesOnce"] = true
    return page(
      "sealed", path: nil,
      Phrase(zh: "已封存。离开前请保存两样东西", en: "Sealed. Keep two things before you leave"), fields)
  }

  /// The page on which many designs are registered.
  ///
  /// - Parameters:
  ///   - imports: Imports of before, in the order in which they are shown.
  ///   - next: The address of the page with earlier ones; `nil` on the last one.
  ///   - problems: What is called what, by the codes of problems.
  /// - Returns: An HTML document.
  public func batch(
    _ imports: [ImportCard], next: String? = nil, problems: [String: Phrase] = [:]
  ) -> String {
    // The script shows problems, and knows them by their codes.
    let titles = try? JSONText.encode(problems.mapValues(language.words))
    var fields: Fields = [
      "hasImports": !imports.isEmpty, "imports": imports.map { $0.fields(language) },
      "problems": titles ?? "{}",
    ]
    if let next { fields["next"] = ["address": next] as Fields }
    return page(
      "batch", path: "/batch", Phrase(zh: "批量登记", en: "Register many designs"), fields)
  }

  /// A page of the list of designs.
  ///
  /// - Parameters:
  ///   - designs: The designs, in the order in which they are shown.
  ///   - next: The address of the next page; `nil` on the last one.
  /// - Returns: An HTML document.
  public func designs(_ designs: [DesignCard], next: String?) -> String {
    var fields: Fields = [
      "designs": designs.map { $0.fields(language) }, "isEmpty": designs.isEmpty,
    ]
    if let next { fields["next"] = ["address": next] as Fields }
    return page("designs", path: "/designs", Phrase(zh: "已登记图案", en: "Designs"), fields)
  }

  /// A page of the list of kept reviews.
  ///
  /// - Parameters:
  ///   - reviews: The reviews, in the order in which they are shown.
  ///   - next: The address of the page with earlier ones; `nil` on the last one.
  /// - Returns: An HTML document.
  public func reviews(_ reviews: [ReviewCard], next: String?) -> String {
    var fields: Fields = [
      "reviews": reviews.map { $0.fields(language) }, "isEmpty": reviews.isEmpty,
    ]
    if let next { fields["next"] = ["address": next] as Fields }
    return page(
      "reviews", path: "/kept-reviews", Phrase(zh: "保存的报告", en: "Kept reviews"), fields)
  }

  /// The page of a design.
  ///
  /// - Parameter design: The design.
  /// - Returns: An HTML document.
  public func design(_ design: DesignCard) -> String {
    page(
      "design", path: "/designs/\(design.id)",
      design.isSealed
        ? Phrase(zh: "一件封存的图案", en: "A sealed design")
        : Phrase(zh: design.name, en: design.name),
      design.fields(language))
  }

  /// The page of what a registry holds, in numbers.
  ///
  /// - Parameter rows: A label and a value in each row.
  /// - Returns: An HTML document.
  public func statistics(_ rows: [(label: Phrase, value: String)]) -> String {
    page(
      "statistics", path: "/statistics", Phrase(zh: "统计", en: "Statistics"),
      ["rows": rows.map { ["label": language.words($0.label), "value": $0.value] as Fields }])
  }

  /// The page of a problem.
  ///
  /// - Parameters:
  ///   - title: What kind of problem it is.
  ///   - advice: What to do.
  ///   - chineseDetail: The most of the detail that there is in Chinese, for pages in Chinese.
  ///   - detail: What is wrong with this request, in English.
  ///   - request: The request's id.
  /// - Returns: An HTML document.
  public func problem(
    title: Phrase, advice: Phrase, chineseDetail: String?, detail: String, request: String
  ) -> String {
    var fields: Fields = [
      "advice": language.words(advice), "detail": detail, "request": request,
    ]
    fields["chineseDetail"] = chineseDetail
    return page("problem", path: nil, title, fields)
  }

  func page(_ template: String, path: String?, _ title: Phrase, _ fields: Fields) -> String {
    var fields = fields
    fields[language.rawValue] = true
    fields["language"] = language.tag
    fields["title"] = language.words(title)
    // A problem may answer a form, whose address alone shows nothing.
    fields["path"] = (path ?? "/") + "?" + (path == nil || query.isEmpty ? "" : query + "&")
    fields["isInside"] = visitor == .inside
    let links = Self.links + (visitor == .outside ? [(Self.logInPath, Self.logInWords)] : [])
    fields["links"] = links.map { link in
      [
        "address": link.path, "words": language.words(link.words), "isHere": link.path == path,
      ] as Fields
    }
    fields["body"] = PageTemplates.fill(template, fields)
    return PageTemplates.fill("site", fields)
  }

  private static let logInPath = "/login"
  private static let logInWords = Phrase(zh: "登录", en: "Log in")

  private static let links: [(path: String, words: Phrase)] = [
    ("/", Phrase(zh: "查图", en: "Look up")), ("/compare", Phrase(zh: "比对", en: "Compare")),
    ("/register", Phrase(zh: "登记", en: "Register")), ("/batch", Phrase(zh: "批量", en: "Batch")),
    ("/designs", Phrase(zh: "图案", en: "Designs")),
    ("/kept-reviews", Phrase(zh: "报告", en: "Reviews")),
    ("/statistics", Phrase(zh: "统计", en: "Statistics")),
  ]
}
