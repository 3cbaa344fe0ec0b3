// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Synchronization

/// The rows of a manifest by their place, for threads that ask for them roughly in order.
///
/// Only rows that were passed over and not yet asked for are held.
public final class ManifestReader: Sendable {
  private struct State: ~Copyable {
    var records: RecordReader
    var nextPlace = 0
    var held: [Int: ManifestRow] = [:]
  }

  private let columns: [ManifestColumn]
  private let state: Mutex<State>

  init(_ manifest: Manifest) throws(ManifestError) {
    var records = try RecordReader(
      manifest.path, manifest.encoding, separator: manifest.separator)
    _ = try records.next()
    columns = manifest.columns
    state = Mutex(State(records: records))
  }

  /// The row at a place.
  ///
  /// - Parameter place: From 0; each place is asked for once.
  /// - Returns: The row.
  /// - Throws: ``ManifestError`` when the file is not what was checked any more.
  public func row(at place: Int) throws(ManifestError) -> ManifestRow {
    let columns = columns
    let result: Result<ManifestRow, ManifestError> = state.withLock { state in
      Result { () throws(ManifestError) in
        while state.nextPlace <= place {
          guard let record = try state.records.next() else { throw ManifestError.changed }
          state.held[state.nextPlace] = ManifestRow(record, columns: columns)
          state.nextPlace += 1
        }
        guard let row = state.held.removeValue(forKey: place) else { throw ManifestError.changed }
        return row
      }
    }
    return try result.get()
  }

  /// Passes over the first rows without holding them.
  ///
  /// - Parameter count: How many.
  /// - Throws: ``ManifestError`` when the file is not what was checked any more.
  public func skip(_ count: Int) throws(ManifestError) {
    let result: Result<Void, ManifestError> = state.withLock { state in
      Result { () throws(ManifestError) in
        while state.nextPlace < count {
          guard try state.records.next() != nil else { throw ManifestError.changed }
          state.nextPlace += 1
        }
      }
    }
    try result.get()
  }
}
