// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
internal import TransparencyLog

extension ReviewDesk {
  /// The receipt of a design: what proves, offline and with the public key alone, that it was logged.
  ///
  /// Of a design that was revealed it is the receipt of the revealing, whose entry names that of the sealing.
  ///
  /// - Parameters:
  ///   - id: The design's id, or its first digits.
  ///   - ofSealing: Whether the receipt of its sealing is wanted, also after it was revealed.
  /// - Returns: JSON, indented, with a newline at its end.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is no such design,
  ///   `logEntryNotFound` when it was never logged, `notVerified` when its entry is another's.
  public func receipt(
    of id: String, ofSealing: Bool = false
  ) throws(SelvedgeError) -> [UInt8] {
    let design = try entry(id)
    let (logged, seal) = try registryWork { () throws(RegistryError) in
      (try registry.logPlace(of: design.number), try registry.sealRow(of: design.number))
    }
    guard !ofSealing || seal != nil else {
      throw SelvedgeError(
        .logEntryNotFound, stage: "log", subject: design.design,
        message: "this design was never sealed")
    }
    var place = logged
    if !ofSealing, let revealed = seal?.revealed {
      place = LogPlace(index: revealed.logIndex, metadata: revealed.metadata)
    }
    guard let place else {
      throw SelvedgeError(
        .logEntryNotFound, stage: "log", subject: design.design,
        message: "this design was registered before the registry had a log; the next "
          + "registration logs it")
    }
    let stamps = try registryWork { () throws(RegistryError) in
      try registry.timestamps(of: design.design).filter { $0.stampedIndex == place.index }
    }
    return try logWork(design.design) {
      let log = try openLog()
      let receipt = try log.receipt(
        for: place.index, under: published(by: log), metadata: place.metadata,
        timestamps: stamps.map {
          Receipt.Stamp(time: $0.time, authority: $0.authority, token: $0.token)
        })
      guard receipt.design == design.design else {
        throw SelvedgeError(
          .notVerified, stage: "log", subject: design.design,
          message: "entry \(place.index) of the log is about \(receipt.design ?? "no design"); "
            + "run selvedge check")
      }
      return try receipt.json()
    }
  }

  /// The signed checkpoint that was published last.
  ///
  /// - Returns: The signed note, in the C2SP tlog-checkpoint format.
  /// - Throws: ``SelvedgeError`` with `logEntryNotFound` when nothing was logged yet.
  public func logCheckpoint() throws(SelvedgeError) -> String {
    try logWork(path) { try published(by: openLog()).encoded }
  }

  /// The proof that an entry stands in the log that the published checkpoint signs.
  ///
  /// - Parameter index: The entry's place, from 0.
  /// - Returns: The entry and its proof.
  /// - Throws: ``SelvedgeError`` with `logEntryNotFound` when there is no such entry.
  public func logProof(ofEntry index: Int) throws(SelvedgeError) -> LogProof {
    try logWork("entry \(index)") {
      let log = try openLog()
      let note = try published(by: log)
      let checkpoint = try Checkpoint(noteText: note.text)
      let proof = try log.inclusionProof(of: index, inTreeOf: checkpoint.size)
      let receipt = try log.receipt(for: index, under: note)
      return LogProof(
        index: index, treeSize: checkpoint.size,
        entry: String(decoding: try log.entryBytes(at: index), as: UTF8.self),
        path: proof.path.map(\.hex), checkpoint: note.encoded, tlogProof: receipt.tlogProof)
    }
  }

  /// The proof that the log which the published checkpoint signs begins with the log of an earlier size.
  ///
  /// - Parameter oldSize: The earlier size, in entries.
  /// - Returns: The proof, with the checkpoint.
  /// - Throws: ``SelvedgeError`` with `logEntryNotFound` when the log never had this size.
  public func logContinuation(since oldSize: Int) throws(SelvedgeError) -> LogContinuation {
    try logWork("size \(oldSize)") {
      let log = try openLog()
      let note = try published(by: log)
      let checkpoint = try Checkpoint(noteText: note.text)
      let proof = try log.consistencyProof(from: oldSize, to: checkpoint.size)
      return LogContinuation(
        oldSize: oldSize, newSize: checkpoint.size, path: proof.path.map(\.hex),
        checkpoint: note.encoded)
    }
  }

  private func openLog() throws(LogError) -> MerkleLog {
    try MerkleLog.open(LogPaths(registry: path).log, for: .reading)
  }

  /// The checkpoint that a log published last, of a size that the log has.
  func published(by log: MerkleLog) throws -> SignedNote {
    guard let note = try log.publishedCheckpoint() else { throw LogError.notALog(path: path) }
    // Another may have appended and published since the log was opened.
    try log.refresh()
    return note
  }
}

/// Runs work on the log and turns what it throws into the catalogue's error.
func logWork<Result>(
  _ subject: String, _ body: () throws -> Result
) throws(SelvedgeError) -> Result {
  do {
    return try body()
  } catch let error as SelvedgeError {
    throw error
  } catch LogError.notALog {
    throw SelvedgeError(
      .logEntryNotFound, stage: "log", subject: subject,
      message: "the registry has no log yet; the next registration makes it")
  } catch LogError.noSuchEntry(_, let size) {
    throw SelvedgeError(
      .logEntryNotFound, stage: "log", subject: subject,
      message: "the log has \(size) entries, from 0 on, and not this one")
  } catch LogError.noSuchSize(_, let size) {
    throw SelvedgeError(
      .logEntryNotFound, stage: "log", subject: subject,
      message: "the log has \(size) entries now, and never had this size")
  } catch {
    throw SelvedgeError(
      .ioFailure, stage: "log", subject: subject,
      message: "the log cannot be read: \(error); run selvedge check", cause: "\(error)")
  }
}
