// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import MatchReporting

extension Finding {
  /// What the finding is called in lists and plots.
  public var name: Phrase {
    switch self {
    case .earlierLookAlike: Phrase(zh: "有更早的相似图", en: "earlier look-alike")
    case .lookAlike: Phrase(zh: "有相似图", en: "look-alike")
    case .none: Phrase(zh: "未查到", en: "none")
    case .cannotJudge: Phrase(zh: "无法判断", en: "cannot judge")
    }
  }
}
