// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import AccuracyStatistics
public import MatchReporting

/// The engine's error rates over what people found on its kept reviews.
///
/// What is counted is a *judgement*: that one match of a report, or the report as a whole, was accepted or rejected. Of
/// several findings on the same thing the last of each person counts; where people differ it is disputed and left out
/// of the rates. People judge what they choose to, so these are rates of what was judged, not of all reviews.
public struct FindingsReport: Codable, Hashable, Sendable {
  /// Findings that were read, remarks among them.
  public private(set) var findings = 0
  /// Findings that leave open whether the report is right.
  public private(set) var remarks = 0
  /// Reviews on which there is a finding.
  public private(set) var reviews = 0
  /// Matches and reports on which people differ.
  public private(set) var disputed = 0
  /// Of the judged matches that the engine flagged, those that people rejected.
  public private(set) var wronglyFlagged = Rate(Proportion(0, of: 0))
  /// Of the judged matches that it listed and did not flag, those where people rejected that.
  public private(set) var wronglyLetGo = Rate(Proportion(0, of: 0))
  /// Of the judged reports with a look-alike, those that were rejected as a whole.
  public private(set) var wrongLookAlikeReports = Rate(Proportion(0, of: 0))
  /// Of the judged reports without a look-alike, those that were rejected as a whole.
  public private(set) var wrongNoneReports = Rate(Proportion(0, of: 0))
  /// Of the judged reports that could not judge, those that were rejected as a whole.
  public private(set) var wrongCannotJudgeReports = Rate(Proportion(0, of: 0))

  private enum Kind { case flagged, letGo, lookAlike, none, cannotJudge }

  /// Counts.
  ///
  /// - Parameter reports: Kept reviews with their findings; those without any are passed over.
  public init(_ reports: [ReviewReport]) {
    var judged: [Kind: (wrong: Int, total: Int)] = [:]
    for report in reports {
      let found = report.findings ?? []
      guard !found.isEmpty else { continue }
      reviews += 1
      findings += found.count
      remarks += found.filter { $0.outcome == .remark }.count
      let opinions = found.filter { $0.outcome != .remark }
      for (design, members) in Dictionary(grouping: opinions, by: \.design) {
        guard let kind = Self.kind(of: design, in: report) else { continue }
        var last: [String: ReviewFinding.Outcome] = [:]
        for finding in members { last[finding.by] = finding.outcome }
        guard let outcome = last.values.first, Set(last.values).count == 1 else {
          disputed += 1
          continue
        }
        judged[kind, default: (0, 0)].total += 1
        if outcome == .rejected { judged[kind, default: (0, 0)].wrong += 1 }
      }
    }
    func rate(_ kind: Kind) -> Rate {
      let (wrong, total) = judged[kind] ?? (0, 0)
      return Rate(Proportion(wrong, of: total))
    }
    wronglyFlagged = rate(.flagged)
    wronglyLetGo = rate(.letGo)
    wrongLookAlikeReports = rate(.lookAlike)
    wrongNoneReports = rate(.none)
    wrongCannotJudgeReports = rate(.cannotJudge)
  }

  private static func kind(of design: String?, in report: ReviewReport) -> Kind? {
    if let design {
      // A sealed design is listed only when it is flagged.
      if report.sealedMatches?.contains(where: { $0.design == design }) == true { return .flagged }
      let listed = report.matches + (report.publicDomainMatches ?? [])
      return listed.first { $0.design == design }.map { $0.flagged ? .flagged : .letGo }
    }
    switch report.finding {
    case .earlierLookAlike, .lookAlike: return .lookAlike
    case .none: return Kind.none
    case .cannotJudge: return .cannotJudge
    }
  }

  /// The rates as a table for people.
  public var lines: [String] {
    var lines = [
      "\(grouped(findings, "finding")) on \(grouped(reviews, "review")), "
        + "\(grouped(remarks, "remark")) among them; \(grouped(disputed)) disputed and left out"
    ]
    let rows: [(what: String, rate: Rate)] = [
      ("flagged matches that people rejected", wronglyFlagged),
      ("listed and not flagged, and people say they should be", wronglyLetGo),
      ("reports with a look-alike that people rejected", wrongLookAlikeReports),
      ("reports without a look-alike that people rejected", wrongNoneReports),
      ("reports that could not judge, and people say they should", wrongCannotJudgeReports),
    ]
    for row in rows {
      let padding = String(repeating: " ", count: max(1, 58 - row.what.count))
      lines.append("  " + row.what + padding + Self.text(row.rate))
    }
    lines.append(
      "Rates of what people chose to judge, not of all reviews; bounds are Wilson's at 95 %.")
    return lines
  }

  private static func text(_ rate: Rate) -> String {
    guard let share = rate.share else { return "none judged" }
    func percent(_ share: Double) -> String { fixed(share * 100, 1) + " %" }
    return "\(rate.count) of \(rate.total)  \(percent(share))  "
      + "(\(percent(rate.lower95)) to \(percent(rate.upper95)))"
  }
}
