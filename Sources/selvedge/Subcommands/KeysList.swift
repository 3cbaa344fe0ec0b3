// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge keys list` tells which keys there are.
struct KeysList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys, void ones as well, without their secrets.")

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let desk = try registry.open(create: false, forReview: false)
    var writer = ResultWriter(output.format, isList: true)
    for key in try desk.keys() { try writer.write(key) { _ in Self.line(key) } }
    try writer.finish()
  }

  /// A key in one line.
  static func line(_ key: AccessKey) -> String {
    let state =
      key.revokedAt.map { "  called back \($0.prefix(10))" }
      ?? key.expiresAt.map { "  until \($0.prefix(10))" } ?? ""
    return printable("\(key.id)  \(key.role.rawValue)  \(key.createdAt.prefix(10))  \(key.name)")
      + state
  }
}
