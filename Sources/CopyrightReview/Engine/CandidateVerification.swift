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
/// Of 417 hard copies of 1,040 designs (small crops, photographs, lifted motifs, recolourings and two of these at once) the
/// design was the first candidate of 89.0 %, among 24 for 92.8, among 48 for 93.5, among 128 for 94.5. Then all 128
/// candidates of 361 queries were compared (236 of the developers' set, copies and strangers, and 125 hard copies): the 142
/// flagged ones that no code speaks for were all among the two of the first 24 with the most support, and with the best 4 of
/// these and the best 8 of the rest no copy got a weaker answer than in turn; 6 and 16 leave room. Beside comparing in turn,
/// 1,500 copies of the developers' set and 375 harder ones lost no design, and two other designs less were flagged.
///
/// Of a negative, which is looked up where nothing was flagged, the first of the candidates are all: its details of luma are
/// there again, so that the design stands out. With all 128, 1 of 1,050 copies more was flagged (900 with two or
/// more attacks at once, 150 negatives in half-drop photographed), at twice the cost.
///
/// In turn, 24 were compared in any case and up to 48 while designs were flagged. Beside comparing 48 in any case, and with
/// the weak second matches of ``CloserLook/leastBesideFlagged`` looked at, 1,844 queries of the developers' set lost no
/// flagged match and gained one.
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
  /// The same for those compared in turn.
  static let lastCountInTurn = 20

  private let examiner: PairExaminer
  private let procedure: VerificationProcedure
  private let threads: Int
  private let fingerprint: (Int) throws(SelvedgeError) -> Fingerprint?
  private let closerLook: (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
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
  ///   - procedure: How candidates are compared.
  ///   - threads: How many threads compare, at least 1; what is found does not depend on it.
  ///   - fingerprint: Reads the fingerprint of a design; nil when it is no more.
  ///   - look: Measures the area of a match once more; nil when that cannot be done.
  init(
    of query: QueryPicture, procedure: VerificationProcedure = .current, threads: Int = 1,
    fingerprint: @escaping (Int) throws(SelvedgeError) -> Fingerprint?,
    look: @escaping (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
  ) {
    self.fingerprint = fingerprint
    closerLook = look
    self.threads = threads
    self.procedure = procedure
    examiner = PairExaminer(query: query, procedure: procedure, threads: threads)
    comparing += watch.lap()
  }

  /// Compares candidates.
  ///
  /// - Parameter candidates: The candidates, most promising first.
  /// - Throws: ``SelvedgeError`` when a fingerprint cannot be read.
  mutating func run(over candidates: [EngineIndex.Candidate]) throws(SelvedgeError) {
    if procedure.comparesBySupport {
      try runBySupport(over: candidates)
    } else {
      try runInTurn(over: candidates)
    }
    try lookCloser()
    if procedure.findsInstances { try findInstances() }
  }

  private mutating func runBySupport(
    over candidates: [EngineIndex.Candidate]
  ) throws(SelvedgeError) {
    var besideCount = min(Self.firstCount, candidates.count)
    var waiting = Self.bySupport(try pairs(candidates.prefix(besideCount)))
    compareWhileFlagged(&waiting, from: Self.bestCount)
    try lookCloser()
    guard matches.contains(where: \.isFlagged) else {
      guard !examiner.query.isNegative else { return }
      waiting = Self.bySupport(waiting + (try pairs(candidates.dropFirst(besideCount))))
      compare(waiting.prefix(Self.lastCount))
      return
    }
    let mostCount = min(Self.mostCount, candidates.count)
    while besideCount < mostCount, isFlagged(among: candidates[..<besideCount].suffix(Self.step)) {
      let end = min(besideCount + Self.step, mostCount)
      waiting = Self.bySupport(waiting + (try pairs(candidates[besideCount..<end])))
      compareWhileFlagged(&waiting, from: Self.batchCount)
      besideCount = end
    }
  }

  private mutating func runInTurn(over candidates: [EngineIndex.Candidate]) throws(SelvedgeError) {
    var next = min(Self.firstCount, candidates.count)
    var goesOn = compare(try pairs(candidates.prefix(next))[...]).suffix(Self.step).contains(true)
    try lookCloser()
    guard matches.contains(where: \.isFlagged) else {
      let rest = try pairs(candidates.dropFirst(next)).enumerated().sorted {
        ($1.element.support, $0.offset) < ($0.element.support, $1.offset)
      }
      compare(rest.prefix(Self.lastCountInTurn).map(\.element)[...])
      return
    }
    while goesOn, next < min(Self.mostCount, candidates.count) {
      let end = min(next + Self.step, candidates.count)
      goesOn = compare(try pairs(candidates[next..<end])[...]).contains(true)
      next = end
    }
  }

  /// Adds what the work has cost.
  func report(in work: inout ReviewWork) {
    work.verified = comparedCount
    work.readingMilliseconds += reading
    work.verificationMilliseconds += comparing
    work.closerLookMilliseconds += looking
  }

  /// Puts candidates beside the query.
  private mutating func pairs(
    _ candidates: ArraySlice<EngineIndex.Candidate>
  ) throws(SelvedgeError) -> [CandidatePair] {
    comparing += watch.lap()
    var designs: [(candidate: EngineIndex.Candidate, fingerprint: Fingerprint)] = []
    for candidate in candidates {
      if let fingerprint = try fingerprint(candidate.number) {
        designs.append((candidate, fingerprint))
      }
    }
    reading += watch.lap()
    let pairs = concurrentMap(count: designs.count, threads: threads) { [examiner, designs] place in
      let (candidate, fingerprint) = designs[place]
      return examiner.pair(
        with: fingerprint, number: candidate.number, sides: candidate.sides)
    }
    comparing += watch.lap()
    return pairs
  }

  /// Those that a code speaks for first, then those with the most support.
  private static func bySupport(_ pairs: [CandidatePair]) -> [CandidatePair] {
    pairs.sorted {
      ($1.isNearByCode ? 1 : 0, $1.support, $0.number)
        < ($0.isNearByCode ? 1 : 0, $0.support, $1.number)
    }
  }

  /// Compares those of the waiting that a code speaks for and so many others, and then more while one of the last is flagged.
  private mutating func compareWhileFlagged(_ waiting: inout [CandidatePair], from count: Int) {
    var next = count + waiting.count(where: \.isNearByCode)
    var goesOn = true
    while goesOn, !waiting.isEmpty {
      goesOn = compare(waiting.prefix(next)).suffix(Self.batchCount).contains(true)
      waiting.removeFirst(min(next, waiting.count))
      next = Self.batchCount
    }
  }

  /// Whether one of some candidates was compared and flagged.
  private func isFlagged(among candidates: ArraySlice<EngineIndex.Candidate>) -> Bool {
    let flagged = Set(matches.lazy.filter(\.isFlagged).map(\.number))
    return candidates.contains { flagged.contains($0.number) }
  }

  /// Aligns and compares; which are flagged, in their order.
  @discardableResult
  private mutating func compare(_ pairs: ArraySlice<CandidatePair>) -> [Bool] {
    let made = concurrentMap(count: pairs.count, threads: threads) { [examiner] place in
      examiner.match(of: pairs[pairs.startIndex + place])
    }
    matches += made
    comparedCount += made.count
    MatchEngine.sort(&matches)
    comparing += watch.lap()
    return made.map(\.isFlagged)
  }

  /// Looks for the flagged designs at further places of the query.
  private mutating func findInstances() throws(SelvedgeError) {
    for place in matches.indices where matches[place].isFlagged {
      guard let design = try fingerprint(matches[place].number) else { continue }
      matches[place].add(
        further: examiner.furtherPlacements(
          of: matches[place], on: design, reaching: procedure.leastOfFurtherPlace))
    }
    comparing += watch.lap()
  }

  /// Looks closer at the strongest matches that leave doubt; beside a flagged one a weak one leaves none.
  private mutating func lookCloser() throws(SelvedgeError) {
    comparing += watch.lap()
    let hasFlagged = matches.first?.isFlagged ?? false
    for place in matches.indices.prefix(CloserLook.matchLimit)
    where CloserLook.isWanted(for: matches[place]) {
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
