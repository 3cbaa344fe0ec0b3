// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension ReviewReport {
  /// The report as a short block for people: the finding in a sentence, then the matches.
  ///
  ///     petal-mirror.jpg
  ///       Look-alike found: 1 of 12,345 designs. A lead for reference, not a verdict.
  ///         97.7  petal.png  mirrored  covers 100 % of the picture, 100 % of the design
  ///               design 4f1c0d9ab2e37786d1a0c55e
  ///
  /// - Parameters:
  ///   - style: Whether to use colour.
  ///   - facts: What is known of the matched designs today, in the order of ``shownMatches``; those that were withdrawn
  ///     since are marked. May be shorter.
  /// - Returns: Lines without a newline at the end.
  public func text(style: TextStyle = .plain, facts: [DesignFacts] = []) -> String {
    let withdrawn = Dictionary(
      zip(shownMatches, facts).compactMap { match, facts in
        facts.withdrawn.map { (match.design, $0) }
      }
    ) { first, _ in first }
    var lines = [style.strong(query.file)]
    lines += controls?.alarm(style: style) ?? []
    lines.append("  " + sentence(style: style))
    if let code = reasonCode {
      lines.append("  无法判断：\(code.sentenceChinese)。\(code.adviceChinese)。")
    } else {
      lines += (query.condition?.doubts ?? []).map(\.remark).map { style.faint("  " + $0) }
    }
    for view in unjudgedViews {
      lines += [
        "  " + style.lead("View \(view.number), \(view.file), cannot be judged; take it anew."),
        printable("  视图 \(view.number)（\(view.file)）无法判断，请重拍后再查。"),
      ]
    }
    lines += (query.cut?.lines ?? []).map { style.faint("  " + $0) }
    let flagged = matches.filter(\.flagged)
    for match in flagged {
      lines += match.lines(style: style) + provenance(match, withdrawn, style: style)
    }
    for match in sealedMatches ?? [] {
      let (english, chinese) = (match.sentence.english, match.sentence.chinese)
      lines += ["  " + style.lead(english), "  " + printable(chinese)]
    }
    lines += leads(withdrawn, style: style)
    if flagged.isEmpty, publicDomainMatches == nil, sealedMatches == nil,
      let nearest = matches.first, nearest.score > 0
    {
      lines.append(
        style.faint(
          "  Nearest, below the threshold: \(nearest.file) (\(fixed(nearest.score, 1)) of 100)"))
    }
    lines += certificate.map { style.faint("  " + $0) }
    if let controls, controls.cameOutRight {
      lines.append(style.faint("  " + controls.sentence.english))
    }
    if certificate.isEmpty, let searchLimit {
      lines += [searchLimit.english, searchLimit.chinese].map { style.faint("  " + $0) }
    }
    if let record, let review {
      lines.append(style.faint("  Kept as review \(record.number), id \(review)"))
    } else if let review {
      lines.append(style.faint("  Kept as review \(review)"))
    }
    if let notKept { lines.append(style.lead("  Not kept: \(notKept).")) }
    lines += (findings ?? []).map { printable("  Found by a person: " + $0.line) }
    return lines.joined(separator: "\n")
  }

  /// Which view a match is with and whether its design was withdrawn since; whose it is and since when, where the
  /// registry knows more than its own deposit.
  private func provenance(
    _ match: MatchSummary, _ withdrawn: [String: DesignFacts.Withdrawn], style: TextStyle
  ) -> [String] {
    var lines: [String] = []
    if let sha256 = match.viewSHA256,
      let number = views?.firstIndex(where: { $0.sha256 == sha256 })
    {
      let file = views?[number].file ?? ""
      lines.append(style.faint("           agrees with view \(number + 2), \(file)"))
    }
    if let withdrawn = withdrawn[match.design] {
      let day = withdrawn.at.prefix(10)
      lines += [
        style.lead("           withdrawn since (\(day)): \(withdrawn.reason)"),
        style.lead("           此后已撤回（\(day)）：\(withdrawn.reason)"),
      ]
    }
    return lines + owners(match, style: style)
  }

  /// Whose a match is and since when, where the registry knows more than its own deposit.
  private func owners(_ match: MatchSummary, style: TextStyle) -> [String] {
    guard let design = designs?.first(where: { $0.design == match.design }) else { return [] }
    var words = design.title.map { ["\"\($0)\""] } ?? []
    if !design.holders.isEmpty { words.append("held by \(design.holders.joined(separator: "; "))") }
    words += design.dates.map { "\($0.kind.englishName) \($0.date.text.prefix(10))" }
    return words.isEmpty ? [] : [style.faint("           " + words.joined(separator: ", "))]
  }

  /// What the dates, the public domain and the counts say.
  private func leads(
    _ withdrawn: [String: DesignFacts.Withdrawn], style: TextStyle
  ) -> [String] {
    var lines: [String] = []
    for alert in ownership?.alerts ?? [] {
      let sentence =
        alert.basis.raisesAlert ? style.lead(alert.sentence) : printable(alert.sentence)
      lines += ["  " + sentence, "  " + printable(alert.spokenChinese)]
    }
    for date in quietDates {
      lines += ["  " + printable(date.sentence), "  " + printable(date.sentenceChinese)]
    }
    if let (english, chinese) = nothingAgainstClaim {
      lines += ["  " + english, "  " + chinese]
    }
    if let apart = publicDomainMatches, !apart.isEmpty {
      lines.append("  Explained by the public domain:")
      for match in apart {
        lines += match.lines(style: style) + provenance(match, withdrawn, style: style)
      }
    }
    for (english, chinese) in explanations {
      lines += [english, chinese].map { style.faint("  " + $0) }
    }
    if let commonness { lines.append("  " + commonness.sentence) }
    return lines
  }

  private func sentence(style: TextStyle) -> String {
    let among = grouped(compared, "design")
    let (count, isAtLeast) = lookAlikes
    let least = isAtLeast ? "at least " : ""
    switch finding {
    case .earlierLookAlike:
      return style.lead("Earlier look-alike found")
        + ": \(earlierCount), of \(least)\(grouped(count, "look-alike")) among \(among). "
        + "A lead for reference, not a verdict."
    case .lookAlike:
      return style.lead("Look-alike found")
        + ": \(least)\(count) of \(among). A lead for reference, not a verdict."
    case .none where compared == 0:
      return style.nothingCompared
    case .none:
      return style.calm("No look-alike found") + " among \(among)."
    case .cannotJudge:
      return style.lead("Cannot judge") + ": \(reason ?? "the reason is not known")."
    }
  }
}

