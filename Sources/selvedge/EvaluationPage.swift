// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyEvaluation
import Foundation
import MatchReporting
import ReportPages

/// What an evaluation found, as a page with plots.
enum EvaluationPage {
  /// Writes the page.
  ///
  /// - Parameter report: What was found.
  /// - Returns: An HTML document.
  static func page(_ report: EvaluationReport) -> String {
    FigurePage.page(
      title: Phrase(zh: "准确度评测", en: "Evaluation of accuracy"), engine: report.engine,
      facts: facts(report), figures: [tippett(report), attacks(report), families(report)],
      notes: [
        Phrase(
          zh: "数值只对此次所用的图案、改动方式和引擎版本成立；换一批图案会有所不同。",
          en:
            "The figures hold for these designs, ways of copying and version of the engine; other designs give others."
        ),
        Phrase(
          zh: "区间为 Wilson 95% 置信区间；同一图案的各仿本并非相互独立，实际的不确定性更大。",
          en:
            "Intervals are Wilson's at 95 % confidence; copies of one design are not independent of each other, so the true uncertainty is larger."
        ),
        Phrase(
          zh: "“误报”指与登记图案无关的图片得到了线索；有时对照图本身确含该图案，应逐一核看图片。",
          en:
            "Strangers accused are pictures unrelated to the designs for which a lead was given; some turn out to show the design after all, so look at each."
        ),
      ])
  }

  private static func facts(_ report: EvaluationReport) -> [(label: Phrase, value: Phrase)] {
    let setting = report.setting
    func same(_ text: String) -> Phrase { Phrase(zh: text, en: text) }
    var facts: [(label: Phrase, value: Phrase)] = [
      (Phrase(zh: "日期", en: "Date"), same(setting.date)),
      (Phrase(zh: "机器", en: "Machine"), same(setting.machine)),
      (
        Phrase(zh: "数据", en: "Data"),
        Phrase(
          zh:
            "登记 \(report.registeredDesigns) 件，仿制其中 \(report.copiedDesigns) 件，得仿本 \(report.copies.flagged.total) 张；无关图 \(report.strangers.accused.total) 张",
          en:
            "\(grouped(report.registeredDesigns, "design")) registered, \(grouped(report.copiedDesigns)) of them copied into \(grouped(report.copies.flagged.total)) copies; \(grouped(report.strangers.accused.total, "stranger"))"
        )
      ),
      (
        Phrase(zh: "查出的仿本", en: "Copies found"),
        same(text(report.copies.flagged))
      ),
      (
        Phrase(zh: "被误报的无关图", en: "Strangers accused"),
        Phrase(
          zh: text(report.strangers.accused)
            + "；单侧 95% 上限 \(percent(report.strangers.accusedAtMost95))",
          en: text(report.strangers.accused)
            + "; at most \(percent(report.strangers.accusedAtMost95)) with one-sided 95 % confidence"
        )
      ),
      (
        Phrase(zh: "微平均精度", en: "Micro average precision"),
        same(String(format: "%.3f", report.microAveragePrecision))
      ),
    ]
    if let cost = report.likelihoodRatioCost {
      facts.append(
        (
          Phrase(zh: "似然比代价 Cllr", en: "Cost of the likelihood ratios, Cllr"),
          Phrase(
            zh: String(format: "%.3f 比特（0 最好，1 等于什么也没说）", cost),
            en: String(format: "%.3f bits (0 is perfect, 1 says nothing)", cost))
        ))
    }
    return facts
  }

