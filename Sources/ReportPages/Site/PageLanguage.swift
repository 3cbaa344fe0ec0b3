// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A language that the pages of a service are written in.
public enum PageLanguage: String, CaseIterable, Sendable {
  /// Simplified Chinese, which a reader gets who does not say.
  case zh
  /// English.
  case en

  /// The language as HTML and HTTP name it.
  public var tag: String {
    switch self {
    case .zh: "zh-Hans"
    case .en: "en"
    }
  }

  /// The words of a phrase in this language.
  ///
  /// - Parameter phrase: The phrase.
  /// - Returns: Its words.
  func words(_ phrase: Phrase) -> String {
    switch self {
    case .zh: phrase.zh
    case .en: phrase.en
    }
  }

  /// Reads an `Accept-Language` header.
  ///
  /// > Source: RFC 9110, section 12.5.4; the language with the highest weight wins, the first of equals.
  ///
  /// - Parameter header: The header's value; `nil` when the client does not say.
  public init(accepting header: String?) {
    var best: (language: PageLanguage, weight: Double)?
    for range in (header ?? "").split(separator: ",") {
      let pieces = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = pieces.first?.lowercased(),
        let language = PageLanguage.allCases.first(where: {
          tag == $0.rawValue || tag.hasPrefix($0.rawValue + "-")
        })
      else { continue }
      let stated = pieces.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
      let weight = stated.map { Double($0) ?? 0 } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    self = best?.language ?? .zh
  }
}
