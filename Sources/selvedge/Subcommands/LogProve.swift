// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge log prove INDEX` proves that an entry stands in the log, `log prove --since SIZE` that the log begins with
/// the log of an earlier size.
struct LogProve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that an entry stands in the log, or that nothing in it was changed since.",
    discussion: """
      As text the proof of an entry is a C2SP tlog-proof, which verifiers of other makers read; as \
      JSON the entry stands beside it. With --since the proof leads from the log of an earlier size \
      to the published checkpoint, as text in the form that C2SP witnesses take; selvedge log verify \
      --since holds it against the checkpoint of that size.
      """)

  @Argument(help: "The entry's place in the log, from 0.")
  var index: Int?

  @Option(
    help: ArgumentHelp("Prove that the log begins with the log of this size.", valueName: "size"))
  var since: Int?

  @OptionGroup var registry: RegistryOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (index == nil) != (since == nil) else {
      throw ValidationError("Name either the place of an entry or, with --since, an earlier size.")
    }
  }

  func run() throws {
    let desk = try registry.open(create: false, forReview: false, isQuiet: output.quiet)
    var writer = ResultWriter(output.format, isList: false)
    if let since {
      let proof = try desk.logContinuation(since: since)
      try writer.write(proof) { _ in String(proof.text.dropLast()) }
      return try writer.finish()
    }
    let proof = try desk.logProof(ofEntry: index ?? 0)
    try writer.write(proof) { _ in String(proof.tlogProof.dropLast()) }
    try writer.finish()
  }
}
