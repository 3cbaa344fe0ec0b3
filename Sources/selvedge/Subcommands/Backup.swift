// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge backup DIR` copies a registry that may be in use.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the registry, in use or not, into a folder, and check the copy.",
    discussion: """
      The backup is a registry's folder itself, as everything was at one moment; others may go on \
      registering. It holds the private key of the log too (log.key), so keep it where the \
      registry itself would be safe. It gets its name only when selvedge check finds nothing wrong \
      with it.
      """)

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @Flag(
    help: ArgumentHelp(
      "Make hard links of originals: quick, but damage to a file is then damage to both."))
  var link = false

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var bar: ProgressBar?
    let isQuiet = output.quiet
    Interruption.watch()
    let summary = try RegistryBackup.backUp(
      registry.path, to: folder, linking: link, shouldStop: { Interruption.wasAsked }
    ) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    guard let summary else { Interruption.obey() }
    try summary.write(output, "The backup holds")
  }
}

/// `selvedge restore BACKUP` makes a registry of a backup.
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a registry of a backup, and check it.",
    discussion: """
      The registry's folder must not be there, or be empty. It gets its name only when selvedge \
      check finds nothing wrong with it. Receipts and the log go on as they were: it is the same \
      log, under the same key, so let no other copy of the registry go on beside it.
      """)

  @Argument(help: "The folder that selvedge backup made.", completion: .directory)
  var backup: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var bar: ProgressBar?
    let isQuiet = output.quiet
    Interruption.watch()
    let summary = try RegistryBackup.restore(
      backup, to: registry.path, shouldStop: { Interruption.wasAsked }
    ) { done, total in
      if bar == nil { bar = ProgressBar(total: total, isQuiet: isQuiet) }
      bar?.update(done: done)
    }
    bar?.clear()
    guard let summary else { Interruption.obey() }
    try summary.write(output, "The registry holds")
  }
}

extension BackupSummary {
  /// Writes what a backup or registry holds.
  func write(_ output: OutputOptions, _ verb: String) throws {
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(self) { _ in
      printable(
        "\(verb): \(grouped(designs, "design")), \(grouped(originals, "original")), "
          + "\(grouped(entries, "log entry"))"
          + (root.map { ", root \($0)." } ?? "."))
    }
    try writer.finish()
  }
}
