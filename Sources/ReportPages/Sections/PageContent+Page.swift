// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
private import Provenance

extension PageContent {
  /// Writes the page.
  func page() -> String {
    var fields = frameFields
    for part in [subjectFields, judgementFields, recordFields, leadFields, claimFields, viewFields]
    {
      fields.merge(part) { _, _ in preconditionFailure("two parts of a page share a name") }
    }
    return PageTemplates.report(fields)
  }

  /// What every page needs, whatever it says.
  private var frameFields: Fields {
    var fields: Fields = [
      "policy": context.isServed
        ? PageTemplates.servedContentSecurityPolicy : PageTemplates.contentSecurityPolicy,
      "style": PageTemplates.style, "script": PageTemplates.script, "title": title.fields,
      "other": [
        "zh": other.zh, "en": other.en, "start": "T" + other.en.dropFirst(),
      ] as Fields,
      "engine": engine,
    ]
    if context.isServed { fields["isServed"] = true }
    if let language = context.language {
      fields["served"] = ["language": language.rawValue] as Fields
      fields["isEnglish"] = language == .en
    }
    if let at = context.madeAt { fields["made"] = ["at": at] }
    return fields
  }

  /// The picture in question.
  private var subjectFields: Fields {
    var fields: Fields = [
      "file": shortName(query.file), "sha256": query.sha256, "pixelSHA256": query.pixelSHA256,
      "size": Phrase(
        zh: "\(query.width) × \(query.height) 像素", en: "\(query.width) × \(query.height) pixels"
      ).fields,
      "quality": FindingWords.condition(query).fields,
      "queryAlt": "查询图 · The picture in question: \(shortName(query.file))",
    ]
    if let picture = album.query { fields["query"] = picture.fields }
    if let cut = query.cut { fields["cut"] = cutFields(cut) }
    return fields
  }

  /// What was found, among how much, and how far that can be relied on.
  private var judgementFields: Fields {
    var fields: Fields = [
      "sentence": sentence.fields, "tone": tone, "compared": comparedWords.fields,
      "thresholds": (context.thresholds ?? thresholds).fields,
      "notCompared": ScopeWords.notCompared(
        isRegistrySearch: isRegistrySearch,
        hasPublicDomain: searched?.basis?.banks.contains(DesignBank.publicDomain.rawValue) == true
      ).map(\.fields),
      "sealed": sealed.map { match in
        Phrase(zh: match.sentence.chinese, en: match.sentence.english).fields
      },
    ]
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
    if let reason = searched?.notKept { fields["notKept"] = ["reason": reason] }
    if let common = searched?.commonness {
      let isOfOneView = !(searched?.views ?? []).isEmpty
      fields["common"] = CommonnessWords.all(common, ofOneView: isOfOneView).fields
    }
    return fields
  }

  /// The review as it is kept, how it is made again, and what people found on it.
  private var recordFields: Fields {
    var fields: Fields = [
      "rerun": rerun.map(\.fields),
      "promise": RerunWords.promise(
        isRegistrySearch: isRegistrySearch, viewCount: (searched?.views ?? []).count + 1
      ).fields,
      "hasFindings": !findings.isEmpty, "findings": findings.map { findingFields($0) },
      "isRecordedAlready": context.isRecordedAlready,
    ]
    fields["findingForm"] = findingForm
    if let review {
      var kept: Fields = ["id": review]
      if let record = searched?.record { kept["kept"] = RecordWords.kept(record).fields }
      fields["review"] = kept
    }
    return fields
  }

  /// The designs that are leads, what of the picture none of them explains, and what else is near.
  private var leadFields: Fields {
    let near = nearFields()
    var fields: Fields = [
      "hasLeads": !leads.isEmpty, "leads": leads.prefix(3).map { summaryFields($0) },
      "matches": leads.map { matchFields($0) }, "hasNear": !near.isEmpty, "near": near,
    ]
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
    return fields
  }

  /// A lead as it is told at the head of the page.
  private func summaryFields(_ place: Int) -> Fields {
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

  /// The dates of all that is shown, and what they say of a claim.
  private var claimFields: Fields {
    let dates = dateFields()
    let alerts = searched?.ownership?.alerts ?? []
    var fields: Fields = [
      "hasDates": !dates.isEmpty, "dates": dates,
      "alerts": alerts.prefix(3).map { alert in
        Phrase(zh: alert.spokenChinese, en: alert.sentence).fields
      },
      "asides": claimAsides.map(\.fields),
    ]
    if alerts.count > 3 {
      fields["moreAlerts"] =
        Phrase(
          zh: "另有 \(alerts.count - 3) 条同类提示，日期见时间线。",
          en: "\(alerts.count - 3) more of the kind; the dates stand in the time line."
        ).fields
    }
    return fields
  }

  /// The other views that were looked up as the same design.
  private var viewFields: Fields {
    var shown: [String] = []
    var pictures: [Fields] = []
    for place in leads {
      guard let sha256 = matches[place].viewSHA256, !shown.contains(sha256) else { continue }
      shown.append(sha256)
      if let picture = base(matches[place]) { pictures.append(picture) }
    }
    var fields: Fields = ["viewPictures": pictures]
    let views = searched?.views ?? []
    guard !views.isEmpty else { return fields }
    let unjudged = (searched?.unjudgedViews ?? []).map { viewName($0.number) }
    let silent = Phrase(
      zh: unjudged.map { "。\($0.zh)无法判断，请重拍后再查" }.joined(),
      en: unjudged.map { ". It cannot be judged what \($0.en) shows: take it anew" }.joined())
    let others = views.indices.map { viewName($0 + 2) }
    let names = Phrase(
      zh: others.map(\.zh).joined(separator: "、"), en: others.map(\.en).joined(separator: ", "))
    fields["views"] =
      Phrase(
        zh: "共查 \(views.count + 1) 张，均视为同一图案；此处显示线索最强的一张。其余：\(names.zh)\(silent.zh)",
        en: "\(views.count + 1) views of one design were looked up; shown is the one with the "
          + "strongest lead. The others: \(names.en)\(silent.en)"
      ).fields
    return fields
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
