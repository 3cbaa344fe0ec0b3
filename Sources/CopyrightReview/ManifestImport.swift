// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import BulkManifest
private import Crypto
public import DesignRegistry
private import Glibc

/// What became of one row of a manifest.
public typealias ImportRow = DesignRegistry.ImportRow

/// A manifest on its way into a registry.
///
/// Rows are done in order, and what becomes of a row is written in the same commit as its design. So whatever ends
/// an import, the next one of the same manifest knows where to go on, and ends as one that was never stopped.
public struct ManifestImport: Sendable {
  /// How many rows the manifest has.
  public let rowCount: Int
  /// How many of them an earlier run has done.
  public let doneCount: Int
  /// The manifest's encoding, as it was found out.
  public var encoding: String { manifest.encoding.rawValue }

  let manifest: Manifest
  let pictures: ManifestPictures
  let session: ImportSession
  let desk: ReviewDesk

  /// Checks a manifest from its first byte to its last, and begins or goes on with its import.
  ///
  /// - Parameters:
  ///   - path: The manifest, a CSV file; its picture files are relative to its folder.
  ///   - desk: Where the designs go.
  /// - Throws: ``SelvedgeError``: `invalidManifest` with the row, `inputNotFound`, `registryBusy` when another
  ///   import runs.
  public init(_ path: String, into desk: ReviewDesk) throws(SelvedgeError) {
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    // The same folder has many names; the import is known by one of them.
    let resolved = realpath(parent, nil)
    defer { free(resolved) }
    try self.init(
      path, pictures: .folder(parent), place: resolved.map { String(cString: $0) } ?? parent,
      into: desk)
  }

  /// Checks a manifest whose rows may name certain files only, and begins or goes on with its import.
  ///
  /// - Parameters:
  ///   - path: The manifest, a CSV file.
  ///   - pictures: Where the pictures of its rows are.
  ///   - place: Tells this import from others of the same manifest.
  ///   - desk: Where the designs go.
  /// - Throws: ``SelvedgeError``: `invalidManifest` with the row, `inputNotFound`, `registryBusy` when another
  ///   import runs.
  init(
    _ path: String, pictures: ManifestPictures, place: String, into desk: ReviewDesk
  ) throws(SelvedgeError) {
    var digest = SHA256()
    do {
      manifest = try Manifest(path) { digest.update(bufferPointer: $0) }
    } catch {
      throw SelvedgeError(error, path)
    }
    self.pictures = pictures
    rowCount = manifest.rowCount
    let (sha256, count) = (hexadecimal(digest.finalize()), manifest.rowCount)
    session = try registryWork { () throws(RegistryError) in
      try desk.registry.beginImport(
        manifest: sha256, folder: place, rowCount: count, at: desk.clock())
    }
    doneCount = session.doneCount
    self.desk = desk
  }

  /// Hands over the rows that an earlier run has done.
  ///
  /// - Parameter each: Takes each row, in order.
  /// - Throws: ``SelvedgeError`` when the registry fails, and what `each` throws.
  public func forEachDoneRow(
    _ each: (ImportRow) throws(SelvedgeError) -> Void
  ) throws(SelvedgeError) {
    var place = 0
    while place < doneCount {
      let rows = try registryWork { () throws(RegistryError) in
        try desk.registry.importRows(of: session, from: place, limit: 1000)
      }
      guard !rows.isEmpty else { return }
      for row in rows { try each(row) }
      place += rows.count
    }
  }

  /// Does the rest of the rows: several threads decode and look up, the calling thread writes.
  ///
  /// - Parameters:
  ///   - jobs: How many threads decode, and how many look up, at least 1; what becomes of a row does not depend on it.
  ///   - shouldStop: Is asked now and then; when it says yes, the import stops between two commits.
  ///   - each: Takes each row, in order, when it is durable.
  ///   - beforeEnd: Makes durable what `each` made of the rows, before the import is noted to have ended: an import that
  ///     ended is not gone on with.
  /// - Returns: Whether all rows are done.
  /// - Throws: ``SelvedgeError`` when the registry fails, and what `each` and `beforeEnd` throw; then the import can be gone on with.
  public func run(
    jobs: Int, shouldStop: @escaping @Sendable () -> Bool,
    _ each: (ImportRow) throws(SelvedgeError) -> Void,
    beforeEnd: () throws(SelvedgeError) -> Void = { () throws(SelvedgeError) in }
  ) throws(SelvedgeError) -> Bool {
    let reader: ManifestReader
    do throws(ManifestError) {
      reader = try manifest.makeReader()
      try reader.skip(doneCount)
    } catch {
      throw SelvedgeError(error, manifest.path)
    }
    defer { desk.settler.settle() }
    var failure: SelvedgeError?
    var reached = doneCount
    OrderedWork.run(count: rowCount - doneCount, jobs: jobs, grouping: .commits) { place in
      shouldStop() ? .stopped : prepare(reader, doneCount + place)
    } handOver: { first, prepared in
      do throws(SelvedgeError) {
        var group: [PreparedRow] = []
        for row in prepared {
          switch row {
          case .row(let row): group.append(row)
          case .failed(let error): failure = failure ?? error
          case .stopped: break
          }
          guard case .row = row else { break }
        }
        let rows = try commit(group, from: doneCount + first, jobs: jobs)
        reached += rows.count
        for row in rows { try each(row) }
        return failure == nil && group.count == prepared.count && !shouldStop()
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    guard reached == rowCount else { return false }
    try beforeEnd()
    try registryWork { () throws(RegistryError) in
      try desk.registry.finishImport(session, at: desk.clock())
    }
    return true
  }
}

extension SelvedgeError {
  /// The catalogue's error for a manifest.
  init(_ error: ManifestError, _ path: String) {
    switch error {
    case .unreadable(let code): self = .unreadable(path, errno: code)
    case .noRegularFile, .workbook, .notText, .wrongEncoding, .damagedText, .unknownEncoding,
      .empty, .openQuote, .textAfterQuote, .rowTooLong, .noFileColumn, .unknownColumns,
      .repeatedColumn, .changed:
      self.init(.invalidManifest, stage: "manifest", subject: path, message: error.description)
    }
  }
}
