// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc

/// A word on the command line that names both a file and something in the registry.
enum AmbiguousWord {
  /// Refuses a word that is the name of a file here and of a review or design in the registry.
  ///
  /// - Parameters:
  ///   - word: The word.
  ///   - registry: The registry; where there is none, the word can only be a file.
  ///   - includingDesigns: Whether the word may also be a design's id, or its first digits.
  /// - Throws: `SelvedgeError` with `invalidRequest`, and how to name each of the two.
  static func refuse(
    _ word: String, in registry: RegistryOptions, includingDesigns: Bool
  ) throws(SelvedgeError) {
    guard word.allSatisfy(\.isHexDigit), access(word, F_OK) == 0,
      let desk = try? registry.open(create: false, forReview: false)
    else { return }
    if let report = try? desk.keptReview(word), let id = report.review,
      let number = report.record?.number
    {
      throw refusal(word, "review \(number)", word == id ? "\(number)" : id)
    }
    if includingDesigns, let design = (try? desk.timestampSubject(word))?.design {
      throw refusal(word, "design \(design)", word == design ? "fewer of its digits" : design)
    }
  }

  private static func refusal(_ word: String, _ other: String, _ name: String) -> SelvedgeError {
    SelvedgeError(
      .invalidRequest, subject: word,
      message: "a file here and \(other) both have this name; write ./\(word) for the file, or "
        + "\(name) for the other")
  }
}
