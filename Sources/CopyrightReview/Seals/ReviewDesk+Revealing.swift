// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry
private import Foundation
private import MatchReporting
internal import TransparencyLog

extension ReviewDesk {
  /// Opens a seal: the picture comes into the registry, and with it what was said when it was sealed.
  ///
  /// The design keeps its id, its place and the date of its sealing. Whoever has the log can check from here on that
  /// it was sealed then: nonce, digests and commitment are in it.
  ///
  /// - Parameters:
  ///   - id: The sealed design's id, or its first digits.
  ///   - picture: The picture, byte for byte as it was sealed.
  ///   - opening: What was handed over when it was sealed.
  /// - Returns: The design.
  /// - Throws: ``SelvedgeError``: `designNotFound`, `designAlreadyRegistered` when it was revealed before,
  ///   `notVerified` when picture or opening do not fit; then it stays sealed.
  public func reveal(
    _ id: String, picture: Picture, opening: SealOpening
  ) throws(SelvedgeError) -> DesignRecord {
    let sealed = try sealedDesign(id)
    if let moment = sealed.revealedAt { throw alreadyRevealed(sealed, at: moment) }
    let seal = try self.seal(opening, of: sealed, picture: picture)
    let (made, fingerprint) = try Self.registrable(picture)
    guard made.pixelSHA256 == opening.pixelSha256 else {
      throw misfit(picture.name, "its pixels are not those that were sealed")
    }
    let stored = StoredFingerprint(fingerprint)
    let known = try registryWork { () throws(RegistryError) in
      (try registry.fingerprint(of: sealed.number), try registry.logPlace(of: sealed.number))
    }
    guard let place = known.1 else {
      throw misfit(sealed.design, "its entry in the log is gone; run selvedge check")
    }
    if let own = known.0, own.engine == stored.engine, own != stored {
      throw misfit(picture.name, "its fingerprint is not the one that was sealed")
    }
    let record = try self.record(sealed, opening, made: made, stored: stored, picture: picture)
    let now = clock()
    let entry = try logWork(sealed.design) {
      LogEntry.designRevealed(
        DesignRevealed(
          at: try LogTime(now), design: sealed.design, sealedAt: place.index, nonce: seal.nonce,
          file: seal.file, pixels: seal.pixels, metadata: seal.metadata))
    }
    let isNew = try registryWork { () throws(RegistryError) in
      let original = try picture.bytes.withUnsafeBytes { memory throws(RegistryError) in
        try registry.stage(memory, sha256: record.sha256, format: record.format)
      }
      // An older engine's fingerprint could not be made anew while there was no picture.
      let isOutdated = known.0?.engine != stored.engine
      return try registry.reveal(
        NewReveal(
          record: record, nonce: opening.nonce, metadata: opening.metadata, original: original,
          fingerprint: isOutdated ? stored : nil),
        at: now
      ) { lastIndex throws(RegistryError) in
        try log.append([entry], after: lastIndex)
      }
    }
    guard isNew else { throw alreadyRevealed(sealed, at: "this moment, by another process") }
    return try design(sealed.design)
  }

  /// Holds an opening and a picture's bytes against the commitment.
  private func seal(
    _ opening: SealOpening, of sealed: SealedDesign, picture: Picture
  ) throws(SelvedgeError) -> Seal {
    guard opening.design == sealed.design else {
      throw misfit(
        sealed.design, "the opening is of design \(opening.design); give the one that belongs to it"
      )
    }
    guard picture.sha256 == opening.fileSha256 else {
      throw misfit(
        picture.name,
        "this is not the file that was sealed: its SHA-256 is \(picture.sha256), and "
          + "\(opening.fileSha256) was sealed; give the very same file, not one that was saved again"
      )
    }
    guard let nonce = Digest256(hex: opening.nonce), let file = Digest256(hex: opening.fileSha256),
      let pixels = Digest256(hex: opening.pixelSha256),
      let commitment = Digest256(hex: sealed.commitment)
    else { throw misfit(sealed.design, "the opening has digests that are none; it was changed") }
    let seal = Seal(
      nonce: nonce, file: file, pixels: pixels,
      metadata: Digest256.sha256(of: opening.metadata.utf8))
    guard seal.opens(commitment) else {
      throw misfit(
        sealed.design,
        "the opening does not fit what was sealed: it gives \(seal.commitment), and "
          + "\(commitment) is in the log; it was changed, or is of another sealing")
    }
    return seal
  }

  /// The design as it will be known: what its sealed document says, and what the picture gives.
  private func record(
    _ sealed: SealedDesign, _ opening: SealOpening, made: AnalysedPicture,
    stored: StoredFingerprint, picture: Picture
  ) throws(SelvedgeError) -> DesignRecord {
    let record = try logWork(sealed.design) {
      var members =
        try JSONSerialization.jsonObject(with: Data(opening.metadata.utf8)) as? [String: Any] ?? [:]
      members["design"] = sealed.design
      members["number"] = sealed.number
      members["sha256"] = opening.fileSha256
      members["pixelSha256"] = opening.pixelSha256
      members["pdq"] = stored.pdq
      members["quality"] = stored.quality
      members["engine"] = stored.engine
      let bytes = try JSONSerialization.data(withJSONObject: members)
      return try JSONText.decode(DesignRecord.self, from: String(decoding: bytes, as: UTF8.self))
    }
    let told = sealed.dates.filter { $0.kind != .trustedTimestamp }
    guard record.registeredAt == sealed.sealedAt, record.details.holders == sealed.holders,
      record.dates.filter({ $0.kind != .trustedTimestamp }) == told,
      record.byteCount == picture.byteCount, record.format == OriginalFormat(made.header.format),
      (record.width, record.height) == (made.size.width, made.size.height)
    else {
      throw misfit(
        sealed.design, "what was told of it while it was sealed is not what its document says")
    }
    return record
  }

  private func alreadyRevealed(_ sealed: SealedDesign, at moment: String) -> SelvedgeError {
    SelvedgeError(
      .designAlreadyRegistered, stage: "seal", subject: sealed.design,
      message: "this design was revealed at \(moment); a seal is opened once")
  }

  private func misfit(_ subject: String, _ message: String) -> SelvedgeError {
    SelvedgeError(.notVerified, stage: "seal", subject: subject, message: message)
  }
}
