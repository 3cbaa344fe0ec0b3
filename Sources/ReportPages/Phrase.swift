// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The same words in both languages of a page.
public struct Phrase: Hashable, Sendable {
  /// Simplified Chinese.
  public let zh: String
  /// English.
  public let en: String

  /// Creates a phrase.
  ///
  /// - Parameters:
  ///   - zh: Simplified Chinese.
  ///   - en: English.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// Several phrases after each other.
  static func joined(_ phrases: [Phrase]) -> Phrase {
    Phrase(
      zh: phrases.map(\.zh).joined(separator: "；"), en: phrases.map(\.en).joined(separator: "; "))
  }
}
