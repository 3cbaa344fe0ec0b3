// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser

/// `selvedge keys` says who may use the service.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make, list and call back the keys of the service.",
    discussion: """
      Once a registry has a key, the service asks for one with everything that it does; a server \
      that runs already does so at once. A key is sent as Authorization: Bearer KEY, or typed in at \
      /login. Only SHA-256 of a key is stored: it has 256 random bits, so nothing slower is needed.

      Roles: vendor looks up, compares and reads designs; registrar also registers; judge does what \
      vendors do, and what is for judges; admin does everything.
      """,
    subcommands: [KeysCreate.self, KeysList.self, KeysRevoke.self])
}
