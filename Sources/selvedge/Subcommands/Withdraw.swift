// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import Provenance

/// `selvedge withdraw ID` leaves a design out of later reviews.
struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Leave a design out of later reviews; nothing is deleted.",
    discussion: """
      The withdrawal is logged. The design can still be shown, and a review that was kept before \
      runs again as it was. A withdrawal is not taken back, so look at the design with selvedge \
      show first. What was withdrawn by mistake is registered again as a new design, dated from \
      then: save its picture anew, for the same bytes are the design that is withdrawn. The \
      receipt of the first registration still holds.
      """)

  @Argument(help: "The design's id, or its first digits (at least 6).")
  var id: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let (design, isNew) = try desk.withdraw(id, reason: trimmed(reason))
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(design) { _ in
      printable(
        "\(isNew ? "withdrawn" : "withdrawn before, at \(design.withdrawn?.at ?? "")")  "
          + design.line)
    }
    try writer.finish()
  }
}

extension DesignEntry {
  /// The design in one line, by what may be told of it.
  fileprivate var line: String {
    switch self {
    case .open(let record): "\(record.design)  \(record.file)"
    case .sealed(let sealed): "\(sealed.design)  [sealed]"
    }
  }
}
