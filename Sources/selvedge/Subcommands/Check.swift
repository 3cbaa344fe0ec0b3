// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge check` reads everything that the registry holds and names what is wrong.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the whole registry: log, database, originals and index.",
    discussion: """
      Reads every byte of the log, holds every design's row against its log entry, every original \
      against its digest, and every file of the index against its checksums. Ends with 0 when \
      everything holds, else with 65 and one line for each thing that does not; with 74 when the \
      machine is short of something, such as open files, and nothing can be said. Others may write \
      meanwhile. Nothing is repaired; a damaged index is made anew once it is removed.
      """)

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let isQuiet = output.quiet
    // The number of steps is known only when the examination has begun.
    var bar: ProgressBar?
    let found = try RegistryExaminer.examine(registry.path) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    try ExaminationOutput.write(found, output: output) { found in
      [
        "The registry holds: \(grouped(found.designs ?? 0, "design")), "
          + "\(grouped(found.originals ?? 0, "original")), \(found.logLine)"
      ]
    }
  }
}
