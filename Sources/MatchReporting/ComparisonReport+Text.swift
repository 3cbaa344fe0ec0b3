// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension ComparisonReport {
  /// The report as a short block for people.
  ///
  /// - Parameter style: Whether to use colour.
  /// - Returns: Lines without a newline at the end.
  public func text(style: TextStyle = .plain) -> String {
    var lines = [
      style.strong(first.file) + " and " + style.strong(second.file), "  " + sentence(style: style),
    ]
    if let code = reasonCode {
      let which = doubtedChinese.map { "（\(printable($0))）" } ?? ""
      lines.append("  无法判断\(which)：\(code.sentenceChinese)。\(code.adviceChinese)。")
    }
    for picture in [first, second] {
      lines += (picture.cut?.lines ?? []).map { style.faint("  \(picture.file): " + $0) }
    }
    switch finding {
    case .earlierLookAlike, .lookAlike: lines += match.lines(style: style)
    case .none: lines.append(style.faint("  Score \(fixed(match.score, 1)) of 100"))
    case .cannotJudge: break
    }
    return lines.joined(separator: "\n")
  }

  private func sentence(style: TextStyle) -> String {
    switch finding {
    case .earlierLookAlike, .lookAlike:
      style.lead("The two look alike") + ". A lead for reference, not a verdict."
    case .none:
      style.calm("No likeness found") + " between the two."
    case .cannotJudge:
      style.lead("Cannot judge")
        + (reasonOf == .both ? " (this goes for both pictures)" : "")
        + ": \(reason ?? "the reason is not known")."
    }
  }

  /// Which picture cannot be judged, in Chinese; `nil` when that is not known.
  private var doubtedChinese: String? {
    switch reasonOf {
    case .first: "第一张图 \(first.file)"
    case .second: "第二张图 \(second.file)"
    case .both: "两张图都是"
    case nil: nil
    }
  }
}
