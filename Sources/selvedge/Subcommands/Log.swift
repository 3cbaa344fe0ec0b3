// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser

/// `selvedge log` shows and verifies the registry's log.
struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show and verify the log that vouches for the registry.",
    discussion: """
      Every registered design has an entry in an append-only Merkle tree, whose state is signed after \
      each commit.
      """,
    subcommands: [LogCheckpoint.self, LogProve.self, LogVerify.self])
}
