// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// Everything that a page shows, gathered from the report, the registry and the album.
struct PageContent {
  let title: Phrase
  /// What the matches are: designs of a registry, or the second of two pictures.
  let other: Phrase
  let query: QuerySummary
  let finding: Finding
  let reason: String?
  let matches: [MatchSummary]
  let facts: [DesignFacts]
  let album: EvidenceAlbum
  let compared: Int
  let engine: String
  let review: String?
  let sentence: Phrase
  let comparedWords: Phrase
  /// How the live controls came out; nil when none is planted, or no registry was searched.
  var controls: ControlsReport?
  /// Sealed designs that are flagged; nothing more of them is told.
  var sealed: [SealedMatch] = []
  /// What people found on the review, the oldest first.
  var findings: [ReviewFinding] = []
  let rerun: String
  let context: ReportContext

  /// Whether a registry was searched, rather than two pictures compared.
  let isRegistrySearch: Bool

  /// The places of the matches that are leads.
  var leads: [Int] { matches.indices.filter { matches[$0].flagged } }

  func facts(_ place: Int) -> DesignFacts? { place < facts.count ? facts[place] : nil }

  func pictures(_ place: Int) -> EvidenceAlbum.Match? {
    place < album.matches.count ? album.matches[place] : nil
  }

  /// What a match goes by on the page.
  func name(_ place: Int) -> String {
    let file = shortName(matches[place].file)
    guard let title = facts(place)?.title, !title.isEmpty else { return file }
    return "\(title) (\(file))"
  }

  /// The number of a lead on the page, from 1.
  func number(_ place: Int) -> Int { (leads.firstIndex(of: place) ?? 0) + 1 }

  /// Writes the page.
  func page() -> String {
    var fields: Fields = [
      "policy": context.isServed
        ? PageTemplates.servedContentSecurityPolicy : PageTemplates.contentSecurityPolicy,
      "style": PageTemplates.style,
      "script": PageTemplates.script, "title": title.fields, "file": shortName(query.file),
      "other": [
        "zh": other.zh, "en": other.en, "start": "T" + other.en.dropFirst(),
      ] as Fields,
      "engine": engine, "sentence": sentence.fields, "tone": tone,
      "size": Phrase(
        zh: "\(query.width) × \(query.height) 像素", en: "\(query.width) × \(query.height) pixels"
      ).fields,
      "quality": FindingWords.quality(query.quality).fields, "sha256": query.sha256,
      "pixelSHA256": query.pixelSHA256, "compared": comparedWords.fields,
      "thresholds": (context.thresholds ?? thresholds).fields, "rerun": rerun,
      "queryAlt": "查询图 · The picture in question: \(shortName(query.file))",
      "notCompared": ScopeWords.notCompared.map(\.fields),
      "matches": leads.map { matchFields($0) },
    ]
    if let picture = album.query { fields["query"] = picture.fields }
    if let reason { fields["reason"] = ["text": reason] }
    if finding == .cannotJudge { fields["retake"] = true }
    fields["controls"] = controlsWords.map(\.fields)
    if controls?.cameOutRight == false { fields["alarm"] = controlsWords.map(\.fields) }
    fields["sealed"] = sealed.map { match in
      Phrase(zh: match.sentence.chinese, en: match.sentence.english).fields
    }
    fields["hasFindings"] = !findings.isEmpty
    fields["findings"] = findings.map { findingFields($0) }
    fields["findingForm"] = findingForm
    if let review { fields["review"] = ["id": review] }
    if context.isServed { fields["isServed"] = true }
    if let at = context.madeAt { fields["made"] = ["at": at] }
    fields["hasLeads"] = !leads.isEmpty
    fields["leads"] = leads.prefix(3).map { place in
      [
        "number": number(place), "name": name(place),
        "summary": Phrase.joined([ChangeWords.all(matches[place]), queryShare(matches[place])])
          .fields,
      ] as Fields
    }
    if leads.count > 3 {
      fields["moreLeads"] =
        Phrase(zh: "其余 \(leads.count - 3) 件见下文。", en: "\(leads.count - 3) more below.").fields
    }
    // Of two pictures that do not agree there is nothing to divide, and of a sealed design nobody sees which part.
    let isDivided =
      finding != .cannotJudge && (isRegistrySearch || !leads.isEmpty) && sealed.isEmpty
    if isDivided, let map = album.innovation {
      fields["innovation"] = innovationFields(map)
    }
    let dates = dateFields()
    fields["hasDates"] = !dates.isEmpty
    fields["dates"] = dates
    let near = nearFields()
    fields["hasNear"] = !near.isEmpty
    fields["near"] = near
    return PageTemplates.report(fields)
  }

  /// What is said of the live controls.
  private var controlsWords: Phrase? {
    guard isRegistrySearch else { return nil }
    guard let controls else {
      return Phrase(
        zh: "未设置（selvedge controls plant）：本次没有以已知图片检验检索本身。",
        en:
          "None is planted (selvedge controls plant): the search itself was not tested with known "
          + "pictures.")
    }
    let (english, chinese) = controls.sentence
    return Phrase(zh: chinese, en: english)
  }

  private var tone: String {
    switch finding {
    case .earlierLookAlike, .lookAlike: "lead"
    case .none: controls?.cameOutRight == false ? "open" : "calm"
    case .cannotJudge: "open"
    }
  }

  private var thresholds: Phrase {
    Phrase(
      zh: "达到引擎 \(engine) 内置阈值的列为线索：本报告 \(leads.count) 件。",
      en: "What passes the threshold shipped with engine \(engine) is listed as a lead: "
        + "\(leads.count) here.")
  }
}

extension Phrase {
  /// The phrase for a template.
  var fields: Fields { ["zh": zh, "en": en] }
}
