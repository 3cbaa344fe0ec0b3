// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import TransparencyLog
public import TrustedTime

extension ReviewDesk {
  /// What is stamped for a design: the bytes of its log entry.
  ///
  /// - Parameter id: The design's id, or its first digits.
  /// - Returns: The subject.
  /// - Throws: ``SelvedgeError``: `designNotFound`, or `logEntryNotFound` when it was never logged.
  private func timestampSubject(ofDesign id: String) throws(SelvedgeError) -> TimestampSubject {
    let design = try entry(id)
    let place = try registryWork { () throws(RegistryError) in
      try registry.logPlace(of: design.number)
    }
    guard let place else {
      throw SelvedgeError(
        .logEntryNotFound, stage: "log", subject: design.design,
        message: "this design was registered before the registry had a log; the next "
          + "registration logs it")
    }
    let bytes = try logWork(design.design) {
      try MerkleLog.open(LogPaths(registry: path).log, for: .reading).entryBytes(at: place.index)
    }
    return TimestampSubject(design: design.design, index: place.index, bytes: bytes)
  }

  /// What is stamped under a name: of a kept review or of a design.
  ///
  /// - Parameter name: A review's number or id, or a design's id or its first digits.
  /// - Returns: The subject.
  /// - Throws: ``SelvedgeError``: `designNotFound` when it is neither, or `logEntryNotFound` when it was never logged.
  public func timestampSubject(_ name: String) throws(SelvedgeError) -> TimestampSubject {
    if let review = try timestampSubject(ofReview: name) { return review }
    do throws(SelvedgeError) {
      return try timestampSubject(ofDesign: name)
    } catch {
      guard error.code == .designNotFound else { throw error }
      throw SelvedgeError(
        .designNotFound, stage: "registry", subject: name,
        message: "the registry holds no design with this id, no review with this number or id, and "
          + "there is no such file")
    }
  }

  /// What is stamped for a kept review: the bytes of its log entry, which holds the digests of its report and picture;
  /// `nil` when there is no such review.
  private func timestampSubject(
    ofReview name: String
  ) throws(SelvedgeError) -> TimestampSubject? {
    let kept = try registryWork { () throws(RegistryError) -> KeptReview? in
      do throws(RegistryError) {
        return try registry.review(name)
      } catch .noSuchReview {
        return nil
      }
    }
    guard let kept, let index = kept.logIndex else { return nil }
    let bytes = try logWork("review \(kept.number)") {
      try MerkleLog.open(LogPaths(registry: path).log, for: .reading).entryBytes(at: index)
    }
    return TimestampSubject(design: nil, index: index, bytes: bytes)
  }

  /// Keeps a verified stamp of a design and logs it, unless it is kept already; it becomes one of the design's dates.
  ///
  /// - Parameters:
  ///   - token: The token, verified against the subject.
  ///   - subject: What it is of: a design.
  /// - Returns: Whether it was kept already; then nothing is written. False for what is no design's.
  /// - Throws: ``SelvedgeError`` when log or registry refuse; then nothing is kept.
  public func keep(
    _ token: TimestampToken, of subject: TimestampSubject
  ) throws(SelvedgeError) -> Bool {
    guard let design = subject.design, let index = subject.index else { return false }
    let now = clock()
    let isNew = try registryWork { () throws(RegistryError) in
      try registry.keepTimestamp(
        token.der, of: design, stampedIndex: index, time: token.time,
        authority: token.authority ?? ""
      ) { lastIndex throws(RegistryError) in
        let entry: LogEntry
        do {
          entry = .designTimestamped(
            DesignTimestamped(
              at: try LogTime(now), design: design, stamped: index,
              token: Digest256.sha256(of: token.der), time: try LogTime(token.time)))
        } catch {
          throw .log(path: path, reason: "\(error)")
        }
        return try self.log.append([entry], after: lastIndex)
      }
    }
    return !isNew
  }
}
