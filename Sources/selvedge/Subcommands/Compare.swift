// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import ReportPages

/// `selvedge compare A B` sets two pictures side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two pictures; no registry is used.",
    discussion: "Where one shows a frame, what is inside it is compared beside the whole.")

  @Argument(help: "The picture in question.", completion: .file())
  var first: String

  @Argument(help: "What it is compared with.", completion: .file())
  var second: String

  @Option(
    help: ArgumentHelp(
      "Draw both pictures and the area that agrees into this PNG file.", valueName: "file"),
    completion: .file())
  var overlay: String?

  @OptionGroup var output: ReportOptions

  func run() throws {
    if let overlay {
      try OutputFile.requireOther(overlay, than: [first, second])
      if output.format == .html {
        try OutputFile.requireApart(overlay, from: output.file ?? "/dev/stdout")
      }
    }
    let (pictures, report) = try PictureRun.reportingProblem(
      of: [first, second], format: output.results.format
    ) { () throws(SelvedgeError) in
      let pictures = (try Picture.reading(first), try Picture.reading(second))
      return (pictures, try ReviewDesk.compare(pictures.0, pictures.1))
    }
    if output.format == .html {
      let album = try ReviewDesk.album(of: report, first: pictures.0, second: pictures.1)
      let context = ReportContext(madeAt: ReportOptions.now())
      try output.write(page: ReportPage.comparison(report, album: album, context: context))
    } else {
      var writer = ResultWriter(output.results.format, isList: false)
      try writer.write(report) { report.text(style: $0) }
      try writer.finish()
    }
    if let overlay {
      let drawn = try ReviewDesk.overlay(
        of: report.match, first: pictures.0, second: pictures.1, cut: report.first.cut)
      try OutputFile.write(drawn, to: overlay)
    }
    var status = ExitStatus()
    status.note(report.finding)
    try status.finish()
  }
}
