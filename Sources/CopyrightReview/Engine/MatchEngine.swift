// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing
internal import HammingSpace
internal import HashIndexing
internal import MatchCalibration
internal import MatchReporting
internal import MatchVerification
internal import RepeatAnalysis
private import Synchronization

/// Finds registered designs that resemble a picture.
///
/// Four indexes propose candidates (PDQ, colour-edge PDQ, torus codes, local features); each candidate is aligned and compared
/// pixel by pixel, and the measurements are turned into a likelihood ratio. Any number of threads may search and add
/// at once; a search goes on with the designs that were there when it began.
final class MatchEngine: Sendable {
  private let state: Mutex<EngineIndex>

  /// Creates an engine.
  ///
  /// - Parameter index: The designs to compare with from the start.
  init(_ index: EngineIndex = EngineIndex()) {
    state = Mutex(index)
  }

  /// The index as it is now.
  var index: EngineIndex { state.withLock { $0 } }

  /// Puts another index in place of the present one.
  func replace(with index: EngineIndex) {
    state.withLock { $0 = index }
  }

  /// How many candidates local features may propose.
  static let featureCandidates = 128
  /// How many candidates each code of the whole may propose.
  static let codeCandidates = 4
  /// The largest distances at which codes propose a candidate, bits: seven standard deviations below the 128 in which
  /// strangers' codes of 256 fair bits differ, and below the 110 of those of a repeat, which have 220.
  static let hashRadius = 72
  static let torusRadius = 56
  /// The largest distance at which a code of the whole is called near before anything else is known, bits: what PDQ's
  /// authors call the same picture.
  static let nearRadius = 31

  /// The number of designs to compare with.
  var count: Int { state.withLock { $0.count } }

  /// How many designs a scope has.
  func count(in scope: ComparisonScope) -> Int { index.count(in: scope) }

  /// Adds designs.
  ///
  /// - Parameter designs: Numbers, rising and above those added before, and fingerprints.
  func add(_ designs: [(number: Int, fingerprint: Fingerprint)]) {
    state.withLock { index in
      for (number, fingerprint) in designs { index.append(number, fingerprint) }
    }
  }

  /// What a search found.
  struct Answer {
    /// The designs, strongest first.
    var matches: [EngineMatch]
    /// How many were compared.
    let compared: Int
    /// How far local features were searched, when the budget did not reach for all of it.
    let cutShort: LocalSearch?
    /// What it cost.
    var work: ReviewWork
  }

  /// Finds the designs most like a picture; where none is flagged, those most like its negative as well.
  ///
  /// - Parameters:
  ///   - query: The picture.
  ///   - limit: The most designs to give, at least 1.
  ///   - scope: Which designs are compared; the answer is that of an engine that holds no others, but for a budget that
  ///     does not reach; see `FeatureScope`.
  ///   - procedure: How candidates are compared.
  ///   - threads: How many threads compare, at least 1; what is found does not depend on it.
  ///   - fingerprint: Reads the fingerprint of a design; nil when it is no more.
  ///   - closerLook: Measures the area of a match once more; nil when that cannot be done.
  /// - Returns: What was found.
  /// - Throws: ``SelvedgeError`` when a fingerprint cannot be read.
  func matches(
    for query: QueryPicture, limit: Int, among scope: ComparisonScope = .everything,
    procedure: VerificationProcedure = .current, threads: Int = 1,
    fingerprint: @escaping (Int) throws(SelvedgeError) -> Fingerprint?,
    closerLook: @escaping (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
  ) throws(SelvedgeError) -> Answer {
    let index = self.index
    func answer(for query: QueryPicture) throws(SelvedgeError) -> Answer {
      try self.answer(
        for: query, limit: limit, from: index, among: scope, procedure: procedure, threads: threads,
        fingerprint: fingerprint, closerLook: closerLook)
    }
    let own = try answer(for: query)
    guard procedure.looksUpNegative, !own.matches.contains(where: \.isFlagged) else { return own }
    return Answer(merging: own, try answer(for: query.negative), limit: limit)
  }

  /// Finds the designs most like a query as it is.
  private func answer(
    for query: QueryPicture, limit: Int, from index: EngineIndex, among scope: ComparisonScope,
    procedure: VerificationProcedure, threads: Int,
    fingerprint: @escaping (Int) throws(SelvedgeError) -> Fingerprint?,
    closerLook: @escaping (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
  ) throws(SelvedgeError) -> Answer {
    var work = ReviewWork()
    var watch = ContinuousClock.now
    let compared = index.count(in: scope)
    let proposals = index.candidates(
      for: query, among: scope, designCount: compared,
      postingLimit: procedure.postingLimit(designCount: compared), threads: threads)
    (work.candidates, work.postings, work.votes) = (
      proposals.candidates.count, proposals.postings, proposals.votes
    )
    work.searchMilliseconds = watch.lap()
    var verification = CandidateVerification(
      of: query, procedure: procedure, threads: threads, fingerprint: fingerprint,
      look: closerLook)
    try verification.run(over: proposals.candidates)
    verification.report(in: &work)
    work.round()
    return Answer(
      matches: Array(verification.matches.prefix(limit)), compared: compared,
      cutShort: proposals.cutShort, work: work)
  }

  /// Sorts matches by strength; see ``EngineMatch/comes(_:before:)``.
  static func sort(_ matches: inout [EngineMatch]) {
    matches.sort(by: EngineMatch.comes)
  }

  /// The sides of a query: as it is, mirrored.
  struct Sides: OptionSet {
    let rawValue: Int
    static let plain = Sides(rawValue: 1)
    static let mirrored = Sides(rawValue: 2)
  }
}
