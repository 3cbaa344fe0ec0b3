// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import Provenance

extension ReviewFinding.Outcome: ExpressibleByArgument {}

/// `selvedge finding REVIEW` records what a person found.
struct RecordFinding: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding",
    abstract: "Record what a person found on a kept review.",
    discussion: """
      The finding is logged and shown beside the report. It is never changed: another opinion is \
      another finding.
      """)

  @Argument(help: "The review's number or its id.")
  var review: String

  @Option(
    help: ArgumentHelp(
      "What the person makes of what the report says.", valueName: "accepted|rejected|remark"))
  var outcome: ReviewFinding.Outcome

  @Option(help: ArgumentHelp("Who.", valueName: "name"))
  var by: String

  @Option(help: ArgumentHelp("In their own words.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp(
      "The whole id of the match that is judged; else the report as a whole is.", valueName: "id"))
  var design: String?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let finding = try desk.recordFinding(
      on: review, outcome: outcome, design: design, by: trimmed(by), note: note)
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(finding) { _ in
      printable("finding \(finding.number ?? 0) on review \(finding.review): \(finding.line)")
    }
    try writer.finish()
  }
}
