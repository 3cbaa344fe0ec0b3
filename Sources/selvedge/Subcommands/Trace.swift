// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge trace IMAGE` asks where a picture comes from.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell where a picture may come from, and how much of it is new.")

  @Argument(help: "A PNG or JPEG file.", completion: .file())
  var image: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: true, forReview: true)
    let report = try PictureRun.reportingProblem(of: [image], format: output.format) {
      () throws(SelvedgeError) in
      try desk.trace(try Picture.reading(image))
    }
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(report) { report.text(style: $0) }
    try writer.finish()
    var status = ExitStatus()
    status.note(report.finding)
    status.note(report.controls)
    status.report(desk.originalProblems)
    try status.finish()
  }
}
