// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension PageContent {
  /// A finding by a person, for the template.
  func findingFields(_ finding: ReviewFinding) -> Fields {
    var fields: Fields = [
      "number": finding.number ?? 0, "by": finding.by, "at": finding.at,
      "outcome": FindingWords.outcome(finding.outcome).fields,
    ]
    if let (person, name) = finding.personAndKey {
      fields["key"] = ["person": person, "name": name, "by": finding.by] as Fields
    }
    if let design = finding.design {
      fields["subject"] = subject(design).fields
    }
    if let note = finding.note, !note.isEmpty { fields["note"] = ["text": note] as Fields }
    return fields
  }

  /// What a finding is of, in words.
  private func subject(_ design: String) -> Phrase {
    if sealed.contains(where: { $0.design == design }) {
      let words = Self.sealedName(design)
      return Phrase(zh: "针对\(words.zh)", en: "of the \(words.en)")
    }
    let place = matches.firstIndex { $0.design == design }
    let named = place.map { name($0) } ?? design
    return Phrase(zh: "针对 \(named)", en: "of \(named)")
  }

  /// What a sealed design goes by, of which nothing but the id is told.
  static func sealedName(_ design: String) -> Phrase {
    Phrase(zh: "封存图案 \(design)", en: "sealed design \(design)")
  }

  /// The form on which a finding is recorded; nil where none is taken.
  var findingForm: Fields? {
    guard context.takesFindings, let review else { return nil }
    return [
      "review": review,
      "designs": matches.indices.map { place in
        ["id": matches[place].design, "name": name(place)] as Fields
      },
      "sealedDesigns": sealed.map { match in
        ["id": match.design, "words": Self.sealedName(match.design).fields] as Fields
      },
    ]
  }
}

extension FindingWords {
  /// What a person makes of a report, in words.
  ///
  /// - Parameter outcome: What they recorded.
  /// - Returns: The words.
  static func outcome(_ outcome: ReviewFinding.Outcome) -> Phrase {
    switch outcome {
    case .accepted: Phrase(zh: "认可", en: "accepted")
    case .rejected: Phrase(zh: "不认可", en: "rejected")
    case .remark: Phrase(zh: "备注", en: "remark")
    }
  }
}
