// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A log entry, its place, and what proves that it stands there.
public struct LogProof: Codable, Hashable, Sendable {
  /// The entry's place, from 0.
  public let index: Int
  /// How many entries the log had when the checkpoint was signed.
  public let treeSize: Int
  /// The entry, as its bytes stand in the log.
  public let entry: String
  /// The hashes that lead from the entry to the root, in hexadecimal.
  public let path: [String]
  /// The signed checkpoint.
  public let checkpoint: String
  /// The same proof as a C2SP tlog-proof, for verifiers of other makers.
  public let tlogProof: String
}