extension PictureCut {
  /// What was cut, in both languages.
  var lines: [String] { ["Cut: \(sentence).", "裁边：\(sentenceChinese)。"] }
}

extension ControlsReport {
  /// What is said first when a control did not come out right; nothing when all did.
  func alarm(style: TextStyle) -> [String] {
    guard !cameOutRight else { return [] }
    let (english, chinese) = sentence
    return ["  " + style.lead("!! " + english), "  " + style.lead("!! " + chinese)]
  }
}

extension MatchSummary {
  /// What was done to the design, and whether the query shows something else in places, in words.
  var spokenRelations: String {
    (relations.map(spokenRelation) + (queryGaps == nil ? [] : ["something else in places"]))
      .joined(separator: ", ")
  }

  /// The match in two lines and what else there is to say of it, indented by four.
  func lines(style: TextStyle) -> [String] {
    let score = fixed(self.score, 1)
    let indent = String(repeating: " ", count: max(0, 9 - score.count))
    let words = spokenRelations
    let shares =
      "covers \(percent(queryCoverage)) of the picture\(isWithinCut == true ? " inside the cut" : ""), "
      + "\(percent(designCoverage)) of the design\(isWithinDesignCut == true ? " inside its cut" : "")"
    var lines = [
      indent + style.strong(score) + "  " + style.strong(file)
        + (words.isEmpty ? "" : "  " + words) + "  " + shares
    ]
    lines.append(style.faint("           " + strength))
    if restsOnRepetition {
      lines.append(
        "           rests on details that come again and again; unrelated cloths with one traditional motif agree "
          + "like this, too: compare how it is drawn")
    }
    if !design.isEmpty { lines.append(style.faint("           design \(design)")) }
    if relations.contains("recoloured"), let table = colourTable {
      let changed = table.filter { $0.isChanged == true }.prefix(4).map {
        "\($0.from) became \($0.to) (\(percent($0.share)))"
      }
      if !changed.isEmpty {
        lines.append(style.faint("           colours: " + changed.joined(separator: ", ")))
      }
    }
    if let count = furtherInstances?.count {
      lines.append(
        style.faint("           lies at \(count) more place\(count == 1 ? "" : "s") in the picture")
      )
    }
    if let part = restingPart {
      lines.append(style.faint("           rests on a part of the design: \(part.english)"))
    }
    if isWithinWindow == true {
      lines.append(
        style.faint("           found in a part of the picture that was looked at alone"))
    }
    if let change = repeatChange {
      lines.append(
        style.faint("           repeat: \(change.from.english) became \(change.to.english)"))
    }
    return lines
  }
}

extension MatchSummary {
  /// The largest likelihood ratio that the pairs of the calibration support, as a logarithm: 344 strangers against
  /// 1,040 designs are 10^5.55 pairs.
  public static let supportedLog10 = 5.5

  /// The likelihood ratio in a sentence.
  var strength: String {
    let ratio = "10^" + fixed(log10LikelihoodRatio, 1)
    let limit = log10LikelihoodRatio > Self.supportedLog10 ? "; beyond 10^5.5 extrapolated" : ""
    return "agreement \(ratio) times likelier of a copy than of unrelated designs\(limit)"
  }
}

/// A relation as a person says it.
func spokenRelation(_ relation: String) -> String {
  switch relation {
  case "sameFile": "the same file"
  case "samePicture": "the same picture"
  case "reencoded": "laid out as it was"
  case "containsDesign": "shows the whole design as a part"
  case "partialMotif": "a part of the design as a part of the picture"
  case "retiled": "repeated another way"
  case "coloursSwapped": "two colours swapped"
  case "negative": "light and dark exchanged"
  case "bent": "bent as cloth in folds"
  default: relation
  }
}
