// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
private import Provenance

extension PageContent {
  /// The dates of all leads in order, sealed ones among them, those that are claimed for the picture in question, and
  /// those that alerts rest on of designs that are not listed.
  func dateFields() -> [Fields] {
    var entries: [(date: String, place: Int, fields: Fields)] = []
    for place in leads {
      for fact in facts(place)?.dates ?? [] {
        var fields = fields(fact)
        fields["design"] = ["words": "\(number(place)) · \(name(place))"] as Fields
        entries.append((fact.date, place, fields))
      }
    }
    for alert in searched?.ownership?.alerts ?? [] {
      let place = leads.first { matches[$0].design == alert.design }
      let isTold =
        place.flatMap { facts($0) }?.dates.contains {
          $0.kind == alert.found.kind && $0.date == alert.found.date.text
        } ?? alert.isOfSealed
      guard !isTold else { continue }
      let fact = DatedFact(
        alert.found.kind, date: alert.found.date.text, note: alert.found.note,
        isConflicting: alert.basis.raisesAlert)
      var fields = fields(fact)
      let words = place.map { "\(number($0)) · \(name($0))" }
      fields["design"] =
        [
          "words": words
            ?? ([shortName(alert.file)] + alert.holders).joined(separator: " · ")
        ] as Fields
      fields["isUnlisted"] = place == nil
      entries.append((fact.date, place ?? matches.count, fields))
    }
    for fact in claimed {
      var fields = fields(fact)
      fields["isClaim"] = true
      entries.append((fact.date, -1, fields))
    }
    for match in sealed {
      entries.append(
        (
          match.sealedAt, matches.count,
          [
            "date": shown(match.sealedAt),
            "kind": Phrase(zh: "本登记库封存", en: "sealing in this registry").fields,
            "trust": trust(.depositedHere).fields, "isConflicting": false,
            "sealedDesign": Self.sealedName(match.design).fields,
          ]
        ))
    }
    entries.sort { ($0.date, $0.place) < ($1.date, $1.place) }
    return entries.map(\.fields)
  }

  private func fields(_ fact: DatedFact) -> Fields {
    var fields: Fields = [
      "date": shown(fact.date),
      "kind": Phrase(zh: fact.kind.chineseName, en: fact.kind.englishName).fields,
      "trust": trust(fact.kind).fields, "isConflicting": fact.isConflicting,
    ]
    if let note = fact.note { fields["note"] = ["words": note] as Fields }
    return fields
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
