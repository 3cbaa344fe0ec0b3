// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import MatchCalibration
private import MatchReporting
private import Synchronization

/// A registry with its index in memory: where designs are registered and pictures are looked up.
///
/// Every call is synchronous and may be made from any thread at any time. Decoding and hashing run on the
/// calling thread, so callers bound how many calls run at once. Another process may add designs meanwhile; the
/// desk catches its index up before each review.
public final class ReviewDesk: Sendable {
  /// The version of the engine that this program makes fingerprints with.
  public static var engine: String { Fingerprint.engine }

  /// The threshold that the program ships with: what reaches it is flagged; base-10 logarithm of a likelihood ratio.
  public static var threshold: Double { Calibration.shipped.threshold }

  /// The registry's folder, as it was given.
  public let path: String

  let registry: Registry
  let engine = MatchEngine()
  let clock: @Sendable () -> String
  let log: DesignLog
  /// What came of searching planted pictures.
  let controlOutcomes = ControlOutcomes()
  /// The number of the last design in the index.
  private let lastIndexed = Mutex(0)

  /// Opens a registry and loads its index.
  ///
  /// Fingerprints of another version of the engine are made anew from the originals.
  ///
  /// - Parameters:
  ///   - path: The registry's folder.
  ///   - create: Whether to make the registry when there is none.
  ///   - loadIndex: Whether to load the index now; else the first review does.
  ///   - note: Is told, in a sentence, about work that takes a while.
  /// - Returns: The desk, ready for work.
  /// - Throws: ``SelvedgeError``: `inputNotFound` when there is no registry and `create` is false,
  ///   `registryIncompatible`, `registryBusy`, `outputNotWritable` or `ioFailure`.
  public static func open(
    _ path: String, create: Bool, loadIndex: Bool = true, note: (String) -> Void = { _ in }
  ) throws(SelvedgeError) -> ReviewDesk {
    let registry = try registryWork { () throws(RegistryError) in
      try Registry(path: path, create: create)
    }
    let desk = ReviewDesk(path: path, registry: registry, clock: Timestamp.now)
    try desk.renewFingerprints(note: note)
    if loadIndex { try desk.catchUp() }
    return desk
  }

  init(path: String, registry: Registry, clock: @escaping @Sendable () -> String) {
    self.path = path
    self.registry = registry
    self.clock = clock
    log = DesignLog(registry: path)
  }

  /// Whether the registry answers.
  public var isReady: Bool {
    do throws(RegistryError) {
      _ = try registry.lastNumber()
      return true
    } catch {
      return false
    }
  }

  /// Brings the index up to what the registry holds, including what other processes added and withdrew.
  ///
  /// - Returns: The designs to compare with; the index may have got more of them since.
  @discardableResult
  func catchUp() throws(SelvedgeError) -> ComparedSet {
    let present = try registryWork { () throws(RegistryError) in try registry.comparedSet() }
    try catchUp(to: present.lastNumber)
    return present
  }

  /// Brings the index up to a design.
  func catchUp(to newest: Int) throws(SelvedgeError) {
    let failure = lastIndexed.withLock { last -> SelvedgeError? in
      guard newest > last else { return nil }
      var added: [(number: Int, fingerprint: Fingerprint)] = []
      var broken: SelvedgeError?
      do throws(RegistryError) {
        try registry.forEachFingerprint(after: last, engine: Fingerprint.engine) { number, stored in
          do throws(FingerprintError) {
            let fingerprint = try Fingerprint(global: stored.global, local: stored.local)
            added.append((number, fingerprint))
          } catch {
            broken = damaged(number, error)
          }
        }
      } catch {
        return SelvedgeError(error)
      }
      if let broken { return broken }
      engine.add(added)
      last = added.last?.number ?? last
      return nil
    }
    if let failure { throw failure }
  }

