// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge controls check` searches every planted picture.
struct ControlsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Search every planted picture, and say how each came out.",
    discussion:
      "Ends with 0 when all came out right, with 65 when one did not, with 66 without any.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Self.write(try registry.open(create: false, forReview: true), output)
  }

  /// Searches them and writes what came of it.
  ///
  /// - Parameters:
  ///   - desk: The registry.
  ///   - output: How it is written.
  /// - Throws: `ExitCode` with 65 when one did not come out right; `SelvedgeError` without any.
  static func write(_ desk: ReviewDesk, _ output: OutputOptions) throws {
    var bar: ProgressBar?
    let isQuiet = output.quiet
    let found = try desk.checkControls { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    guard let found else {
      throw SelvedgeError(
        .inputNotFound, stage: "review", subject: desk.path,
        message: "no live control is planted here; selvedge controls plant makes some")
    }
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(found) { style in
      let lines = found.searches.map { ($0.cameOutRight ? "right  " : "WRONG  ") + $0.line.english }
      return printableLines(lines + [summary(found)])
    }
    try writer.finish()
    var status = ExitStatus()
    if !found.cameOutRight { status.note(ProblemCode.notVerified) }
    try status.finish()
  }

  private static func summary(_ found: ControlsReport) -> String {
    let right = found.searches.filter(\.cameOutRight).count
    let size = found.logSize.map { ", as of log size \(grouped($0))" } ?? ""
    return "\(right) of \(grouped(found.searches.count)) live controls came out right\(size)."
  }
}
