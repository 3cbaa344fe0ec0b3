// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge log verify` reads every byte of the log and holds it against what was published.
struct LogVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify the whole log against its published checkpoint.",
    discussion: "Ends with 0 when everything holds, else with 65 and what does not.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let found = try RegistryExaminer.examineLog(of: registry.path)
    try ExaminationOutput.write(found, output: output) { found in
      "The log holds: \(found.logLine)"
    }
  }
}
