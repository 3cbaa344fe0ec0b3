// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
private import Provenance

extension PageContent {
  /// The dates of all leads in order, and those that are claimed for the picture in question.
  func dateFields() -> [Fields] {
    var entries: [(date: String, place: Int, fact: DatedFact)] = []
    for place in leads {
      for fact in facts(place)?.dates ?? [] { entries.append((fact.date, place, fact)) }
    }
    for fact in claimed { entries.append((fact.date, -1, fact)) }
    entries.sort { ($0.date, $0.place) < ($1.date, $1.place) }
    return entries.map { entry in
      var fields: Fields = [
        "date": shown(entry.date),
        "kind": Phrase(zh: entry.fact.kind.chineseName, en: entry.fact.kind.englishName).fields,
        "trust": trust(entry.fact.kind).fields, "isConflicting": entry.fact.isConflicting,
      ]
      if entry.place >= 0 {
        fields["design"] = ["words": "\(number(entry.place)) · \(name(entry.place))"] as Fields
      } else {
        fields["isClaim"] = true
      }
      if let note = entry.fact.note { fields["note"] = ["words": note] as Fields }
      return fields
    }
  }

  private func trust(_ kind: DateKind) -> Phrase {
    switch kind {
    case .depositedHere: Phrase(zh: "系统记录", en: "recorded by this system")
    case .trustedTimestamp: Phrase(zh: "已核验的时间戳", en: "a timestamp that was verified")
    case .thirdPartyFiling, .registration, .firstPublication, .firstSale, .crawled,
      .claimedCreation:
      Phrase(zh: "自述", en: "as stated")
    }
  }

  /// An instant to the second: `2026-01-31 12:00:00 UTC`.
  private func shown(_ date: String) -> String {
    guard date.hasSuffix("Z"), date.contains("T") else { return date }
    let second = date.dropLast().prefix { $0 != "." }
    return second.replacing("T", with: " ") + " UTC"
  }

  /// What came near without being a lead.
  func nearFields() -> [Fields] {
    matches.indices.filter { !matches[$0].flagged }.map { place in
      let score = Amounts.decimal(matches[place].score, 1)
      var fields: Fields = [
        "name": name(place),
        "line": Phrase(zh: "得分 \(score)/100", en: "score \(score) of 100").fields,
      ]
      if let picture = pictures(place)?.design {
        var image = picture.fields
        image["alt"] = "\(other.zh) · \(other.en): \(name(place))"
        fields["image"] = image
      }
      return fields
    }
  }
}
