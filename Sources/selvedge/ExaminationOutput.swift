// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// The way out for what `check` and `log verify` have found.
enum ExaminationOutput {
  /// Writes what was found and ends with the status of the contract.
  ///
  /// - Parameters:
  ///   - found: What was found.
  ///   - output: How it is written.
  ///   - sound: What is said when nothing is wrong, line by line.
  /// - Throws: `ExitCode` with 65 when something is wrong; `SelvedgeError` when it cannot be written.
  static func write(
    _ found: RegistryExamination, output: OutputOptions, sound: (RegistryExamination) -> [String]
  ) throws {
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(found) { _ in
      let verdict =
        found.isSound
        ? sound(found) : found.problems + [grouped(found.problems.count, "problem") + " found."]
      return printableLines(verdict)
    }
    try writer.finish()
    if !output.quiet { found.notes.forEach(ProblemLog.note) }
    var status = ExitStatus()
    if !found.isSound { status.note(ProblemCode.notVerified) }
    try status.finish()
  }
}

extension RegistryExamination {
  /// The log in one line.
  var logLine: String {
    guard let root else { return "there is no log yet" }
    let size = checkpointSize.map { ", \(grouped($0)) of them under the published checkpoint" }
    return "\(grouped(entries, "log entry"))\(size ?? ""), root \(root)."
  }
}
