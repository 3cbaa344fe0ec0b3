// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge registrants` counts what stands out in the registrations under each name.
struct Registrants: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count what stands out in the registrations under each name.",
    discussion: """
      Three things are counted for each holder and registrant: designs with an earlier look-alike \
      by others; designs registered at nearly the same distance from their claimed creation; \
      designs registered within one week. Registered is what a stated date says (--date registration=), \
      known to the day; a design without one counts in the first alone, for when it was deposited \
      here says when the office brought it, perhaps with thousands of others. What passes a \
      threshold has a mark (!). The numbers are \
      a lead for reference: they say where to look, not what is to be found there.
      """)

  @Option(help: ArgumentHelp("The fewest designs of a name to be listed.", valueName: "n"))
  var least = 3

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    guard least > 0 else { throw ValidationError("--least takes 1 or more, not \(least).") }
  }

  func run() throws {
    let desk = try registry.open(create: false, forReview: true)
    var bar: ProgressBar?
    let patterns = try desk.registrants(least: least, jobs: jobs.count) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: output.quiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    var writer = ResultWriter(output.format, isList: true)
    for pattern in patterns {
      try writer.write(pattern) { style in
        pattern.text(style: style)
      }
    }
    try writer.finish()
    if patterns.isEmpty, !output.quiet {
      ProblemLog.note("no name has \(grouped(least, "design")) or more")
    }
  }
}
