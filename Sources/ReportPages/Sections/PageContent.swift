// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
private import Provenance

/// Everything that a page shows, gathered from the report, the registry and the album.
struct PageContent {
  let title: Phrase
  /// What the matches are: designs of a registry, or the second of two pictures.
  let other: Phrase
  let query: QuerySummary
  let finding: Finding
  let reason: String?
  let reasonCode: PictureDoubt?
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
  let rerun: [RerunWords.Line]
  let context: ReportContext

  /// Where the picture proper is in the second of two pictures; registered designs are not cut.
  var otherCut: PictureCut?

  /// Whether a registry was searched, rather than two pictures compared.
  let isRegistrySearch: Bool
  /// How many of the matches, the last ones, are motifs of the public domain.
  var publicDomainCount = 0
  /// What a registry search says besides about holders, dates and the views that it was given.
  var searched: ReviewReport?

  /// Whether a match is a motif of the public domain.
  func isPublicDomain(_ place: Int) -> Bool { place >= matches.count - publicDomainCount }

  /// The dates that are claimed for the picture in question.
  var claimed: [DatedFact] {
    guard let ownership = searched?.ownership else { return [] }
    return ownership.claim.dates.map { date in
      DatedFact(
        date.kind, date: date.date.text, note: date.note,
        isConflicting: ownership.alerts.contains { $0.basis.raisesAlert && $0.claimed == date })
    }
  }

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
      "quality": FindingWords.condition(query).fields, "sha256": query.sha256,
      "pixelSHA256": query.pixelSHA256, "compared": comparedWords.fields,
      "thresholds": (context.thresholds ?? thresholds).fields,
      "rerun": rerun.map(\.fields),
      "viewPictures": leads.compactMap { matches[$0].viewSHA256 }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }.compactMap { sha256 in
        leads.first { matches[$0].viewSHA256 == sha256 }.flatMap { base(matches[$0]) }
      },
      "queryAlt": "查询图 · The picture in question: \(shortName(query.file))",
      "notCompared": ScopeWords.notCompared(
        isRegistrySearch: isRegistrySearch,
        hasPublicDomain: searched?.basis?.banks.contains(DesignBank.publicDomain.rawValue) == true
      ).map(\.fields),
      "matches": leads.map { matchFields($0) },
    ]
    if let picture = album.query { fields["query"] = picture.fields }
    if let cut = query.cut { fields["cut"] = cutFields(cut) }
    // What the page says in both languages need not stand there a third time.
    if isRegistrySearch || reasonCode == nil, let reason,
      reasonCode == nil || reasonCode == .tooPlain
    {
      let chinese = reasonCode?.sentenceChinese ?? "图片提供的信息不足以比对"
      fields["reason"] = ["text": reason, "chinese": chinese]
    }
    if finding == .cannotJudge {
      let code = reasonCode ?? .tooPlain
      fields["retake"] = Phrase(zh: code.adviceChinese, en: code.advice).fields
    } else if let doubt = query.condition?.doubts.first {
      fields["doubt"] =
        Phrase(
          zh: "仍予比对，但\(doubt.sentenceChinese)：若要更可靠，\(doubt.adviceChinese)。",
          en: "Judged all the same, though \(doubt.sentence). To be surer, \(doubt.advice)."
        ).fields
    }
    fields["controls"] = controlsWords.map(\.fields)
    if controls?.cameOutRight == false { fields["alarm"] = controlsWords.map(\.fields) }
    fields["sealed"] = sealed.map { match in
      Phrase(zh: match.sentence.chinese, en: match.sentence.english).fields
    }
    fields["hasFindings"] = !findings.isEmpty
    fields["findings"] = findings.map { findingFields($0) }
    fields["findingForm"] = findingForm
    fields["isRecordedAlready"] = context.isRecordedAlready
    if let review {
      var kept: Fields = ["id": review]
      if let record = searched?.record { kept["kept"] = RecordWords.kept(record).fields }
      fields["review"] = kept
    }
    if context.isServed { fields["isServed"] = true }
    if let language = context.language {
      fields["served"] = ["language": language.rawValue] as Fields
      fields["isEnglish"] = language == .en
    }
    if let at = context.madeAt { fields["made"] = ["at": at] }
    fields["hasLeads"] = !leads.isEmpty
    fields["leads"] = leads.prefix(3).map { place in
      var lead: Fields = [
        "number": number(place), "name": name(place),
        "summary": Phrase.joined([ChangeWords.all(matches[place]), queryShare(matches[place])])
          .fields,
      ]
      if let withdrawn = facts(place)?.withdrawn { lead["withdrawn"] = withdrawn.phrase.fields }
      if let design = pictures(place)?.design {
        var thumb: Fields = [
          "number": number(place), "width": design.width, "height": design.height,
        ]
        if let base = base(matches[place]) { thumb["base"] = base }
        lead["thumb"] = thumb
      }
      return lead
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
    let alerts = searched?.ownership?.alerts ?? []
    fields["alerts"] = alerts.prefix(3).map { alert in
      Phrase(zh: alert.spokenChinese, en: alert.sentence).fields
    }
    if alerts.count > 3 {
      fields["moreAlerts"] =
        Phrase(
          zh: "另有 \(alerts.count - 3) 条同类提示，日期见时间线。",
          en: "\(alerts.count - 3) more of the kind; the dates stand in the time line."
        ).fields
    }
    fields["asides"] = claimAsides.map(\.fields)
    let views = searched?.views ?? []
    fields["promise"] =
      RerunWords.promise(isRegistrySearch: isRegistrySearch, viewCount: views.count + 1).fields
    if let common = searched?.commonness {
      fields["common"] = CommonnessWords.all(common, ofOneView: !views.isEmpty).fields
    }
    if !views.isEmpty {
      let unjudged = (searched?.unjudgedViews ?? []).map { viewName($0.number) }
      let silent = Phrase(
        zh: unjudged.map { "。\($0.zh)无法判断，请重拍后再查" }.joined(),
        en: unjudged.map { ". It cannot be judged what \($0.en) shows: take it anew" }.joined())
      fields["views"] =
        Phrase(
          zh:
            "共查 \(views.count + 1) 张，均视为同一图案；此处显示线索最强的一张。其余：\(views.indices.map { viewName($0 + 2).zh }.joined(separator: "、"))\(silent.zh)",
          en:
            "\(views.count + 1) views of one design were looked up; shown is the one with the strongest lead. "
            + "The others: \(views.indices.map { viewName($0 + 2).en }.joined(separator: ", "))\(silent.en)"
        ).fields
    }
    let near = nearFields()
    fields["hasNear"] = !near.isEmpty
    fields["near"] = near
    return PageTemplates.report(fields)
  }

  /// What is said of a claim beside its alerts: earlier dates that raise none, or that nothing speaks against it.
  private var claimAsides: [Phrase] {
    guard let searched else { return [] }
    let said =
      searched.quietDates.map { (english: $0.sentence, chinese: $0.sentenceChinese) }
      + [searched.nothingAgainstClaim].compactMap(\.self) + searched.explanations
    return said.map { Phrase(zh: $0.chinese, en: $0.english) }
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
    let count = leads.count + sealed.count
    return Phrase(
      zh: "达到引擎 \(engine) 内置阈值的列为线索：本报告 \(count) 件。",
      en: "What passes the threshold shipped with engine \(engine) is listed as a lead: "
        + "\(count) here.")
  }
}

extension Phrase {
  /// The phrase for a template.
  var fields: Fields { ["zh": zh, "en": en] }
}
