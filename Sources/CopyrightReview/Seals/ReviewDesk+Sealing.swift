// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry
private import MatchReporting
internal import TransparencyLog

extension ReviewDesk {
  /// Registers a design without its picture: its commitment, fingerprint, holders and dates; durable when the call
  /// returns.
  ///
  /// The picture is read here and not kept. What opens the seal is handed over before anything is committed, so
  /// that nothing is ever sealed that nobody can open.
  ///
  /// - Parameters:
  ///   - submission: The picture and what is said about it.
  ///   - bearer: The id of the service's key that it is sealed with; `nil` without one.
  ///   - handOver: Takes what opens the seal, and stores it; when it fails, nothing is sealed.
  /// - Returns: What is told of the sealed design.
  /// - Throws: ``SelvedgeError``: `designAlreadyRegistered` when the same bytes are registered openly, or when the
  ///   picture cannot be decoded or is featureless, or the registry fails; what `handOver` throws.
  public func seal(
    _ submission: Submission, bearer: String? = nil,
    handOver: (SealOpening) throws(SelvedgeError) -> Void
  ) throws(SelvedgeError) -> SealedDesign {
    let picture = submission.picture
    let now = clock()
    try submission.requireSound(at: now)
    let file = picture.sha256
    if let known = try registryWork({ () throws(RegistryError) in try registry.design(sha256: file)
    }) {
      throw SelvedgeError(
        .designAlreadyRegistered, stage: "seal", subject: picture.name,
        message: "the same bytes were registered openly as design \(known.design) at "
          + "\(known.registeredAt); there is nothing left to seal", design: known.design)
    }
    let (made, fingerprint) = try Self.registrable(picture)
    let details = submission.details.withoutRepeats
    let stored = StoredFingerprint(fingerprint)
    let record = DesignRecord(
      design: hexadecimal(randomBytes(12)), number: 0, file: submission.file, sha256: file,
      pixelSHA256: made.pixelSHA256, format: OriginalFormat(made.header.format),
      byteCount: picture.byteCount, width: made.size.width, height: made.size.height,
      pdq: stored.pdq, quality: stored.quality, engine: stored.engine, details: details,
      registeredAt: now)
    let (opening, told, entry) = try logWork(picture.name) {
      let metadata = try MetadataDocument.text(of: record)
      let told = try JSONText.encode(
        ToldDocument(
          dates: record.dates, holders: details.holders, salt: hexadecimal(randomBytes(16)),
          sealedAt: now))
      guard let nonce = Digest256(hex: hexadecimal(randomBytes(32))),
        let fileDigest = Digest256(hex: file), let pixels = Digest256(hex: made.pixelSHA256)
      else { preconditionFailure("32 bytes are a digest") }
      let seal = Seal(
        nonce: nonce, file: fileDigest, pixels: pixels,
        metadata: Digest256.sha256(of: metadata.utf8))
      let opening = SealOpening(
        design: record.design, sealedAt: now, commitment: seal.commitment.hex, nonce: nonce.hex,
        fileSha256: file, pixelSha256: made.pixelSHA256, metadata: metadata)
      return (
        opening, told,
        LogEntry.designSealed(
          DesignSealed(
            at: try LogTime(now), design: record.design, commitment: seal.commitment,
            fingerprint: stored.digest, metadata: Digest256.sha256(of: told.utf8),
            engine: stored.engine))
      )
    }
    try handOver(opening)
    let number = try registryWork { () throws(RegistryError) in
      try registry.seal(
        NewSealedDesign(
          design: record.design, commitment: opening.commitment, holders: details.holders,
          dates: details.dates, document: told, fingerprint: stored, bearer: bearer), at: now
      ) { lastIndex throws(RegistryError) in
        try log.append([entry], after: lastIndex)
      }
    }
    return try sealed(number, record.design)
  }

  /// Looks a design up by its id, sealed or not.
  ///
  /// - Parameter id: The id, or at least its first 6 digits when no other design begins with them.
  /// - Returns: The design.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is none.
  public func entry(_ id: String) throws(SelvedgeError) -> DesignEntry {
    try registryWork { () throws(RegistryError) in
      let sealed = try registry.sealedDesign(id)
      do throws(RegistryError) {
        let design = try registry.design(id)
        guard let sealed, sealed.number != design.number else { return .open(design) }
        throw RegistryError.ambiguousDesign(id: id)
      } catch .noSuchDesign {
        guard let sealed, sealed.revealedAt == nil else { throw .noSuchDesign(id: id) }
        return .sealed(sealed)
      }
    }
  }

  /// Looks up what was told of a design while it was sealed.
  ///
  /// - Parameter id: The id, or its first digits.
  /// - Returns: The design; `revealedAt` says whether it is sealed still.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when no design was sealed under this id.
  public func sealedDesign(_ id: String) throws(SelvedgeError) -> SealedDesign {
    let found = try registryWork { () throws(RegistryError) in try registry.sealedDesign(id) }
    guard let found else {
      throw SelvedgeError(
        .designNotFound, stage: "seal", subject: id, message: "no design was sealed under this id")
    }
    return found
  }

  /// Lists designs that are sealed and not revealed, in the order of their sealing.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func sealedDesigns(after number: Int, limit: Int) throws(SelvedgeError) -> [SealedDesign] {
    try registryWork { () throws(RegistryError) in
      try registry.sealedDesigns(after: number, limit: limit)
    }
  }

  /// Lists designs, sealed and not, in the order in which they came.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; 0 begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs, by number.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func entries(after number: Int, limit: Int) throws(SelvedgeError) -> [DesignEntry] {
    let (open, sealed) = try registryWork { () throws(RegistryError) in
      (
        try registry.designs(after: number, limit: limit),
        try registry.sealedDesigns(after: number, limit: limit)
      )
    }
    let all = open.map { DesignEntry.open($0) } + sealed.map { DesignEntry.sealed($0) }
    return Array(all.sorted { $0.number < $1.number }.prefix(limit))
  }

  private func sealed(_ number: Int, _ id: String) throws(SelvedgeError) -> SealedDesign {
    try registryWork { () throws(RegistryError) in
      guard let sealed = try registry.sealedDesigns(numbered: [number])[number] else {
        throw .noSuchDesign(id: id)
      }
      return sealed
    }
  }

  private func randomBytes(_ count: Int) -> [UInt8] {
    // The system's generator draws from the kernel, as secrets need it.
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
  }
}
