// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// A look-alike of somebody else whose date speaks against a claim.
public struct OwnershipAlert: Codable, Hashable, Sendable {
  /// The look-alike's id.
  public var design: String
  /// The file name as it was registered; of a sealed design its id, as the name is not told.
  public var file: String
  /// Who holds the look-alike, as recorded; empty when nobody is.
  public var holders: [String]
  /// Which rule found the conflict; `withinReach` asks for proof and makes nothing earlier.
  public var basis: DateConflict.Basis
  /// The claimant's date.
  public var claimed: TypedDate
  /// The look-alike's date.
  public var found: TypedDate
  /// The alert in one sentence, in English.
  public var sentence: String
  /// The alert in one sentence, in Chinese, as kept reports hold it byte for byte; people read ``spokenChinese``.
  public var sentenceChinese: String

  enum CodingKeys: String, CodingKey {
    case design, file, holders, basis, claimed, found
    case sentence = "sentenceEn"
    case sentenceChinese = "sentenceZh"
  }

  /// Creates an alert and puts it in words.
  ///
  /// - Parameters:
  ///   - design: The look-alike.
  ///   - conflict: The dates that speak against each other.
  public init(_ design: MatchedDesign, _ conflict: DateConflict) {
    self.design = design.design
    file = design.file
    holders = design.holders
    basis = conflict.basis
    claimed = conflict.claimed
    found = conflict.found
    let whose =
      design.holders.isEmpty
      ? "whose holder is not recorded" : "of \(design.holders.joined(separator: " and "))"
    sentence = OwnershipAlert.english("the look-alike \(design.file) \(whose)", conflict)
    let whoseChinese =
      design.holders.isEmpty ? "权利人未登记的" : "“\(design.holders.joined(separator: "、"))”的"
    sentenceChinese = OwnershipAlert.chinese("\(whoseChinese)近似图样 \(design.file) 的", conflict)
  }

  /// Creates an alert of a sealed design; whose it is and what it is called is not told.
  ///
  /// - Parameters:
  ///   - sealed: The look-alike.
  ///   - conflict: The dates that speak against each other.
  public init(_ sealed: SealedMatch, _ conflict: DateConflict) {
    design = sealed.design
    file = sealed.design
    holders = []
    basis = conflict.basis
    claimed = conflict.claimed
    found = conflict.found
    sentence = OwnershipAlert.english(
      "the sealed design \(sealed.design), whose picture and holder are not told,", conflict)
    sentenceChinese = OwnershipAlert.chinese(
      "封存图案 \(sealed.design)（图片和权利人不公开）的", conflict)
  }

  private static func english(_ subject: String, _ conflict: DateConflict) -> String {
    let (claimed, found) = (conflict.claimed, conflict.found)
    let opening =
      "Strengthen the ownership review because \(subject) has the date "
      + found.spoken
    let claim = "the claimed date \(claimed.spoken)"
    switch conflict.basis {
    case .earlier:
      let softness =
        found.kind.rank < claimed.kind.rank
        ? "; the earlier date is of a kind that is easier to bend" : ""
      return opening + ", which is earlier than \(claim)\(softness)."
    case .harder:
      return opening + ", which is no later than \(claim) and of a kind that is harder to bend."
    case .withinReach:
      return opening + ", which is later than \(claim) but harder to bend; "
        + "ask for proof of the claimed date, such as drafts."
    }
  }

  private static func chinese(_ subject: String, _ conflict: DateConflict) -> String {
    let (claimed, found) = (conflict.claimed, conflict.found)
    let opening =
      "请加强权属审查：\(subject)\(keptName(found.kind))日期为 \(found.date)"
    let claim = "所主张的\(keptName(claimed.kind))日期 \(claimed.date)"
    return opening + weighed(found, against: claimed, as: claim, conflict.basis) + "（供参考）。"
  }

  /// How a date stands to the one that is claimed, in Chinese.
  fileprivate static func weighed(
    _ found: TypedDate, against claimed: TypedDate, as claim: String, _ basis: DateConflict.Basis
  ) -> String {
    switch basis {
    case .earlier:
      found.kind.rank < claimed.kind.rank ? "，早于\(claim)，但该较早日期的证明力较弱" : "，早于\(claim)"
    case .harder: "，不晚于\(claim)，且证明力更强"
    case .withinReach: "，虽晚于\(claim)，但证明力更强；请要求提供草稿等创作时间证据"
    }
  }

  /// The kind of a date in the words of kept sentences, which do not change with the words of today.
  private static func keptName(_ kind: DateKind) -> String {
    kind == .claimedCreation ? "自称创作" : kind.chineseName
  }
}

extension OwnershipAlert {
  /// Whether the look-alike is sealed, so that its file name is not told.
  public var isOfSealed: Bool { file == design && holders.isEmpty }

  /// The alert in one sentence, in Chinese, with what proves the dates as ``sentence`` has it.
  public var spokenChinese: String {
    let subject =
      isOfSealed
      ? "封存图案 \(design)（图片和权利人不公开）"
      : "\(MatchedDesign.ownersChinese(holders))相似图案 \(file) "
    let opening = "请加强权属审查：\(subject)的日期为 \(found.spokenChinese)"
    let claim = "主张的日期 \(claimed.spokenChinese)"
    return opening + Self.weighed(found, against: claimed, as: claim, basis) + "；供参考。"
  }
}

extension TypedDate {
  /// The date with its kind and what proves it: `2020-03-05 (first publication, proof noted: fair)`.
  var spoken: String {
    "\(date) (\(kind.englishName)\(proof.map { ", \($0.english)" } ?? ""))"
  }

  /// The same in Chinese.
  var spokenChinese: String {
    "\(date)（\(kind.chineseName)\(proof.map { "，\($0.chinese)" } ?? "")）"
  }

  /// What is noted as its proof; `nil` of what the registry wrote itself.
  private var proof: (english: String, chinese: String)? {
    guard kind != .depositedHere else { return nil }
    return note.map { ("proof noted: \($0)", "证据：\($0)") } ?? ("no proof noted", "未注明证据")
  }
}

extension MatchedDesign {
  /// Whose a design is, before its name in Chinese.
  static func ownersChinese(_ holders: [String]) -> String {
    holders.isEmpty ? "权利人未登记的" : "“\(holders.joined(separator: "、"))”的"
  }
}