  /// Reads the fingerprint of a design to verify a match with it.
  func fingerprint(of number: Int) throws(SelvedgeError) -> Fingerprint? {
    let stored = try registryWork { () throws(RegistryError) in
      try registry.fingerprint(of: number)
    }
    guard let stored, stored.engine == Fingerprint.engine else { return nil }
    do throws(FingerprintError) {
      return try Fingerprint(global: stored.global, local: stored.local)
    } catch {
      throw damaged(number, error)
    }
  }

  private func damaged(_ number: Int, _ error: FingerprintError) -> SelvedgeError {
    SelvedgeError(
      .ioFailure, stage: "registry", subject: path,
      message: "the fingerprint of design number \(number) is damaged; restore the "
        + "registry from a backup", cause: error.description)
  }

  /// Logs the designs that were registered before there was a log, so that a log size says what was compared.
  ///
  /// Where that cannot be written the registry answers all the same; then no review is kept.
  func logUnlogged() {
    do throws(RegistryError) {
      guard try registry.comparedSet().logSize == nil else { return }
      let now = clock()
      try registry.logUnlogged { designs, lastIndex throws(RegistryError) in
        try log.append(designs, after: lastIndex, at: now)
      }
    } catch {
      // Keeping the review fails next, for the same reason, and the report says so.
    }
  }

  /// Makes the fingerprints of older engine versions anew, so that the index never mixes versions.
  ///
  /// A design whose original cannot be read any more is noted and left out of the index; the others are not.
  private func renewFingerprints(note: (String) -> Void) throws(SelvedgeError) {
    let (outdated, sealedCount) = try registryWork { () throws(RegistryError) in
      (
        try registry.designs(notOfEngine: Fingerprint.engine),
        try registry.sealedCount(notOfEngine: Fingerprint.engine)
      )
    }
    if sealedCount > 0 {
      note(
        "\(grouped(sealedCount, "sealed design")) not compared before they are revealed: another "
          + "version of the engine made their fingerprints, and their pictures are not here")
    }
    guard !outdated.isEmpty else { return }
    guard !outdated.contains(where: { Fingerprint.isNewer($0.engine) }) else {
      throw SelvedgeError(
        .registryIncompatible, stage: "registry", subject: path,
        message: "the registry holds fingerprints of a newer engine than \(Fingerprint.engine); "
          + "update the program, or name another registry")
    }
    note(
      "making \(grouped(outdated.count, "fingerprint")) anew: another version of the engine made "
        + "what is there")
    for (place, design) in outdated.enumerated() {
      do throws(SelvedgeError) {
        let original = try verifiedOriginal(of: design)
        let made = try Fingerprinter.analyse(Picture(name: design.file, bytes: original))
        try registryWork { () throws(RegistryError) in
          try registry.replaceFingerprint(
            of: design.number, with: StoredFingerprint(Fingerprint(of: made.analysis)))
        }
      } catch {
        guard error.code != .registryBusy else { throw error }
        note("design \(design.design) is not compared: \(error.message)")
      }
      if (place + 1).isMultiple(of: 1000) {
        note("\(grouped(place + 1)) of \(grouped(outdated.count)) done")
      }
    }
  }

  /// Reads a design's original and holds it to its digest.
  func verifiedOriginal(of design: DesignRecord) throws(SelvedgeError) -> [UInt8] {
    let bytes = try registryWork { () throws(RegistryError) in
      try registry.originalBytes(of: design)
    }
    let digest = sha256(bytes)
    guard digest == design.sha256 else {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: design.design,
        message: "the original of this design is damaged; restore it from a backup",
        cause: "SHA-256 is \(digest), not \(design.sha256)")
    }
    return bytes
  }
}

extension StoredFingerprint {
  /// The stored form of a fingerprint that this program made.
  ///
  /// - Parameter fingerprint: The fingerprint.
  init(_ fingerprint: Fingerprint) {
    let encoded = fingerprint.encoded()
    self.init(
      engine: Fingerprint.engine, pdq: fingerprint.hash.description, quality: fingerprint.quality,
      global: encoded.global, local: encoded.local)
  }
}
