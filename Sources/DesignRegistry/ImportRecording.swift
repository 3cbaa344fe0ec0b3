// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The rows of an import that a group of entries belongs to, to be written in the same commit.
public struct ImportRecording {
  let session: ImportSession
  let place: Int
  let rows: ([EntryOutcome]) -> [ImportRow]

  /// Creates a recording.
  ///
  /// - Parameters:
  ///   - session: The import.
  ///   - place: The first row's place in the manifest, from 0.
  ///   - rows: Makes the rows when the outcomes of the entries are known; there may be more rows than entries.
  public init(
    session: ImportSession, place: Int, rows: @escaping ([EntryOutcome]) -> [ImportRow]
  ) {
    self.session = session
    self.place = place
    self.rows = rows
  }
}
