// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge controls plant` draws control designs and plants copies and strangers.
struct ControlsPlant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plant",
    abstract: "Draw control designs, and plant copies and strangers beside them.",
    discussion: """
      Pictures are planted beside every design of the bank control that has none, also beside your \
      own (selvedge register --bank control PICTURE). Then all are searched, as selvedge controls \
      check does.
      """)

  @Option(
    help: ArgumentHelp("How many control designs to draw; 0 draws none.", valueName: "n"))
  var count = 4

  @Option(
    help: ArgumentHelp(
      "Which drawings; chance decides unless said. The same seed gives the same.",
      valueName: "number"))
  var seed: UInt64?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...1000).contains(count) else {
      throw ValidationError("--count takes 0 to 1000, not \(count).")
    }
  }

  func run() throws {
    let desk = try registry.open(create: true, forReview: true)
    // Numbers that every reader of JSON and every spreadsheet takes whole.
    let seed = seed ?? UInt64.random(in: 0..<1_000_000)
    var bar: ProgressBar?
    let isQuiet = output.quiet
    let planted = try desk.plantControls(count: count, seed: seed) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    if planted.isEmpty, !output.quiet {
      ProblemLog.note(
        count == 0
          ? "nothing to plant: no control design lacks pictures; --count draws new ones"
          : "nothing to plant: every control design has its pictures; another --seed draws others")
    }
    if !output.quiet, count > 0, !planted.isEmpty { ProblemLog.note("drawn with --seed \(seed)") }
    if output.format == .text {
      var writer = ResultWriter(.text, isList: true)
      for design in planted {
        try writer.write(design) { _ in printable("planted  " + design.line) }
      }
    }
    try ControlsCheck.write(desk, output)
  }
}

extension PlantedDesign {
  /// The design in one line.
  var line: String { "\(design)  \(grouped(pictures, "picture"))  \(file)" }
}
