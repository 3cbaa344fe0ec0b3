// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge log checkpoint` prints the signed state of the log.
struct LogCheckpoint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Print the signed checkpoint: the log's name, size and root.",
    discussion: "Whoever keeps it can hold every later checkpoint against it.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var notes: NoteOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false, isQuiet: notes.quiet)
    try OutputFile.write(Array(try desk.logCheckpoint().utf8), to: nil)
  }
}
