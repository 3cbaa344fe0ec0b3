// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// A date of a listed look-alike that is earlier than the claimed one and raises no alert, and why it does not.
public struct QuietDate: Hashable, Sendable {
  /// Why an earlier date raises no alert.
  public enum Reason: Hashable, Sendable {
    /// A motif of the public domain explains the match; its file name, or its id where it is not listed.
    case explained(by: String)
    /// The look-alike is such a motif itself.
    case publicDomain
    /// The claimant holds the look-alike.
    case ownDesign
    /// Only its claimant's word is behind the earlier date, and more than a word behind the claimed one.
    case bareWord
  }

  /// The look-alike's id.
  public let design: String
  /// The earlier date: of several the hardest kind.
  public let date: TypedDate
  /// Why it raises no alert.
  public let reason: Reason
  /// All that in one sentence, in English.
  public let sentence: String
  /// The same in Chinese.
  public let sentenceChinese: String

  init(_ design: MatchedDesign, _ date: TypedDate, before claimed: TypedDate, _ reason: Reason) {
    self.design = design.design
    self.date = date
    self.reason = reason
    let whose =
      design.holders.isEmpty
      ? "whose holder is not recorded" : "of \(design.holders.joined(separator: " and "))"
    sentence =
      "The look-alike \(design.file) \(whose) has the date \(date.spoken), which is earlier than the "
      + "claimed date \(claimed.spoken). It raises no alert: \(reason.english)."
    sentenceChinese =
      "\(MatchedDesign.ownersChinese(design.holders))相似图案 \(design.file) 的日期为 \(date.spokenChinese)，"
      + "早于主张的日期 \(claimed.spokenChinese)。未作提示：\(reason.chinese)（供参考）。"
  }
}

extension QuietDate.Reason {
  fileprivate var english: String {
    switch self {
    case .explained(let motif): "the motif \(motif) of the public domain explains the match"
    case .publicDomain: "it is a motif of the public domain"
    case .ownDesign: "the claimant is recorded as its holder"
    case .bareWord:
      "a claimed creation rests on a word alone and does not count against a date with more behind it"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .explained(let motif): "公有领域纹样 \(motif) 已能解释这处相似"
    case .publicDomain: "它本身是公有领域纹样"
    case .ownDesign: "登记的权利人就是主张人"
    case .bareWord: "主张的创作日期只有口头依据，不与有其他依据的日期相较"
    }
  }
}

extension ReviewReport {
  /// The dates of listed look-alikes that are earlier than the claimed one and raise no alert, the earliest first.
  public var quietDates: [QuietDate] {
    guard let ownership, let claimed = DateConflict.counting(of: ownership.claim.dates) else {
      return []
    }
    let known = designs ?? []
    let told = Set(ownership.alerts.map(\.design))
    let found = known.compactMap { design -> QuietDate? in
      guard !told.contains(design.design), design.bank != .control,
        let date = design.dates.rankedByKind().first(where: {
          $0.date.isCertainlyBefore(claimed.date)
        })
      else { return nil }
      return QuietDate(
        design, date, before: claimed, reason(of: design, in: ownership, among: known))
    }
    return found.enumerated().sorted {
      ($0.element.date.date.firstDay, $0.offset) < ($1.element.date.date.firstDay, $1.offset)
    }.map(\.element)
  }

  private func reason(
    of design: MatchedDesign, in ownership: OwnershipReport, among known: [MatchedDesign]
  ) -> QuietDate.Reason {
    if design.bank == .publicDomain { return .publicDomain }
    if let motif = ownership.explained.first(where: { $0.design == design.design })?.by {
      return .explained(by: known.first { $0.design == motif }?.file ?? motif)
    }
    if let holder = ownership.claim.holder, HolderName.share([holder], design.holders) {
      return .ownDesign
    }
    return .bareWord
  }

  /// What a motif of the public domain explains and no earlier date tells of already, in both languages.
  public var explanations: [(english: String, chinese: String)] {
    let told = Set(quietDates.map(\.design))
    return (ownership?.explained ?? []).filter { !told.contains($0.design) }.map {
      (
        "What design \($0.design) shares with the picture is in \($0.by) as well.",
        "图案 \($0.design) 与查询图相同之处，公有领域纹样 \($0.by) 中也有（供参考）。"
      )
    }
  }

  /// That nothing speaks against the claim, in both languages; `nil` when something does, or nobody can say.
  public var nothingAgainstClaim: (english: String, chinese: String)? {
    guard let ownership, ownership.alerts.isEmpty, !ownership.claim.dates.isEmpty,
      shownMatches.contains(where: \.flagged), quietDates.isEmpty
    else { return nil }
    // Of what is explained and not listed the dates are not known here.
    let listed = Set((designs ?? []).map(\.design))
    guard ownership.explained.allSatisfy({ listed.contains($0.design) }) else { return nil }
    return ("No date on record speaks against the claim.", "登记库中没有日期与该主张相抵触（供参考）。")
  }
}
