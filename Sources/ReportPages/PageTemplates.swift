// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto
private import Foundation
private import Mustache

/// The templates of the pages, with what they carry inline.
enum PageTemplates {
  /// The style sheet.
  static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
  /// The script: language, slider and swap; a page is whole without it.
  static let script = String(decoding: PackageResources.report_js, as: UTF8.self)

  /// The page may use its own style, its own script and pictures that it carries, and nothing else.
  static let contentSecurityPolicy =
    policy + "; form-action 'none'"

  /// The same for a page that a service shows, which may send a form to that service.
  static let servedContentSecurityPolicy = policy + "; form-action 'self'"

  private static let policy =
    "default-src 'none'; img-src data:; style-src '\(digest(style))'; "
    + "script-src '\(digest(script))'; base-uri 'none'"

  /// Fills the template of a report.
  ///
  /// - Parameter fields: What the template shows.
  /// - Returns: The page.
  static func report(_ fields: Fields) -> String { fill("report", fields) }

  /// Fills a template.
  ///
  /// - Parameters:
  ///   - name: The template's name; one that the program does not carry is a fault of the program.
  ///   - fields: What the template shows.
  /// - Returns: The text.
  static func fill(_ name: String, _ fields: Fields) -> String {
    guard let page = library.render(fields, withTemplate: name) else {
      preconditionFailure("the template \(name) is not in the library")
    }
    return page
  }

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(SafeHTML(), named: SafeHTML.name)
    var library = MustacheLibrary()
    let sources = [
      ("figures", PackageResources.figures_mustache),
      ("report", PackageResources.report_mustache), ("match", PackageResources.match_mustache),
      ("outlines", PackageResources.outlines_mustache), ("time", PackageResources.time_mustache),
      ("both", PackageResources.both_mustache), ("site", PackageResources.site_mustache),
      ("lookup", PackageResources.lookup_mustache),
      ("compare", PackageResources.compare_mustache),
      ("register", PackageResources.register_mustache),
      ("seal", PackageResources.seal_mustache), ("sealed", PackageResources.sealed_mustache),
      ("batch", PackageResources.batch_mustache), ("import", PackageResources.import_mustache),
      ("designs", PackageResources.designs_mustache),
      ("reviews", PackageResources.reviews_mustache),
      ("design", PackageResources.design_mustache),
      ("statistics", PackageResources.statistics_mustache),
      ("problem", PackageResources.problem_mustache), ("login", PackageResources.login_mustache),
    ]
    for (name, source) in sources {
      do {
        // Each template begins with the weaker escaping, partial ones too, unless it says otherwise.
        let text = "{{% CONTENT_TYPE: \(SafeHTML.name) }}" + String(decoding: source, as: UTF8.self)
        try library.register(text, named: name)
      } catch {
        // The templates are part of the program.
        preconditionFailure("template \(name): \(error)")
      }
    }
    return library
  }()

  private static func digest(_ text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
  }
}

/// What a template shows, by name.
typealias Fields = [String: Any]
