// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Provenance
import ReportPages

/// What a registry holds, as a page with plots.
enum StatisticsPage {
  /// The most months that are drawn; earlier ones are told together.
  private static let monthLimit = 36

  /// Writes the page.
  ///
  /// - Parameters:
  ///   - statistics: The numbers.
  ///   - tallies: The counts.
  ///   - time: When the page is made.
  /// - Returns: An HTML document.
  static func page(
    _ statistics: RegistryStatistics, _ tallies: RegistryTallies, madeAt time: String
  ) -> String {
    func same(_ text: String) -> Phrase { Phrase(zh: text, en: text) }
    var facts: [(label: Phrase, value: Phrase)] = [
      (Phrase(zh: "已登记图案", en: "Designs"), same(grouped(statistics.designs))),
      (
        Phrase(zh: "原图字节数", en: "Bytes of originals"), same(grouped(statistics.originalBytes))
      ),
      (Phrase(zh: "保存的报告", en: "Reviews kept"), same(grouped(statistics.reviews))),
      (Phrase(zh: "引擎版本", en: "Engine version"), same(statistics.engine)),
    ]
    for (label, count) in [
      (Phrase(zh: "其中已撤回", en: "Withdrawn among them"), statistics.withdrawn),
      (Phrase(zh: "其中植入的对照", en: "Planted controls among them"), statistics.controls),
    ] where count > 0 { facts.append((label, same(grouped(count)))) }
    if let count = statistics.sealedNotCompared {
      facts.append(
        (
          Phrase(
            zh: "未能比对的封存图案（特征由旧版引擎生成）",
            en: "Sealed designs not compared (their fingerprints are of an older engine)"),
          same(grouped(count))
        ))
    }
    if let first = statistics.firstRegisteredAt, let last = statistics.lastRegisteredAt {
      facts.append((Phrase(zh: "最早登记", en: "First registered"), same(first)))
      facts.append((Phrase(zh: "最近登记", en: "Last registered"), same(last)))
    }
    facts.append((Phrase(zh: "本页生成时间", en: "This page was made"), same(time)))
    let figures = [
      figure(
        Phrase(zh: "每月登记的图案", en: "Designs registered, by month"), "月份", "Month",
        months(tallies)),
      figure(
        Phrase(zh: "图案所在的库", en: "Designs by bank"), "库", "Bank",
        tallies.banks.map { (words($0.name), $0.count) }),
      figure(
        Phrase(zh: "注明了各类日期的图案", en: "Designs with a date of each kind"), "日期种类",
        "Kind of date",
        tallies.dateKinds.map { ("\($0.name.chineseName) \($0.name.rawValue)", $0.count) }),
      figure(
        Phrase(zh: "保存的报告，按发现", en: "Kept reviews by what they found"), "发现", "Finding",
        tallies.findings.map { (words($0.name), $0.count) }),
    ]
    return FigurePage.page(
      title: Phrase(zh: "登记库统计", en: "What the registry holds"), engine: statistics.engine,
      facts: facts, figures: figures.compactMap(\.self),
      notes: [
        Phrase(
          zh: "日期为提交人自述，除登记库存入与可信时间戳外未经核实。",
          en:
            "Dates are as stated by whoever submitted the design; only deposits here and trusted timestamps are verified."
        )
      ])
  }

  private static func figure(
    _ title: Phrase, _ zh: String, _ en: String, _ counts: [(name: String, count: Int)]
  ) -> Figure? {
    guard !counts.isEmpty else { return nil }
    return Figure(
      title: title, caption: Phrase(zh: "条长表示件数。", en: "The length of a bar is the count."),
      plot: .counts(counts), columns: [Phrase(zh: zh, en: en), Phrase(zh: "件数", en: "Count")],
      rows: counts.map { [$0.name, grouped($0.count)] })
  }

  private static func months(_ tallies: RegistryTallies) -> [(name: String, count: Int)] {
    let earlier = tallies.months.dropLast(monthLimit)
    let sum = earlier.reduce(0) { $0 + $1.count }
    return (earlier.last.map { [("≤ \($0.name)", sum)] } ?? [])
      + tallies.months.suffix(monthLimit).map { ($0.name, $0.count) }
  }

  private static func words(_ bank: DesignBank) -> String {
    switch bank {
    case .registered: "登记 registered"
    case .publicDomain: "公有领域 public-domain"
    case .control: "对照 control"
    }
  }

  private static func words(_ finding: String) -> String {
    Finding(rawValue: finding).map { "\($0.name.zh) \(finding)" } ?? finding
  }
}