  private static func tippett(_ report: EvaluationReport) -> Figure {
    let points = report.tippettCurve
    func curve(_ rate: (EvaluationReport.TippettPoint) -> Rate) -> [(
      position: Double, share: Double
    )] {
      points.map { ($0.log10LikelihoodRatio, rate($0).share ?? 0) }
    }
    let first = points.first?.log10LikelihoodRatio ?? -1
    return Figure(
      title: Phrase(zh: "Tippett 图", en: "Tippett plot"),
      caption: Phrase(
        zh: "横轴为似然比的常用对数，纵轴为超过该值的比例。仿本的曲线越靠右、无关图的曲线越靠左越好；与阈值线相交处即查出率与误报率。",
        en:
          "Across: base-10 logarithm of the likelihood ratio; up: the share above it. The further right copies lie and the further left strangers, the better; where the curves meet the threshold stand the shares that are flagged."
      ),
      plot: .curves(
        [
          Figure.Curve(
            name: Phrase(zh: "仿本（对其原图）", en: "copies, against their own design"),
            points: curve(\.copies)),
          Figure.Curve(
            name: Phrase(zh: "无关图（对最像的一件）", en: "strangers, against what is most like them"),
            points: curve(\.strangers)),
        ], axis: first...max(first + 1, points.last?.log10LikelihoodRatio ?? 1),
        threshold: report.threshold),
      columns: [
        Phrase(zh: "似然比对数超过", en: "log10 likelihood ratio above"),
        Phrase(zh: "仿本", en: "copies"), Phrase(zh: "无关图", en: "strangers"),
      ],
      rows: report.tippett.map {
        [String(format: "%g", $0.log10LikelihoodRatio), text($0.copies), text($0.strangers)]
      })
  }

  private static func attacks(_ report: EvaluationReport) -> Figure {
    var rows: [(name: String, share: Double?, interval: ClosedRange<Double>?)] = []
    var family: String?
    for row in report.attacks.sorted(by: { ($0.family ?? "", $0.name) < ($1.family ?? "", $1.name) }
    ) {
      if row.family != family, let name = row.family { rows.append((name, nil, nil)) }
      family = row.family
      rows.append((row.name, row.flagged.share, row.flagged.lower95...row.flagged.upper95))
    }
    return Figure(
      title: Phrase(zh: "各种改动的查出率", en: "Recall by attack"),
      caption: Phrase(
        zh: "点为按内置阈值查出的比例，横线为 95% 置信区间；按改动类别分组。",
        en:
          "The dot is the share found at the shipped threshold, the bar its 95 % interval; grouped by family of attacks."
      ),
      plot: .intervals(rows), columns: columns(Phrase(zh: "改动", en: "Attack")),
      rows: report.attacks.map(cells))
  }

  private static func families(_ report: EvaluationReport) -> Figure {
    let rows = report.families + [report.copies]
    return Figure(
      title: Phrase(zh: "各类改动的查出率", en: "Recall by family"),
      caption: Phrase(
        zh: "点为按内置阈值查出的比例，横线为 95% 置信区间；all 为全部仿本。",
        en:
          "The dot is the share found at the shipped threshold, the bar its 95 % interval; all is every copy."
      ),
      plot: .intervals(
        rows.map { ($0.name, $0.flagged.share, $0.flagged.lower95...$0.flagged.upper95) }),
      columns: columns(Phrase(zh: "类别", en: "Family")), rows: rows.map(cells))
  }

  private static func columns(_ first: Phrase) -> [Phrase] {
    [
      first, Phrase(zh: "按内置阈值查出", en: "found at the shipped threshold"),
      Phrase(zh: "95% 区间", en: "95 % interval"), Phrase(zh: "居首位", en: "strongest answer"),
      Phrase(zh: "另有图案被标出", en: "another design flagged"), Phrase(zh: "无法判断", en: "not judged"),
    ]
  }

  private static func cells(_ row: AccuracyRow) -> [String] {
    [
      row.name, text(row.flagged),
      "\(percent(row.flagged.lower95)) – \(percent(row.flagged.upper95))",
      text(row.foundFirst), text(row.otherFlagged), String(row.unjudged),
    ]
  }

  private static func text(_ rate: Rate) -> String {
    guard let share = rate.share else { return "0 / 0" }
    return "\(percent(share)) (\(rate.count) / \(rate.total))"
  }

  private static func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}
