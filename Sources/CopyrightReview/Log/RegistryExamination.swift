// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a check of a registry has found.
public struct RegistryExamination: Codable, Hashable, Sendable {
  /// How many designs the database has.
  public internal(set) var designs = 0
  /// How many entries the log has.
  public internal(set) var entries = 0
  /// How many files the store of originals has.
  public internal(set) var originals = 0
  /// The log's name, if there is a log and its key can be read.
  public internal(set) var log: String?
  /// The size of the checkpoint that was published last.
  public internal(set) var checkpointSize: Int?
  /// The root of the log, in hexadecimal.
  public internal(set) var root: String?
  /// Everything that is wrong, one line each.
  public internal(set) var problems: [String] = []
  /// What is worth knowing and not wrong, one line each.
  public internal(set) var notes: [String] = []

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }
}
