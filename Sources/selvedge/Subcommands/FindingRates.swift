// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyEvaluation
import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge findings` prints the engine's error rates over what people found.
struct FindingRates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "Print the engine's error rates over what people found on kept reviews.",
    discussion: """
      A finding says that a match, or a report as a whole, is right (accepted) or not (rejected); \
      selvedge finding records one. Of several on the same thing the last of each person counts; \
      where people differ it is left out and counted as disputed. selvedge evaluate measures on \
      copies that are made for it.
      """)

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let report = FindingsReport(try desk.judgedReviews())
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(report) { _ in printableLines(report.lines) }
    try writer.finish()
  }
}
