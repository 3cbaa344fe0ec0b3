// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension PageContent {
  /// What is shown of the picture proper inside a frame: words, its outline, and all that is outside it.
  func cutFields(_ cut: PictureCut) -> Fields {
    cutFields(cut, width: query.width, height: query.height)
  }

  /// The same of a picture that the query is compared with.
  func cutFields(_ cut: PictureCut, of picture: EvidenceImage) -> Fields {
    cutFields(cut, width: picture.width, height: picture.height)
  }

  private func cutFields(_ cut: PictureCut, width wide: Int, height high: Int) -> Fields {
    let (x, y, width, height) = (cut.left, cut.top, cut.width, cut.height)
    let outside =
      "M0 0H\(wide)V\(high)H0ZM\(x) \(y)H\(x + width)V\(y + height)H\(x)Z"
    return [
      "words": Phrase(zh: cut.sentenceChinese, en: cut.sentence).fields, "outside": outside,
      "x": x, "y": y, "width": width, "height": height,
    ]
  }
}
