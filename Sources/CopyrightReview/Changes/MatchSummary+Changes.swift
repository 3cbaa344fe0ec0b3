// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
internal import MatchVerification

extension MatchSummary {
  /// Whether the query is the design itself, so that nothing was done to it.
  var isSamePicture: Bool { relations.contains("sameFile") || relations.contains("samePicture") }

  /// Reports what became of the design's colours and repeat.
  mutating func take(_ changes: ChangeExaminer.Changes) {
    if let table = changes.colours { take(table) }
    if let change = changes.repeats { take(change) }
  }

  /// Reports which colours became which, and names it.
  private mutating func take(_ table: ColourTable) {
    colourTable = table.entries.map { entry in
      var change = ColourChange(
        from: entry.from.hexadecimal, to: entry.to.hexadecimal,
        share: (entry.share * 1000).rounded() / 1000)
      change.isChanged = entry.isChanged
      return change
    }
    colourInformation = (table.information * 1000).rounded() / 1000
    if table.isRecoloured {
      relations.removeAll { $0 == "reencoded" }
      if !relations.contains("recoloured") { relations.append("recoloured") }
      if table.isSwapped { relations.append("coloursSwapped") }
    } else if table.changedShare == 0, table.entries.count > 1 {
      // Light and dark alone may look it; the colours say it is not.
      relations.removeAll { $0 == "recoloured" }
    }
    if table.exchangesLightAndDark == false {
      // A check lies on its own negative as well, a square aside.
      relations.removeAll { $0 == "negative" }
    }
  }

  /// Reports how the repeat was laid anew, and names it.
  private mutating func take(_ change: RepeatChange) {
    repeatChange = change
    if !relations.contains("retiled") { relations.append("retiled") }
  }
}
