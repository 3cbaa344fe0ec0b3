// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting
import Provenance

/// `selvedge show ID` tells what is known of a design.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show one design.")

  @Argument(help: "The design's id, or its first digits (at least 6).")
  var id: String

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    let entry = try desk.entry(id)
    let lines: [String]
    switch entry {
    case .open(let design): lines = text(design, aliases: try desk.aliases(of: design))
    case .sealed(let sealed): lines = text(sealed)
    }
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(entry) { _ in printableLines(lines) }
    try writer.finish()
  }

  private func text(_ sealed: SealedDesign) -> [String] {
    var rows = [
      ("design", sealed.design), ("number", grouped(sealed.number)),
      ("sealed", "the picture is not here; selvedge reveal opens the seal"),
    ]
    rows += sealed.holders.map { ("holder", $0) }
    rows += dateRows(sealed.dates)
    if let withdrawn = sealed.withdrawn {
      rows.append(("withdrawn", "\(withdrawn.at): \(withdrawn.reason)"))
    }
    rows += [("commitment", sealed.commitment), ("engine", sealed.engine)]
    return aligned(rows)
  }

  private func dateRows(_ dates: [TypedDate]) -> [(String, String)] {
    dates.map { date in
      (
        "date",
        date.date.text + String(repeating: " ", count: max(1, 26 - date.date.text.count))
          + date.kind.rawValue + (date.note.map { ": " + $0 } ?? "")
      )
    }
  }

  private func aligned(_ rows: [(String, String)]) -> [String] {
    rows.map { name, value in
      name + String(repeating: " ", count: max(1, 14 - name.count)) + value
    }
  }

  private func text(_ design: DesignRecord, aliases: [String]) -> [String] {
    var rows = [
      ("design", design.design),
      ("number", grouped(design.number)),
      ("file", design.file),
      ("picture", "\(design.width) x \(design.height) pixels, \(design.format.rawValue)"),
      ("size", grouped(design.byteCount, "byte")),
    ]
    let details = design.details
    let optional = [
      ("registrant", details.registrant),
      ("number there", details.registrationNumber), ("source", details.source),
      ("notes", details.notes),
    ]
    if let title = details.title { rows.append(("title", title)) }
    rows += details.holders.map { ("holder", $0) }
    for (name, value) in optional {
      if let value { rows.append((name, value)) }
    }
    if details.bank != .registered { rows.append(("bank", details.bank.rawValue)) }
    rows += dateRows(design.dates)
    if let moment = design.revealedAt { rows.append(("revealed", "\(moment), sealed until then")) }
    if let withdrawn = design.withdrawn {
      rows.append(("withdrawn", "\(withdrawn.at): \(withdrawn.reason)"))
    }
    if !aliases.isEmpty { rows.append(("also came as", aliases.joined(separator: ", "))) }
    rows += [
      ("sha-256", design.sha256), ("of pixels", design.pixelSHA256), ("pdq", design.pdq),
      ("quality", "\(design.quality)"), ("engine", design.engine),
    ]
    return aligned(rows)
  }
}

/// Lines of text, each with its control characters made visible.
func printableLines(_ lines: [String]) -> String {
  lines.map(printable).joined(separator: "\n")
}
