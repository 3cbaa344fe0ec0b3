// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge receipt ID` hands out what proves that a design was logged.
struct ShowReceipt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Write the receipt of a design.",
    discussion: """
      The receipt is JSON. It proves, together with the registry's public key (the file log.vkey), \
      that the design was logged at its place; selvedge verify checks it without the registry. It \
      holds the digests of the file, the pixels and the fingerprint, and what was said of the \
      design, but no picture. Of a sealed design it proves the commitment; of one that was revealed, \
      the revealing, unless --of-sealing is given.
      """)

  @Argument(help: "The design's id, or its first digits (at least 6).")
  var id: String

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Where to write it; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "The receipt of the sealing, of a design that was revealed since.")
  var ofSealing = false

  @Option(help: ArgumentHelp("How it is written: receipts have one form.", valueName: "json"))
  var format: OutputFormat = .json

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var notes: NoteOptions

  func validate() throws {
    guard format == .json else {
      throw ValidationError("--format takes json here: a receipt has no other form.")
    }
  }

  func run() throws {
    let desk = try registry.open(create: false, forReview: false, isQuiet: notes.quiet)
    try OutputFile.write(try desk.receipt(of: id, ofSealing: ofSealing), to: output)
  }
}
