// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge controls list` names the control designs.
struct ControlsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the control designs, with how many pictures are planted.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    var writer = ResultWriter(output.format, isList: true)
    for design in try desk.plantedDesigns() {
      try writer.write(design) { _ in printable(design.line) }
    }
    try writer.finish()
  }
}
