// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension PageContent {
  /// What the section of one lead shows.
  func matchFields(_ place: Int) -> Fields {
    let match = matches[place]
    let number = number(place)
    let isRecoloured = match.relations.contains("recoloured")
    let colours = (match.colourTable ?? []).filter {
      isRecoloured && isColour($0.from) && isColour($0.to)
    }
    var fields: Fields = [
      "number": number, "name": name(place), "isPublicDomain": isPublicDomain(place),
      "isRepeated": match.furtherInstances?.isEmpty == false,
      "changes": ChangeWords.all(match).fields,
      "hasColours": !colours.isEmpty,
      "colours": colours.prefix(12).map {
        [
          "from": $0.from, "to": $0.to, "share": percent($0.share),
          "isKept": $0.isChanged == false,
        ] as Fields
      },
      "queryShare": queryShare(match).fields,
      "designShare": designShare(match).fields,
      "queryPercent": Amounts.decimal(100 * min(1, max(0, match.queryCoverage)), 1),
      "designPercent": Amounts.decimal(100 * min(1, max(0, match.designCoverage)), 1),
      "strength": StrengthWords.likelihoodRatio(match.log10LikelihoodRatio).fields,
      "population": (context.population ?? StrengthWords.population(engine: engine)).fields,
      "chance": StrengthWords.chance(
        match.expectedChanceMatches, log10: match.log10LikelihoodRatio, compared: compared
      ).fields,
      "commonness": StrengthWords.commonness(of: match).fields,
      "numbers": numbers(match).fields, "transform": transformText(match.transform),
      "designAlt": "\(other.zh) · \(other.en): \(name(place))",
      "overlayAlt": "叠合图 · \(other.en) laid over the picture in question: \(name(place))",
      "sliderAlt": "滑动对比 · \(other.en) and the picture in question, side by side: \(name(place))",
    ]
    let rows = factRows(place)
    if !rows.isEmpty { fields["facts"] = ["rows": rows] as Fields }
    if let words = otherViewWords(match) { fields["otherView"] = words.fields }
    if let withdrawn = facts(place)?.withdrawn {
      fields["withdrawn"] = withdrawn.phrase.fields
    }
    if let pictures = pictures(place) {
      var shown: Fields = [
        "hasBase": base(match) != nil, "design": pictures.design.fields,
        "inDesign": ["outlines": outlines(pictures.designOutlines, role: "design")] as Fields,
        "inQuery": ["outlines": outlines(pictures.queryOutlines, role: "query")] as Fields,
        "hasGaps": !pictures.queryGaps.isEmpty, "gaps": pictures.queryGaps.map { points($0) },
      ]
      // Of another name than the query's, which a template would find where this one is missing.
      if let cut = otherCut { shown["designCut"] = cutFields(cut, of: pictures.design) }
      if let base = base(match) { shown["base"] = base }
      if let aligned = pictures.aligned, base(match) != nil {
        shown["aligned"] =
          [
            "source": aligned.dataURI, "areas": pictures.queryOutlines.map { points($0) },
          ] as Fields
      }
      fields["pictures"] = shown
    }
    return fields
  }

  /// The picture that a match is with, for the template: the query, or another view; `nil` when it is not at hand.
  func base(_ match: MatchSummary) -> Fields? {
    guard let sha256 = match.viewSHA256 else {
      guard let query = album.query else { return nil }
      return query.fields.merging([
        "ref": "query", "zh": "查询图", "en": "the picture in question",
        "start": "The picture in question",
        "alt": "查询图 · The picture in question: \(shortName(self.query.file))",
      ]) { _, own in own }
    }
    guard let view = album.views[sha256], let number = viewNumber(sha256) else { return nil }
    let words = viewName(number)
    return view.fields.merging([
      "ref": "view-\(number)", "zh": words.zh, "en": words.en,
      "start": "V" + words.en.dropFirst(), "alt": "\(words.zh) · \(words.en)",
    ]) { _, own in own }
  }

  /// The number of another view on the page, from 2: the query is the first.
  func viewNumber(_ sha256: String) -> Int? {
    searched?.views?.firstIndex { $0.sha256 == sha256 }.map { $0 + 2 }
  }

  /// What another view goes by on the page.
  func viewName(_ number: Int) -> Phrase {
    let file = searched?.views.map { shortName($0[number - 2].file) } ?? ""
    return Phrase(zh: "视图 \(number)（\(file)）", en: "view \(number) (\(file))")
  }

  /// That a match is with another view than the one that is shown first.
  private func otherViewWords(_ match: MatchSummary) -> Phrase? {
    guard let sha256 = match.viewSHA256 else { return nil }
    let name =
      viewNumber(sha256).map(viewName) ?? Phrase(zh: "另一张视图", en: "another of the views")
    return base(match) == nil
      ? Phrase(
        zh: "一致的是\(name.zh)，它未随报告保存，因此未在此叠合。",
        en:
          "It agrees with \(name.en), which was not kept with the report, so nothing is laid over.")
      : Phrase(
        zh: "一致的是\(name.zh)，下面显示的就是它。", en: "It agrees with \(name.en), which is shown here.")
  }

  /// How much of the query a match covers, in words.
  func queryShare(_ match: MatchSummary) -> Phrase {
    let share = percent(match.queryCoverage)
    if let number = match.viewSHA256.flatMap(viewNumber) {
      return match.isWithinCut == true
        ? Phrase(
          zh: "覆盖裁边后视图 \(number) 的 \(share)",
          en: "covers \(share) of view \(number) inside its cut")
        : Phrase(zh: "覆盖视图 \(number) 的 \(share)", en: "covers \(share) of view \(number)")
    }
    return match.isWithinCut == true
      ? Phrase(
        zh: "覆盖裁边后查询图的 \(share)", en: "covers \(share) of the picture inside the cut")
      : Phrase(zh: "覆盖查询图的 \(share)", en: "covers \(share) of the picture in question")
  }

  /// How much of the design a match covers, in words.
  private func designShare(_ match: MatchSummary) -> Phrase {
    let share = percent(match.designCoverage)
    return match.isWithinDesignCut == true
      ? Phrase(
        zh: "覆盖裁边后\(other.zh)的 \(share)",
        en: "covers \(share) of \(other.en) inside its cut")
      : Phrase(zh: "覆盖\(other.zh)的 \(share)", en: "covers \(share) of \(other.en)")
  }

  private func factRows(_ place: Int) -> [Fields] {
    let match = matches[place]
    guard let facts = facts(place) else {
      return match.design.isEmpty
        ? [] : [row(Phrase(zh: "图案编号", en: "Design"), match.design, isMono: true)]
    }
    var rows: [Fields] = []
    func add(_ zh: String, _ en: String, _ value: String?, isMono: Bool = false) {
      guard let value, !value.isEmpty else { return }
      rows.append(row(Phrase(zh: zh, en: en), value, isMono: isMono))
    }
    add("图案编号", "Design", match.design, isMono: true)
    add("权利人（自述）", "Holder, as stated", facts.holder)
    add("申请人", "Registrant", facts.registrant)
    add("登记证号（自述）", "Registration number, as stated", facts.registrationNumber)
    add("来源（自述）", "Source, as stated", facts.source)
    if let width = facts.width, let height = facts.height {
      add("尺寸", "Size", "\(width) × \(height)")
    }
    add("文件 SHA-256", "SHA-256 of the file", facts.sha256, isMono: true)
    return rows
  }

  private func row(_ label: Phrase, _ value: String, isMono: Bool) -> Fields {
    ["label": label.fields, "value": value, "isMono": isMono]
  }

  private func numbers(_ match: MatchSummary) -> Phrase {
    var phrases = [
      Phrase(
        zh: "得分 \(Amounts.decimal(match.score, 1))/100",
        en: "score \(Amounts.decimal(match.score, 1)) of 100")
    ]
    if let features = match.matchedFeatures {
      phrases.append(
        Phrase(
          zh: "\(grouped(features)) 个局部特征对应",
          en: "\(grouped(features, "local feature")) in correspondence"))
    }
    if let agreement = match.agreement {
      phrases.append(
        Phrase(
          zh: "轮廓内一致程度 \(percent(agreement))",
          en: "agreement inside the outline \(percent(agreement))"))
    }
    if let part = match.restingPart {
      phrases.append(
        Phrase(
          zh: "强度依据\(other.zh)的一部分：\(part.chinese)",
          en: "the strength rests on a part of \(other.en): \(part.english)"))
    }
    if match.isWithinWindow == true {
      phrases.append(
        Phrase(
          zh: "单独查看查询图的一部分时发现",
          en: "found in a part of the picture that was looked at alone"))
    }
    // One colour says nothing of another, however alike the two are.
    if let information = match.colourInformation, match.colourTable?.count != 1 {
      let share = Amounts.decimal(information, 2)
      phrases.append(
        Phrase(
          zh: "两图配色的互信息 \(share)（0 到 1）",
          en: "mutual information of the two palettes \(share) of 1"))
    }
    phrases.append(
      Phrase(
        zh: "变换矩阵（\(other.zh)像素 → 查询图像素）：",
        en: "transform from pixels of \(other.en) to pixels of the picture in question:"))
    return Phrase.joined(phrases)
  }

  private func transformText(_ rows: [[Double]]) -> String {
    rows.map { row in
      "[" + row.map { "\(($0 * 1e6).rounded() / 1e6)" }.joined(separator: ", ") + "]"
    }.joined(separator: " ")
  }

  private func outlines(_ polygons: [[[Double]]], role: String) -> [Fields] {
    polygons.map { ["points": points($0), "role": role] }
  }

  private func points(_ polygon: [[Double]]) -> String {
    polygon.filter { $0.count == 2 }.map { "\($0[0]),\($0[1])" }.joined(separator: " ")
  }

  private func isColour(_ text: String) -> Bool {
    text.utf8.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit)
  }
}

extension DesignFacts.Withdrawn {
  /// That a design was withdrawn after the review, in words.
  var phrase: Phrase {
    Phrase(
      zh: "此后已撤回（\(at.prefix(10))）：\(reason)", en: "withdrawn since (\(at.prefix(10))): \(reason)")
  }
}
