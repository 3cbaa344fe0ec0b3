// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a backup or a restored registry holds, after it was checked.
public struct BackupSummary: Codable, Hashable, Sendable {
  /// The folder.
  public let folder: String
  /// How many designs it holds.
  public let designs: Int
  /// How many original files.
  public let originals: Int
  /// How many log entries.
  public let entries: Int
  /// The root of the log, in hexadecimal; `nil` when there is no log.
  public let root: String?
}
