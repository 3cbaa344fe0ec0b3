// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension PageContent {
  /// The dates of all leads in order.
  func dateFields() -> [Fields] {
    var entries: [(date: String, place: Int, fact: DatedFact)] = []
    for place in leads {
      for fact in facts(place)?.dates ?? [] { entries.append((fact.date, place, fact)) }
    }
    entries.sort { ($0.date, $0.place) < ($1.date, $1.place) }
    return entries.map { entry in
      let isOwn = entry.fact.kind == .registeredHere
      return [
        "date": shown(entry.date), "kind": words(entry.fact.kind).fields,
        "design": "\(number(entry.place)) · \(name(entry.place))",
        "trust":
          (isOwn
          ? Phrase(zh: "系统记录", en: "recorded by this system") : Phrase(zh: "自述", en: "as stated"))
          .fields,
        "isConflicting": entry.fact.isConflicting,
      ] as Fields
    }
  }

  private func words(_ kind: DatedFact.Kind) -> Phrase {
    switch kind {
    case .registeredHere: Phrase(zh: "登记入库", en: "registered here")
    case .created: Phrase(zh: "创作", en: "created")
    case .filed: Phrase(zh: "申请", en: "filed")
    case .registeredByOffice: Phrase(zh: "版权登记", en: "registered by an office")
    case .published: Phrase(zh: "发表", en: "published")
    case .sold: Phrase(zh: "销售", en: "sold")
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
