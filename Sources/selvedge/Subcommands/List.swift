// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge list` names the designs.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the registered designs in the order of their registration.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    var writer = ResultWriter(output.format, isList: true)
    var last = 0
    while true {
      let designs = try desk.entries(after: last, limit: 1000)
      guard let end = designs.last?.number else { break }
      for design in designs {
        try writer.write(design) { _ in printable(line(design)) }
      }
      last = end
    }
    try writer.finish()
  }

  private func line(_ entry: DesignEntry) -> String {
    let withdrawn = entry.withdrawn == nil ? "" : "  [withdrawn]"
    switch entry {
    case .open(let design):
      return "\(design.design)  \(design.registeredAt.prefix(10))  "
        + "\(design.width) x \(design.height)  \(design.file)"
        + said(design.details, withdrawn: withdrawn)
    case .sealed(let sealed):
      return "\(sealed.design)  \(sealed.sealedAt.prefix(10))  [sealed]"
        + sealed.holders.map { "  \($0)" }.joined() + withdrawn
    }
  }

  private func said(_ details: DesignDetails, withdrawn: String) -> String {
    let title = details.title.map { "  \"\($0)\"" } ?? ""
    let holder = details.holder.map { "  \($0)" } ?? ""
    return title + holder + withdrawn
      + (details.bank == .registered ? "" : "  [\(details.bank.rawValue)]")
  }
}
