// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview

/// `selvedge keys revoke` calls a key back.
struct KeysRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Call a key back; it opens nothing from now on.")

  @Argument(help: "The key's id, as keys list shows it.")
  var id: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let key = try desk.revokeKey(id)
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(key) { _ in KeysList.line(key) }
    try writer.finish()
  }
}
