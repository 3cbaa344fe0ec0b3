// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

/// What an export says of itself, in its file `export.json`.
struct ExportDocument: Codable, Hashable {
  /// The version of the exports that this program writes and reads.
  static let version = 1

  /// The log that was exported.
  struct Log: Codable, Hashable {
    /// Its name, which its key vouches for; nil when the public key could not be read.
    let name: String?
    /// How many entries it had.
    let size: Int
    /// Its root at that size, in hexadecimal.
    let root: String
  }

  /// The version of the export's form.
  let exportVersion: Int
  /// When it was made: ISO 8601 in UTC.
  let exportedAt: String
  /// The engine of the program that made it.
  let engine: String
  /// What the tables hold.
  let tables: TableContents
  /// The log; nil when nothing was logged yet.
  let log: Log?
  /// SHA-256 of every other file but the pictures, whose names are their digests, in hexadecimal, by its path.
  let files: [String: String]
  /// The folders that hold nothing but what `files` lists; nil in exports of earlier programs, which listed no file of
  /// these folders.
  let folders: [String]?

  /// The folders of an export with roots, and with what former logs had signed.
  static let folders = ["former", "trust"]
}
