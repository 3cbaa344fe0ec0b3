// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchCalibration
internal import MatchReporting

/// Verifies the candidates of one query, as many as it takes.
///
/// The first of the candidates are all aligned and compared; nine of ten copies have their design in first place. While
/// designs are flagged, more are compared, since a drawing may be registered again and again. When none is, the other
/// candidates are screened by how many matches agree on one similarity, and the best of them are compared as well: a
/// small part in other colours gets few votes, but those it gets lie as in the design.
struct CandidateVerification {
  /// How many candidates are compared in any case.
  static let firstCount = 24
  /// While one of so many in a row is flagged, as many more are compared.
  static let batchCount = 8
  /// The most candidates that are compared when designs are flagged.
  static let mostCount = 48
  /// How many of the screened candidates are compared when none is flagged.
  static let screenedCount = 20

  private let examiner: PairExaminer
  private let fingerprint: (Int) throws(SelvedgeError) -> Fingerprint?
  private let closerLook: (EngineMatch) throws(SelvedgeError) -> MatchObservation?
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
  ///   - fingerprint: Reads the fingerprint of a design; nil when it is no more.
  ///   - look: Measures the area of a match once more; nil when that cannot be done.
  init(
    of query: QueryPicture, fingerprint: @escaping (Int) throws(SelvedgeError) -> Fingerprint?,
    look: @escaping (EngineMatch) throws(SelvedgeError) -> MatchObservation?
  ) {
    self.fingerprint = fingerprint
    closerLook = look
    examiner = PairExaminer(query: query)
    comparing += watch.lap()
  }

  /// Compares candidates.
  ///
  /// - Parameter candidates: The candidates, most promising first.
  /// - Throws: ``SelvedgeError`` when a fingerprint cannot be read.
  mutating func run(over candidates: [EngineIndex.Candidate]) throws(SelvedgeError) {
    var next = min(Self.firstCount, candidates.count)
    _ = try compare(candidates[..<next].dropLast(Self.batchCount))
    let isLastFlagged = try compare(candidates[..<next].suffix(Self.batchCount))
    try lookCloser()
    if matches.contains(where: \.isFlagged) {
      var goesOn = isLastFlagged
      while goesOn, next < min(Self.mostCount, candidates.count) {
        let end = min(next + Self.batchCount, candidates.count)
        goesOn = try compare(candidates[next..<end])
        next = end
      }
    } else {
      _ = try compare(try screened(candidates[next...]))
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

  /// Aligns and compares candidates; whether one of them is flagged.
  private mutating func compare(
    _ candidates: ArraySlice<EngineIndex.Candidate>
  ) throws(SelvedgeError) -> Bool {
    var isFlagged = false
    for candidate in candidates {
      guard let design = try read(candidate) else { continue }
      let match = examiner.match(with: design, number: candidate.number, sides: candidate.sides)
      isFlagged = isFlagged || match.isFlagged
      matches.append(match)
      comparedCount += 1
      comparing += watch.lap()
    }
    sort()
    return isFlagged
  }

  /// The candidates with the most matches that agree on one similarity, in their order.
  private mutating func screened(
    _ candidates: ArraySlice<EngineIndex.Candidate>
  ) throws(SelvedgeError) -> ArraySlice<EngineIndex.Candidate> {
    var supports: [(support: Float, place: Int)] = []
    for (place, candidate) in zip(candidates.indices, candidates) {
      guard let design = try read(candidate) else { continue }
      supports.append((examiner.support(for: design, sides: candidate.sides), place))
      comparing += watch.lap()
    }
    supports.sort { ($1.support, $0.place) < ($0.support, $1.place) }
    return ArraySlice(
      supports.prefix(Self.screenedCount).map(\.place).sorted().map { candidates[$0] })
  }

  private mutating func read(
    _ candidate: EngineIndex.Candidate
  ) throws(SelvedgeError) -> Fingerprint? {
    comparing += watch.lap()
    let design = try fingerprint(candidate.number)
    reading += watch.lap()
    return design
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
    sort()
    looking += watch.lap()
  }

  private mutating func sort() {
    matches.sort {
      ($1.log10LikelihoodRatio, $0.number) < ($0.log10LikelihoodRatio, $1.number)
    }
  }
}
