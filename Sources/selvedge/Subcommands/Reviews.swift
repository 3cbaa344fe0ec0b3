// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import ReportPages

/// `selvedge reviews [REVIEW]` lists what was kept, or shows one.
struct Reviews: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the kept reviews, or show one with what people found on it.")

  @Argument(help: "A review's number or its id; without it the reviews are listed.")
  var review: String?

  @Option(help: ArgumentHelp("List reviews after this number.", valueName: "number"))
  var after: Int?

  @Option(help: ArgumentHelp("List at most so many; else all.", valueName: "n"))
  var limit: Int?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: ReportOptions

  func validate() throws {
    guard limit ?? 1 >= 1, after ?? 0 >= 0 else {
      throw ValidationError("--limit takes 1 or more, --after 0 or more.")
    }
    guard review == nil || (after == nil && limit == nil) else {
      throw ValidationError("--after and --limit are for the list, and this is one review.")
    }
    guard output.format != .html || review != nil else {
      throw ValidationError("--format html shows one review; name it.")
    }
  }

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    guard let review else { return try list(desk) }
    let report = try desk.keptReview(review)
    if output.format == .html {
      let album = try desk.album(
        of: report, picture: try desk.keptPicture(of: report),
        views: try desk.keptMatchedViews(of: report))
      let context = ReportContext(registry: registry.path, madeAt: ReportOptions.now())
      return try output.write(
        page: ReportPage.review(
          report, facts: try desk.facts(of: report), album: album, context: context))
    }
    var writer = ResultWriter(output.results.format, isList: false)
    let facts = output.format == .text ? try desk.facts(of: report) : []
    try writer.write(report) { report.text(style: $0, facts: facts) }
    try writer.finish()
  }

  private func list(_ desk: ReviewDesk) throws {
    var writer = ResultWriter(output.results.format, isList: true)
    var (last, left) = (after ?? 0, limit ?? .max)
    while left > 0 {
      let page = try desk.keptReviews(after: last, limit: min(500, left))
      guard let end = page.last?.record?.number else { break }
      for report in page {
        let record = report.record
        let judged = report.findings.map { "  \(grouped($0.count, "finding"))" } ?? ""
        try writer.write(report) { _ in
          printable(
            "\(record?.number ?? 0)  \(report.review ?? "")  \(record.map { $0.keptAt.prefix(19) + "Z" } ?? "")  "
              + "\(report.finding.rawValue)  \(report.query.file)\(judged)")
        }
      }
      (last, left) = (end, left - page.count)
    }
    try writer.finish()
  }
}
