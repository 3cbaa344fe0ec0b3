// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a full check of a log's files has found.
public struct LogExamination: Hashable, Sendable {
  /// How many entries were committed.
  public internal(set) var size = 0
  /// The root over the entries as they are now.
  public internal(set) var root = MerkleHashing.emptyRoot
  /// Every place where stored bytes are not what was written, in the order of the entries.
  public internal(set) var damage: [LogDamage] = []
  /// What is wrong beyond single bytes: missing bytes, a checkpoint that does not fit.
  public internal(set) var contradictions: [String] = []
  /// How many bytes an unfinished write left behind the committed entries; no damage.
  public internal(set) var uncommittedByteCount = 0
  /// The checkpoint in the folder, if there is one and it could be read.
  public internal(set) var checkpoint: Checkpoint?

  /// Whether nothing is wrong.
  public var isSound: Bool { damage.isEmpty && contradictions.isEmpty }

  /// Everything that is wrong, one line each.
  public var lines: [String] { damage.map(\.description) + contradictions }
}
