// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge export DIR` carries a registry over as files that other programs can read.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write everything that the registry holds as JSON lines and pictures.",
    discussion: """
      tables/*.jsonl have one row a line, log.jsonl one entry of the log, and the pictures are \
      beside them; export.json has counts, root and digests. Keys to the service and the private key of \
      the log stay here. selvedge import DIR makes a registry of it where there is none, and loses \
      nothing. selvedge backup makes a copy that goes on as the same log.
      """)

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var bar: ProgressBar?
    let isQuiet = output.quiet
    Interruption.watch()
    let summary = try RegistryExport.export(
      registry.path, to: folder, shouldStop: { Interruption.wasAsked }
    ) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    guard let summary else { Interruption.obey() }
    try summary.write(output, "The export holds")
  }

  /// Makes a registry of an export.
  ///
  /// - Parameters:
  ///   - export: The export's folder.
  ///   - registry: The registry's.
  ///   - output: How the result is written.
  /// - Throws: `SelvedgeError`.
  static func restore(_ export: String, to registry: String, _ output: OutputOptions) throws {
    var bar: ProgressBar?
    let isQuiet = output.quiet
    Interruption.watch()
    let summary = try RegistryExport.restore(
      export, to: registry, shouldStop: { Interruption.wasAsked }
    ) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    guard let summary else { Interruption.obey() }
    try summary.write(output, "The registry holds")
  }
}
