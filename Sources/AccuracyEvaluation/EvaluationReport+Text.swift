// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
private import MatchReporting

extension EvaluationReport {
  /// The report as tables for people.
  ///
  /// - Parameter accusationLimit: The most accusations to list of strangers, and as many of copies.
  /// - Returns: The lines.
  public func lines(accusationLimit: Int = 20) -> [String] {
    var lines = header + [""] + recallTable
    if !kinds.isEmpty { lines += ["", columns("kind of design")] + kinds.map { row($0) } }
    lines += [""] + decision + [""] + ranking + [""] + evidence
    for (title, isStranger) in [("strangers accused", true), ("other designs flagged", false)] {
      let members = accusations.filter { $0.isStranger == isStranger }
      guard !members.isEmpty else { continue }
      lines += ["", "\(title), strongest first; look at the pictures before a threshold is moved"]
      lines += members.prefix(accusationLimit).map { accusation in
        "  \(decimals(accusation.score, 1).leading(6))  \(accusation.query)  \(accusation.design)"
      }
      if members.count > accusationLimit {
        lines.append("  and \(grouped(members.count - accusationLimit)) more, listed as JSON")
      }
    }
    return lines
  }

  private var header: [String] {
    let distractors = registeredDesigns - copiedDesigns
    var designs = "\(grouped(copiedDesigns)) copied, from \(setting.designs)"
    if let folder = setting.distractors {
      designs += "; \(grouped(distractors)) more registered, from \(folder)"
    }
    var decision = "the engine's own"
    if let lowestFlaggedScore {
      decision += "; lowest score flagged \(decimals(lowestFlaggedScore, 1))"
    }
    if let highestUnflaggedScore {
      decision += "; highest not flagged \(decimals(highestUnflaggedScore, 1))"
    }
    return [
      "Accuracy on copies that Selvedge made and on strangers",
      "",
      "date        \(setting.date)",
      "machine     \(setting.machine)",
      "engine      \(engine)",
      "designs     \(designs)",
      "copies      \(grouped(copies.flagged.total)) by \(grouped(attacks.count, "attack"))"
        + ", seed \(seed), at most \(EvaluationPlan.workingSide) pixels a side",
      "strangers   \(grouped(strangers.accused.total)), from \(setting.strangers)",
      "decision    \(decision)",
      "answers     up to \(answersPerQuery) a query",
    ]
  }

  private var recallTable: [String] {
    var lines = [columns("attack")]
    for family in families {
      lines.append(row(family))
      lines += attacks.filter { $0.family == family.name }.map { row($0, indent: "  ") }
    }
    return lines + [row(copies)]
  }

  private func columns(_ title: String) -> String {
    title.trailing(30) + "n".leading(7) + "first".leading(8) + "flagged".leading(9)
      + "95 %".leading(13) + "other".leading(8)
  }

  private func row(_ row: AccuracyRow, indent: String = "") -> String {
    (indent + row.name).trailing(30) + grouped(row.flagged.total).leading(7)
      + decimals(row.foundFirst.share).leading(8) + decimals(row.flagged.share).leading(9)
      + "\(decimals(row.flagged.lower95))-\(decimals(row.flagged.upper95))".leading(13)
      + grouped(row.otherFlagged.count).leading(8)
  }

  private var decision: [String] {
    let other = copies.otherFlagged
    var lines = ["at the engine's own decision", line(strangers)]
    lines += strangerKinds.map { line($0) }
    lines.append(
      "  copies with another design flagged too: \(grouped(other.count)) of "
        + "\(grouped(other.total)) (95 %: \(decimals(other.lower95, 4))-"
        + "\(decimals(other.upper95, 4)))")
    if copies.unjudged + strangers.unjudged > 0 {
      lines.append(
        "  not judged: \(grouped(copies.unjudged)) copies, \(grouped(strangers.unjudged)) strangers"
      )
    }
    return lines
  }

  private func line(_ row: StrangerRow) -> String {
    let who = row.name == "all" ? "  strangers accused" : "    of kind \(row.name)"
    return "\(who): \(grouped(row.accused.count)) of \(grouped(row.accused.total))"
      + " (at most \(decimals(row.accusedAtMost95, 4)) with 95 % confidence)"
  }

  private var ranking: [String] {
    [
      "over all scores",
      "  micro average precision                " + decimals(microAveragePrecision),
      "  recall before the first false positive " + decimals(recallBeforeFirstFalsePositive),
      "  recall at 99 % precision               " + decimals(recallAtPrecision99),
      "  recall at 90 % precision               " + decimals(recallAtPrecision90),
    ]
  }

  private var evidence: [String] {
    func points(_ title: String, _ value: (TippettPoint) -> String) -> String {
      title.trailing(24) + tippett.map { value($0).leading(8) }.joined()
    }
    return [
      "likelihood ratios",
      "  cost (Cllr)           " + decimals(likelihoodRatioCost).leading(8)
        + " bits; 0 is perfect, 1 says nothing",
      points("  log10 ratio above") { decimals($0.log10LikelihoodRatio, 0) },
      points("  share of copies") { decimals($0.copies.share) },
      points("  share of strangers") { decimals($0.strangers.share) },
      "  without a ratio, counted as 0: \(grouped(copiesWithoutRatio)) copies, "
        + "\(grouped(strangersWithoutRatio)) strangers",
      "",
      "review      median \(decimals(medianMilliseconds, 1)) ms, 95 % within "
        + "\(decimals(milliseconds95, 1)) ms",
    ]
  }
}

/// A number with a fixed count of decimals; a dash for none.
private func decimals(_ number: Double?, _ count: Int = 3) -> String {
  number.map { String(format: "%.\(count)f", $0) } ?? "-"
}

extension String {
  /// The text with spaces before it, up to a width.
  fileprivate func leading(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }

  /// The text with spaces behind it, up to a width.
  fileprivate func trailing(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
