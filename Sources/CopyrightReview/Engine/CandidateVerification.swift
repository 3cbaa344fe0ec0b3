// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchCalibration
internal import MatchReporting

/// Verifies the candidates of one query, as many as it takes.
///
/// The first of the candidates are put beside the query; those that a code of the whole speaks for and those with the
/// most support are aligned and compared. While designs are flagged, more are compared, since a drawing may be
/// registered again and again. When none is, all other candidates are put beside the query as well, and the best of them
/// compared: a small part in other colours gets few votes, but those it gets lie as in the design.
///
/// Of 361 queries (236 of the developers' set, copies and strangers, and 125 hard copies: recolourings, photographs, lifted
/// motifs and two of these at once) all 142 flagged candidates that no code speaks for are among the two with the most
/// support. Beside aligning 24 to 48, 1,844 queries of the developers' set lost no copy; 12 designs are compared in the mean.
struct CandidateVerification {
  /// How many candidates are put beside the query in any case.
  static let firstCount = 24
  /// How many of these are compared, those with the most support, beside those that a code speaks for.
  static let bestCount = 6
  /// While one of the last so many compared is flagged, as many more are compared.
  static let batchCount = 4
  /// While one of the last so many that were put beside the query is flagged, as many more are put there.
  static let step = 8
  /// The most candidates that are put beside the query when designs are flagged.
  static let mostCount = 48
  /// How many of all that are left are compared when none is flagged, those with the most support.
  static let lastCount = 16

  private let examiner: PairExaminer
  private let threads: Int
  private let fingerprint: (Int) throws(SelvedgeError) -> Fingerprint?
  private let closerLook: (EngineMatch) throws(SelvedgeError) -> MatchObservation?
  private var waiting: [CandidatePair] = []
  private var lookedAt: Set<Int> = []
  private var watch = ContinuousClock.now
  private var reading = 0.0
  private var comparing = 0.0
  private var looking = 0.0
  private var comparedCount = 0

  /// What was found, strongest first.
  private(set) var matches: [EngineMatch] = []

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - query: The picture.
  ///   - threads: How many threads compare, at least 1; what is found does not depend on it.
  ///   - fingerprint: Reads the fingerprint of a design; nil when it is no more.
  ///   - look: Measures the area of a match once more; nil when that cannot be done.
  init(
    of query: QueryPicture, threads: Int = 1,
    fingerprint: @escaping (Int) throws(SelvedgeError) -> Fingerprint?,
    look: @escaping (EngineMatch) throws(SelvedgeError) -> MatchObservation?
  ) {
    self.fingerprint = fingerprint
    closerLook = look
    self.threads = threads
    examiner = PairExaminer(query: query)
    comparing += watch.lap()
  }

  /// Compares candidates.
  ///
  /// - Parameter candidates: The candidates, most promising first.
  /// - Throws: ``SelvedgeError`` when a fingerprint cannot be read.
  mutating func run(over candidates: [EngineIndex.Candidate]) throws(SelvedgeError) {
    var besideCount = min(Self.firstCount, candidates.count)
    try put(candidates.prefix(besideCount))
    compareWhileFlagged(from: Self.bestCount)
    try lookCloser()
    if matches.contains(where: \.isFlagged) {
      let mostCount = min(Self.mostCount, candidates.count)
      while besideCount < mostCount, isFlagged(among: candidates[..<besideCount].suffix(Self.step))
      {
        let end = min(besideCount + Self.step, mostCount)
        try put(candidates[besideCount..<end])
        compareWhileFlagged(from: Self.batchCount)
        besideCount = end
      }
    } else {
      try put(candidates.dropFirst(besideCount))
      _ = compare(Self.lastCount)
    }
    try lookCloser()
  }

  /// Adds what the work has cost.
  func report(in work: inout ReviewWork) {
    work.verified = comparedCount
    work.readingMilliseconds += reading
    work.verificationMilliseconds += comparing
    work.closerLookMilliseconds += looking
  }

  /// Puts candidates beside the query: those that a code speaks for come first, then those with the most support.
  private mutating func put(
    _ candidates: ArraySlice<EngineIndex.Candidate>
  ) throws(SelvedgeError) {
    comparing += watch.lap()
    var designs: [(candidate: EngineIndex.Candidate, fingerprint: Fingerprint)] = []
    for candidate in candidates {
      if let fingerprint = try fingerprint(candidate.number) {
        designs.append((candidate, fingerprint))
      }
    }
    reading += watch.lap()
    waiting += concurrentMap(count: designs.count, threads: threads) { [examiner, designs] place in
      let (candidate, fingerprint) = designs[place]
      return examiner.pair(
        with: fingerprint, number: candidate.number, sides: candidate.sides)
    }
    waiting.sort {
      ($1.isNearByCode ? 1 : 0, $1.support, $0.number)
        < ($0.isNearByCode ? 1 : 0, $0.support, $1.number)
    }
    comparing += watch.lap()
  }

  /// Compares those that a code speaks for and so many others, and then more while one of the last is flagged.
  private mutating func compareWhileFlagged(from count: Int) {
    var goesOn = compare(count + waiting.count(where: \.isNearByCode))
    while goesOn, !waiting.isEmpty { goesOn = compare(Self.batchCount) }
  }

  /// Whether one of some candidates was compared and flagged.
  private func isFlagged(among candidates: ArraySlice<EngineIndex.Candidate>) -> Bool {
    let flagged = Set(matches.lazy.filter(\.isFlagged).map(\.number))
    return candidates.contains { flagged.contains($0.number) }
  }

  /// Aligns and compares those of the waiting that come first; whether one of the last of them is flagged.
  private mutating func compare(_ count: Int) -> Bool {
    let pairs = waiting.prefix(count)
    let made = concurrentMap(count: pairs.count, threads: threads) { [examiner] place in
      examiner.match(of: pairs[place])
    }
    waiting.removeFirst(pairs.count)
    matches += made
    comparedCount += made.count
    MatchEngine.sort(&matches)
    comparing += watch.lap()
    return made.suffix(Self.batchCount).contains(where: \.isFlagged)
  }

  /// Looks closer at the strongest matches that leave doubt; beside a flagged one a weak one leaves none.
  private mutating func lookCloser() throws(SelvedgeError) {
    comparing += watch.lap()
    let hasFlagged = matches.first?.isFlagged ?? false
    for place in matches.indices.prefix(CloserLook.matchLimit)
    where CloserLook.doubtful.contains(matches[place].log10LikelihoodRatio) {
      let isBesideFlagged = hasFlagged && !matches[place].isFlagged
      if isBesideFlagged && matches[place].log10LikelihoodRatio < CloserLook.leastBesideFlagged {
        continue
      }
      guard lookedAt.insert(matches[place].number).inserted,
        let closer = try closerLook(matches[place])
      else { continue }
      matches[place].look(closer: closer)
    }
    MatchEngine.sort(&matches)
    looking += watch.lap()
  }
}
