// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge reveal ID` opens a seal.
struct Reveal: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a seal: the picture comes into the registry.",
    discussion: """
      The picture must be the sealed file, byte for byte, and the opening the one that selvedge \
      seal wrote; anything else is refused, with 65. The design keeps its id and the date of its \
      sealing.
      """)

  @Argument(help: "The sealed design's id, or its first digits (at least 6).")
  var id: String

  @Option(
    name: .customLong("picture"), help: ArgumentHelp("The sealed file.", valueName: "file"),
    completion: .file())
  var picture: String

  @Option(help: ArgumentHelp("What selvedge seal wrote.", valueName: "file"), completion: .file())
  var opening: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let design = try desk.reveal(
      id, picture: try Picture.reading(picture), opening: try SealOpening(file: opening))
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(design) { _ in
      printable("revealed  \(design.design)  \(design.file), sealed at \(design.registeredAt)")
    }
    try writer.finish()
  }
}
