// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Provenance
import ReportPages

extension DesignCard {
  /// Makes a card of a sealed design.
  ///
  /// - Parameters:
  ///   - sealed: What is told of it.
  ///   - tellsAll: Whether holders and dates are told, too.
  init(_ sealed: SealedDesign, tellsAll: Bool) {
    var rows: [(label: Phrase, value: String)] = []
    if tellsAll, let withdrawn = sealed.withdrawn {
      rows.append(Self.withdrawn(at: withdrawn.at, for: withdrawn.reason))
    }
    rows += [
      (Phrase(zh: "封存时间", en: "Sealed at"), sealed.sealedAt),
      (Phrase(zh: "承诺值（SHA-256）", en: "Commitment (SHA-256)"), sealed.commitment),
    ]
    if tellsAll {
      rows += sealed.holders.map { (Phrase(zh: "权利人", en: "Holder"), $0) }
    }
    self.init(
      id: sealed.design, name: sealed.design, rows: rows,
      dates: tellsAll ? sealed.dates.map { Day($0) } : [], isSealed: true,
      hasReceipt: tellsAll)
  }

  /// The row that says that a design was withdrawn.
  private static func withdrawn(
    at moment: String, for reason: String
  ) -> (label: Phrase, value: String) {
    (
      Phrase(zh: "已撤回，检索不再包含此图案", en: "Withdrawn; reviews leave it out"),
      "\(moment); \(reason)"
    )
  }

  /// Makes a card of a design.
  ///
  /// - Parameter design: What the registry knows of it.
  init(_ design: DesignRecord) {
    let details = design.details
    let told: [(Phrase, String?)] = [
      (Phrase(zh: "文件", en: "File"), design.file),
      (Phrase(zh: "权利人", en: "Holder"), details.holder),
      (Phrase(zh: "申请人", en: "Registrant"), details.registrant),
      (Phrase(zh: "登记号", en: "Registration number"), details.registrationNumber),
      (Phrase(zh: "来源", en: "Source"), details.source),
      (Phrase(zh: "备注", en: "Notes"), details.notes),
      (
        Phrase(zh: "尺寸（像素）", en: "Size in pixels"), "\(design.width) × \(design.height)"
      ),
      (Phrase(zh: "文件 SHA-256", en: "SHA-256 of the file"), design.sha256),
    ]
    self.init(
      id: design.design, name: details.title ?? design.file,
      rows: (design.withdrawn.map { [Self.withdrawn(at: $0.at, for: $0.reason)] } ?? [])
        + told.compactMap { label, value in value.map { (label: label, value: $0) } },
      dates: design.dates.map { Day($0) })
    withdrawnOn = design.withdrawn.map { String($0.at.prefix(10)) }
  }
}

extension DesignCard.Day {
  fileprivate init(_ date: TypedDate) {
    self.init(
      kind: Phrase(zh: date.kind.chineseName, en: date.kind.englishName),
      date: date.date.text + (date.note.map { "; \($0)" } ?? ""))
  }
}
