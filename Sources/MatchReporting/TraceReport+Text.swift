// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension TraceReport {
  /// The trace as a short block for people: where the picture comes from, and how much of it is new.
  ///
  /// - Parameter style: Whether to use colour.
  /// - Returns: Lines without a newline at the end.
  public func text(style: TextStyle = .plain) -> String {
    var lines = [style.strong(query.file)] + (controls?.alarm(style: style) ?? [])
    lines += (query.cut?.lines ?? []).map { style.faint("  " + $0) }
    switch finding {
    case .cannotJudge:
      lines.append("  " + style.lead("Cannot judge") + ": \(reason ?? "the reason is not known").")
    case .none where compared == 0:
      lines.append("  " + style.nothingCompared)
    case .none:
      lines.append(
        "  " + style.calm("No origin found") + " among \(grouped(compared, "design")).")
    case .earlierLookAlike, .lookAlike:
      lines.append(
        "  " + style.lead("Possible origin") + ": a lead for reference, not a verdict.")
      for source in sources { lines += source.lines(style: style) }
      if let motifs = publicDomainSources {
        lines.append("  Explained by the public domain:")
        for motif in motifs { lines += motif.lines(style: style) }
      }
      if let leftOut {
        let (verb, their) = leftOut == 1 ? ("was", "is") : ("were", "are")
        lines.append(
          "    \(grouped(leftOut, "more design")) that \(verb) registered later \(their) left out.")
      }
    }
    for match in sealedMatches ?? [] { lines.append("    " + printable(match.sentence.english)) }
    if let innovation, compared > 0 {
      let part = query.cut == nil ? "" : " inside the cut"
      lines.append(
        innovation < 0.005
          ? "  All of the picture\(part) agrees with what is registered here."
          : "  Nothing registered here explains \(percent(innovation)) of the picture\(part); that "
            + "does not make it new.")
    }
    return lines.joined(separator: "\n")
  }
}

extension TraceReport.Source {
  /// The source in a few lines.
  fileprivate func lines(style: TextStyle) -> [String] {
    let day = "registered here " + registeredAt.prefix(10)
    let title = title.map { " \"\($0)\"" } ?? ""
    let holder = holder.map { ", holder as claimed: \($0)" } ?? ""
    var lines = ["    \(day) UTC  " + style.strong(match.file) + printable(title + holder)]
    let stated = dates.filter(\.kind.isSubmittable)
    let verified = dates.filter { $0.kind == .trustedTimestamp }
    for (words, dates) in [("verified", verified), ("as stated", stated)] where !dates.isEmpty {
      let list = dates.map { "\($0.kind.englishName) \($0.date.text.prefix(10))" }
      lines.append(style.faint("                \(words): " + list.joined(separator: ", ")))
    }
    let words = match.spokenRelations
    let part = match.isWithinCut == true ? " inside the cut" : ""
    lines.append(
      style.faint(
        "                " + (words.isEmpty ? "" : words + "; ")
          + "covers \(percent(match.queryCoverage)) of the picture\(part); design \(match.design)"))
    return lines
  }
}
