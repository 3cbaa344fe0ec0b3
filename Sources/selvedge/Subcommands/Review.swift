// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
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
    if output.format == .html { return try writePage(desk) }
    try PictureRun.forEach(
      of: images, jobs: jobs.count, output: output.results,
      work: { picture throws(SelvedgeError) in try desk.review(picture, limit: limit) },
      finding: \.finding,
      text: { report, style in report.text(style: style) })
  }

  /// Reviews the one picture there is and writes the page.
  private func writePage(_ desk: ReviewDesk) throws {
    let picture = try Picture.reading(images[0])
    let report = try desk.review(picture, limit: limit)
    let album = try desk.album(of: report, picture: picture)
    let context = ReportContext(registry: registry.path, madeAt: ReportOptions.now())
    try output.write(
      page: ReportPage.review(
        report, facts: try desk.facts(of: report), album: album, context: context))
    var status = ExitStatus()
    status.note(report.finding)
    try status.finish()
  }
}
