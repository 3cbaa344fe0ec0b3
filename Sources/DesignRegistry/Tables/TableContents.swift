// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the tables of a registry hold, apart from the rows themselves, so that they can be made again.
public struct TableContents: Codable, Hashable, Sendable {
  /// The last of the named migrations that the tables have.
  public var schema: String
  /// How many rows each table has.
  public var rows: [String: Int]
  /// The highest number that each numbered table ever gave, so that gaps stay gaps.
  public var sequences: [String: Int]
}
