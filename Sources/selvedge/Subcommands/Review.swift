// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import Provenance
import ReportPages

/// `selvedge review IMAGE...` looks pictures up.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look pictures up among the registered designs.",
    discussion: """
      Answers come in the order of the pictures. Exit status 2 says that something was flagged, \
      3 that something cannot be judged.
      """)

  @Argument(help: "PNG and JPEG files.", completion: .file())
  var images: [String]

  @Option(help: ArgumentHelp("The most matches to list for a picture.", valueName: "n"))
  var limit = 5

  @Option(
    help: ArgumentHelp(
      "Who says that the pictures are theirs; their own designs speak against nothing.",
      valueName: "name"))
  var claimedHolder: String?

  @Option(
    name: .customLong("claimed-date"), parsing: .singleValue,
    help: ArgumentHelp(
      "Since when they say so; again for each further date.",
      discussion: """
        A date alone is a claimed creation; registration=2024-03-05 and the like name another \
        kind. A look-alike of somebody else with an earlier date, or one of the same time that is \
        harder to bend, makes the finding earlierLookAlike.
        """, valueName: "[kind=]date[;note]"),
    transform: { text in
      do {
        return try TypedDate(submitted: text, defaultKind: .claimedCreation)
      } catch {
        throw ValidationError("\(error)")
      }
    })
  var claimedDates: [TypedDate] = []

  @Flag(help: "Neither store the pictures nor keep and log the reviews.")
  var noKeep = false

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: ReportOptions
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else {
      throw ValidationError("--limit takes 1 to 10000, not \(limit).")
    }
    guard output.format != .html || images.count == 1 else {
      throw ValidationError("--format html takes one picture, not \(images.count).")
    }
  }

  func run() throws {
    let desk = try registry.open(create: true, forReview: true)
    let limit = limit
    let holder = claimedHolder.map { trimmed($0) }.flatMap { $0.isEmpty ? nil : $0 }
    let claim =
      holder == nil && claimedDates.isEmpty
      ? nil : OwnershipClaim(holder: holder, dates: claimedDates)
    try desk.requireSound(claim, of: "--claimed-date")
    if output.format == .html { return try writePage(desk, claim) }
    let images = images
    try PictureRun.run(
      of: images, output: output.results, finding: \.finding, controls: \.controls,
      problems: { desk.originalProblems },
      text: { (report: ReviewReport, style) in report.text(style: style) }
    ) { take in
      desk.review(
        count: images.count, jobs: jobs.count, limit: limit, claim: claim, keep: !noKeep,
        picture: { place throws(SelvedgeError) in try Picture.reading(images[place]) }, each: take)
    }
  }

  /// Reviews the one picture there is and writes the page.
  private func writePage(_ desk: ReviewDesk, _ claim: OwnershipClaim?) throws {
    let picture = try Picture.reading(images[0])
    let report = try desk.review(
      picture, limit: limit, keep: !noKeep, claim: claim, threads: jobs.count)
    let album = try desk.album(of: report, picture: picture)
    let context = ReportContext(registry: registry.path, madeAt: ReportOptions.now())
    try output.write(
      page: ReportPage.review(
        report, facts: try desk.facts(of: report), album: album, context: context))
    var status = ExitStatus()
    status.note(report.finding)
    status.note(report.controls)
    status.report(desk.originalProblems)
    try status.finish()
  }
}
