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
      lines.append(
        "  " + style.calm("Nothing to compare with") + ": the registry holds no design yet.")
    case .none:
      lines.append(
        "  " + style.calm("No origin found") + " among \(grouped(compared, "design")).")
    case .earlierLookAlike, .lookAlike:
      lines.append(
        "  " + style.lead("Possible origin") + ": a lead for reference, not a verdict.")
      for source in sources {
        let day = "registered here " + source.registeredAt.prefix(10)
        let title = source.title.map { " \"\($0)\"" } ?? ""
        let holder = source.holder.map { ", holder as claimed: \($0)" } ?? ""
        lines.append(
          "    \(day) UTC  " + style.strong(source.match.file) + printable(title + holder))
        let dates = source.dates.filter { $0.kind != .depositedHere }.map {
          "\($0.kind.englishName) \($0.date.text.prefix(10))"
        }
        if !dates.isEmpty {
          lines.append(style.faint("                as stated: " + dates.joined(separator: ", ")))
        }
        let words = source.match.spokenRelations
        lines.append(
          style.faint(
            "                " + (words.isEmpty ? "" : words + "; ")
              + "covers \(percent(source.match.queryCoverage)) of the picture\(source.match.isWithinCut == true ? " inside the cut" : ""); design "
              + source.match.design))
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
