// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge log prove INDEX` proves that an entry stands in the log.
struct LogProve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that an entry stands in the log.",
    discussion: """
      As text the proof is a C2SP tlog-proof, which verifiers of other makers read; as JSON the entry \
      stands beside it.
      """)

  @Argument(help: "The entry's place in the log, from 0.")
  var index: Int

  @OptionGroup var registry: RegistryOptions

  @Option(help: ArgumentHelp("How the proof is written.", valueName: "text|json|ndjson"))
  var format: OutputFormat = .text

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let proof = try desk.logProof(ofEntry: index)
    var writer = ResultWriter(format, isList: false)
    try writer.write(proof) { _ in String(proof.tlogProof.dropLast()) }
    try writer.finish()
  }
}
