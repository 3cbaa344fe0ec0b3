// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension PageContent {
  /// What the innovation map shows.
  func innovationFields(_ map: InnovationMap) -> Fields {
    var start = 0.0
    let areas = map.areas.map { area -> Fields in
      var fields: Fields = [
        "number": number(area.match), "name": name(area.match), "color": area.color,
        "isPublicDomain": isPublicDomain(area.match),
        "percent": percent(area.share), "start": Amounts.decimal(100 * start, 2),
        "extent": Amounts.decimal(100 * area.share, 2),
      ]
      if let label = area.label, label.count == 2, area.share > 0 {
        fields["label"] =
          [
            "x": Amounts.decimal(label[0], 1), "y": Amounts.decimal(label[1], 1),
            "size": Amounts.decimal(Double(max(map.picture.width, map.picture.height)) / 14, 1),
          ] as Fields
      }
      start += area.share
      return fields
    }
    let unexplained = percent(map.unexplained)
    let explained = percent(1 - map.unexplained)
    var fields = map.picture.fields
    fields["areas"] = areas
    fields["restsOnPart"] = map.areas.contains {
      matches.indices.contains($0.match) && matches[$0.match].restingPart != nil
    }
    fields["unexplained"] = unexplained
    let part =
      query.cut == nil
      ? Phrase(zh: "查询图", en: "the picture")
      : Phrase(zh: "裁边后查询图", en: "the picture inside the cut")
    fields["headline"] =
      Phrase(
        zh: "\(part.zh)的 \(unexplained) 未发现来源；\(explained) 与\(other.zh)经核验一致。",
        en:
          "Nothing known here explains \(unexplained) of \(part.en); \(explained) verifiably agrees "
          + (isRegistrySearch ? "with a design." : "with \(other.en).")
      ).fields
    fields["alt"] =
      "创新比对图 · Which part of the picture agrees with which design; 未发现来源 \(unexplained) explained by nothing known here"
    return fields
  }
}
