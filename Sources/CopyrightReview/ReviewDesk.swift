// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import MatchCalibration
private import MatchReporting
private import Synchronization

/// A registry with its index: where designs are registered and pictures are looked up.
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
  /// The originals that comparisons wanted and could not have.
  let unreadOriginals = UnreadOriginals()
  let settler: IndexSettler
  private let keeper: IndexKeeper
  /// How far the index in memory has come.
  private let reach = Mutex(Reach())

  /// How far an index has come.
  private struct Reach {
    var isLoaded = false
    /// Of the manifest that its segments are from.
    var mark: [Int]?
    /// The last number that it speaks for.
    var lastNumber = 0
    /// How many designs had got their fingerprint at their revealing.
    var renewedCount = 0
  }

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
    if loadIndex { try desk.catchUp(note: note) }
    return desk
  }

  init(path: String, registry: Registry, clock: @escaping @Sendable () -> String) {
    self.path = path
    self.registry = registry
    self.clock = clock
    log = DesignLog(path: path, registry: registry)
    keeper = IndexKeeper(registry, at: path)
    settler = IndexSettler(keeper)
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
  /// - Parameter note: Is told, in a sentence, about work that takes a while.
  /// - Returns: The designs to compare with; the index may have got more of them since.
  /// - Throws: ``SelvedgeError`` when the registry fails or a fingerprint is damaged.
  @discardableResult
  func catchUp(note: (String) -> Void = { _ in }) throws(SelvedgeError) -> ComparedSet {
    let present = try registryWork { () throws(RegistryError) in
      try registry.comparedSet(engine: Fingerprint.engine)
    }
    try catchUp(to: present, note: note)
    return present
  }

  /// Brings the index up to a set of designs.
  private func catchUp(
    to present: ComparedSet, note: (String) -> Void
  ) throws(SelvedgeError) {
    let newest = present.lastNumber
    let failure = reach.withLock { reach -> SelvedgeError? in
      do throws(SelvedgeError) {
        // Segments that were made since stand for what is in memory, or for more.
        // And a fingerprint may have come to a design that the index has left behind. What was cut short by something else is
        // made anew rather than read.
        if !reach.isLoaded || reach.mark != keeper.store.manifestMark
          || reach.renewedCount != present.renewedCount || !engine.index.isWhole
        {
          let (loaded, mark) = try keeper.load(again: reach.isLoaded, note: note)
          var index = loaded
          // A review under way reads the index once more: it must find there what it found before.
          let last = max(newest, reach.lastNumber)
          try readTail(after: index.lastNumber, through: last) { added in
            for (number, fingerprint) in added { index.append(number, fingerprint) }
          }
          engine.replace(with: index)
          reach = Reach(
            isLoaded: true, mark: mark, lastNumber: max(index.lastNumber, last),
            renewedCount: present.renewedCount)
        }
        guard newest > reach.lastNumber else { return nil }
        // An error may have come between two pages.
        try readTail(
          after: max(reach.lastNumber, engine.index.lastNumber), through: newest, engine.add)
        reach.lastNumber = newest
      } catch {
        return error
      }
      return nil
    }
    if let failure { throw failure }
    if engine.index.tailCount >= IndexSettler.period { settler.start() }
  }

  /// Reads the fingerprints of the designs between two numbers, page by page.
  private func readTail(
    after last: Int, through newest: Int, _ add: ([(number: Int, fingerprint: Fingerprint)]) -> Void
  ) throws(SelvedgeError) {
    var last = last
    while last < newest {
      let page = 256
      let rows = try registryWork { () throws(RegistryError) in
        try registry.fingerprints(of: last + 1...newest, engine: Fingerprint.engine, limit: page)
      }
      var added: [(number: Int, fingerprint: Fingerprint)] = []
      for (number, stored) in rows {
        do throws(FingerprintError) {
          added.append((number, try Fingerprint(global: stored.global, local: stored.local)))
        } catch {
          throw damaged(number, error)
        }
      }
      add(added)
      last = rows.count < page ? newest : added[added.count - 1].number
    }
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
    SelvedgeError(DamagedFingerprint(number: number, error: error))
  }

  /// Logs the designs that were registered before there was a log, so that a log size says what was compared.
  ///
  /// Where that cannot be written the registry answers all the same; then no review is kept.
  func logUnlogged() {
    do throws(RegistryError) {
      guard try registry.comparedSet(engine: Fingerprint.engine).logSize == nil else { return }
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
        try registry.designCounts(notOfEngine: Fingerprint.engine),
        try registry.sealedCount(notOfEngine: Fingerprint.engine)
      )
    }
    if sealedCount > 0 {
      note(
        "\(grouped(sealedCount, "sealed design")) not compared before they are revealed: another "
          + "version of the engine made their fingerprints, and their pictures are not here")
    }
    guard !outdated.isEmpty else { return }
    guard !outdated.keys.contains(where: Fingerprint.isNewer) else {
      throw SelvedgeError(
        .registryIncompatible, stage: "registry", subject: path,
        message: "the registry holds fingerprints of a newer engine than \(Fingerprint.engine); "
          + "update the program, or name another registry")
    }
    let count = outdated.values.reduce(0, +)
    note(
      "making \(grouped(count, "fingerprint")) anew: another version of the engine made what is there"
    )
    var (last, done) = (0, 0)
    while true {
      let page = try registryWork { () throws(RegistryError) in
        try registry.designs(
          notOfEngine: Fingerprint.engine, after: last, limit: Self.renewalGroupCount)
      }
      guard let end = page.last?.number else { break }
      try renewFingerprints(of: page, note: note)
      last = end
      done += page.count
      if done.isMultiple(of: 1000) { note("\(grouped(done)) of \(grouped(count)) done") }
    }
  }

  /// How many fingerprints are made anew in one commit.
  ///
  /// It is some seconds of work, which a kill takes back; a thousand, after which progress is told, is a multiple of it.
  private static let renewalGroupCount = 50

  private func renewFingerprints(
    of designs: [DesignRecord], note: (String) -> Void
  ) throws(SelvedgeError) {
    func noteFailure(_ design: DesignRecord, _ error: SelvedgeError) throws(SelvedgeError) {
      guard error.code != .registryBusy else { throw error }
      note("design \(design.design) is not compared: \(error.message)")
    }
    var made: [(design: DesignRecord, fingerprint: StoredFingerprint)] = []
    for design in designs {
      do throws(SelvedgeError) {
        let original = try storedOriginal(of: design)
        let analysed = try Fingerprinter.analyse(Picture(name: design.file, bytes: original))
        made.append((design, StoredFingerprint(Fingerprint(of: analysed.analysis))))
      } catch {
        try noteFailure(design, error)
      }
    }
    do throws(SelvedgeError) {
      try registryWork { () throws(RegistryError) in
        try registry.replaceFingerprints(made.map { ($0.design.number, $0.fingerprint) })
      }
    } catch {
      for (design, _) in made { try noteFailure(design, error) }
    }
  }

  /// Why originals could not be read that reviews, traces and imports wanted for a closer look: once for each design.
  ///
  /// Their answers rest on the fingerprints of these designs alone, and may lack something.
  public var originalProblems: [SelvedgeError] { unreadOriginals.errors }

  /// Reads a design's original for a comparison, and holds it to its digest; that it cannot be read is noted.
  func verifiedOriginal(of design: DesignRecord) throws(SelvedgeError) -> [UInt8] {
    do throws(SelvedgeError) {
      return try storedOriginal(of: design)
    } catch {
      unreadOriginals.note(
        SelvedgeError(
          error.code, stage: error.stage, subject: design.design, message: error.message,
          cause: error.cause))
      throw error
    }
  }

  /// Reads a design's original and holds it to its digest.
  func storedOriginal(of design: DesignRecord) throws(SelvedgeError) -> [UInt8] {
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
