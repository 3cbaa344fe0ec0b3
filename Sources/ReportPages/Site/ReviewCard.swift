// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A kept review as the list of a service shows it.
public struct ReviewCard: Sendable {
  /// The review's id.
  public let id: String
  /// Its number in the registry.
  public let number: Int
  /// When it was kept: ISO 8601 in UTC.
  public let keptAt: String
  /// What was found.
  public let finding: Phrase
  /// The file that was looked up.
  public let file: String

  /// Creates a card.
  ///
  /// - Parameters:
  ///   - id: The review's id.
  ///   - number: Its number in the registry.
  ///   - keptAt: When it was kept.
  ///   - finding: What was found.
  ///   - file: The file that was looked up.
  public init(id: String, number: Int, keptAt: String, finding: Phrase, file: String) {
    self.id = id
    self.number = number
    self.keptAt = keptAt
    self.finding = finding
    self.file = file
  }

  func fields(_ language: PageLanguage) -> Fields {
    [
      "id": id, "number": number, "keptAt": keptAt, "finding": language.words(finding),
      "file": file,
    ]
  }
}
