// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// What a column of a manifest holds.
public enum ManifestColumn: Hashable, Sendable {
  /// The picture file, relative to the manifest's folder unless it begins with a slash.
  case file
  /// The design's title.
  case title
  /// A holder, or several with bars between; the column may stand several times.
  case holder
  /// Who submits.
  case registrant
  /// The number under which an office registered the design.
  case registrationNumber
  /// Where the picture comes from.
  case source
  /// Anything else.
  case notes
  /// Why the registry holds the design.
  case bank
  /// Dates as `kind=date;note`, several with bars between; the column may stand several times.
  case dates
  /// Dates of one kind as `date;note`, several with bars between.
  case date(DateKind)
  /// A column without a name, as spreadsheets leave them at the end: its cells must be empty.
  case unnamed

  /// The names that stand in the first row, and the words of Chinese offices for them.
  private static let names: [(ManifestColumn, [String])] = [
    (.file, ["file", "path", "image", "文件", "文件名", "图片", "图片文件"]),
    (.title, ["title", "作品名称", "名称", "标题"]),
    (.holder, ["holder", "holders", "著作权人", "权利人"]),
    (.registrant, ["registrant", "申请人", "登记申请人"]),
    (.registrationNumber, ["registrationNumber", "登记号", "登记证号"]),
    (.source, ["source", "来源"]),
    (.notes, ["notes", "note", "备注"]),
    (.bank, ["bank", "库"]),
    (.dates, ["dates", "date", "日期"]),
  ]

  /// The names in English, as a message lists them.
  static let knownNames: [String] =
    names.compactMap(\.1.first) + DateKind.allCases.filter(\.isSubmittable).map(\.rawValue)

  /// Whether the column may stand several times.
  var isRepeatable: Bool {
    switch self {
    case .holder, .dates, .unnamed: true
    case .file, .title, .registrant, .registrationNumber, .source, .notes, .bank, .date: false
    }
  }

  /// Reads a column's name, which may be empty; case, hyphens, underscores and blanks do not matter.
  ///
  /// - Parameter text: What the first row says.
  init?(named text: String) {
    func folded(_ text: String) -> String {
      text.lowercased().filter { !"-_ \u{3000}".contains($0) }
    }
    let name = folded(trimmed(text))
    if trimmed(text).isEmpty {
      self = .unnamed
    } else if let known = ManifestColumn.names.first(where: { $0.1.contains { folded($0) == name } }
    ) {
      self = known.0
    } else if let kind = DateKind(written: trimmed(text)), kind.isSubmittable {
      self = .date(kind)
    } else {
      return nil
    }
  }
}
