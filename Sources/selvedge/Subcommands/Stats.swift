// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge stats` counts.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Count what the registry holds.")

  @Option(
    help: ArgumentHelp("Also write a page with plots.", valueName: "out.html"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let statistics = try desk.statistics()
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(statistics) { _ in text(statistics) }
    try writer.finish()
    if let html {
      let page = StatisticsPage.page(statistics, try desk.tallies(), madeAt: ReportOptions.now())
      try OutputFile.write(Array(page.utf8), to: html)
    }
  }

  private func text(_ statistics: RegistryStatistics) -> String {
    let parts = [
      (statistics.sealed, "sealed"), (statistics.withdrawn, "withdrawn"),
      (statistics.controls, "planted as controls"),
    ].filter { $0.0 > 0 }.map { "\(grouped($0.0)) of them \($0.1)" }
    var lines = [
      "registry     \(registry.path)",
      "designs      " + ([grouped(statistics.designs)] + parts).joined(separator: ", "),
      "originals    \(grouped(statistics.originalBytes, "byte"))",
      "reviews      \(grouped(statistics.reviews)) kept",
      "engine       \(statistics.engine)",
    ]
    if let count = statistics.sealedNotCompared {
      lines.append(
        "not compared \(grouped(count, "sealed design")), for an older engine made the fingerprint")
    }
    if let first = statistics.firstRegisteredAt, let last = statistics.lastRegisteredAt {
      lines.append("registered   \(first) to \(last)")
    }
    return printableLines(lines)
  }
}
