// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ArgumentParser

/// Learns the numbers that the engine ships with; nobody who uses Selvedge needs it.
@main
struct SelvedgeTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selvedge-train",
    abstract: "Learns the numbers that the engine is compiled with.",
    subcommands: [TrainModel.self, Calibrate.self])
}
