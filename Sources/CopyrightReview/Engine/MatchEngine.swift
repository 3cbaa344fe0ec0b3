// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing
internal import FeatureSpace
internal import HammingSpace
internal import HashIndexing
internal import MatchCalibration
internal import MatchVerification
internal import RepeatAnalysis

/// Finds registered designs that resemble a picture.
///
/// Four indexes propose candidates (PDQ, colour-edge PDQ, torus codes, local features); each candidate is aligned and compared
/// pixel by pixel, and the measurements are turned into a likelihood ratio. Any number of threads may search at
/// once; additions wait for the searches under way.
final class MatchEngine: @unchecked Sendable {
  // Proof of Sendable: the indexes are read only inside `lock.read` and changed only inside `lock.write`.
  private var hashes = FlatIndex()
  private var edgeHashes = FlatIndex()
  private var torusHashes = FlatIndex()
  private var features = FeatureIndex()
  /// The registry number of each design of the feature index, rising.
  private var numbers: [Int] = []
  private let lock = ReadWriteLock()

  /// How many candidates local features may propose.
  static let featureCandidates = 48
  /// How many candidates each code of the whole may propose.
  static let codeCandidates = 4
  /// The largest distances at which codes propose a candidate, bits.
  static let hashRadius = 72
  static let torusRadius = 76
  /// The least significance at which a torus code proposes a candidate, standard deviations.
  static let torusSignificance: Float = 5

  /// The number of designs to compare with.
  var count: Int { lock.read { numbers.count } }

  /// Adds designs.
  ///
  /// - Parameter designs: Numbers, rising and above those added before, and fingerprints.
  func add(_ designs: [(number: Int, fingerprint: Fingerprint)]) {
    lock.write {
      for (number, fingerprint) in designs {
        if fingerprint.quality >= Fingerprint.leastQuality {
          hashes.append(fingerprint.hash, id: number)
        }
        if fingerprint.edgeQuality >= Fingerprint.leastQuality {
          edgeHashes.append(fingerprint.edgeHash, id: number)
        }
        for code in fingerprint.torusCodes { torusHashes.append(code.hash, id: number) }
        features.append(fingerprint.features)
        numbers.append(number)
      }
    }
  }

  /// Finds the designs most like a picture.
  ///
  /// - Parameters:
  ///   - query: The picture.
  ///   - limit: The most designs to give, at least 1.
  ///   - scope: Which designs are compared; the answer is that of an engine that holds no others.
  ///   - fingerprint: Reads the fingerprint of a design; nil when it is no more.
  ///   - closerLook: Measures the area of a match once more; nil when that cannot be done.
  /// - Returns: The designs, strongest first, and how many were compared.
  /// - Throws: ``SelvedgeError`` when a fingerprint cannot be read.
  func matches(
    for query: QueryPicture, limit: Int, among scope: ComparisonScope = .everything,
    fingerprint: (Int) throws(SelvedgeError) -> Fingerprint?,
    closerLook: (EngineMatch) throws(SelvedgeError) -> MatchObservation?
  ) throws(SelvedgeError) -> (matches: [EngineMatch], compared: Int) {
    let (candidates, compared) = lock.read {
      let hidden = scope.hiddenPlaces(in: numbers)
      return (
        self.candidates(for: query, among: scope, hiding: hidden), numbers.count - hidden.count
      )
    }
    let examiner = PairExaminer(query: query)
    var matches: [EngineMatch] = []
    for candidate in candidates {
      guard let design = try fingerprint(candidate.number) else { continue }
      matches.append(
        examiner.match(with: design, number: candidate.number, sides: candidate.sides))
    }
    Self.sort(&matches)
    for place in matches.indices.prefix(CloserLook.matchLimit)
    where CloserLook.doubtful.contains(matches[place].log10LikelihoodRatio) {
      guard let closer = try closerLook(matches[place]) else { continue }
      matches[place].look(closer: closer)
    }
    Self.sort(&matches)
    return (Array(matches.prefix(limit)), compared)
  }

  private static func sort(_ matches: inout [EngineMatch]) {
    matches.sort {
      ($1.log10LikelihoodRatio, $0.number) < ($0.log10LikelihoodRatio, $1.number)
    }
  }

  /// A design to verify.
  private struct Candidate {
    var number: Int
    /// Which sides of the query to align.
    var sides: Sides
  }

  /// The sides of a query: as it is, mirrored.
  struct Sides: OptionSet {
    let rawValue: Int
    static let plain = Sides(rawValue: 1)
    static let mirrored = Sides(rawValue: 2)
  }

  /// How many designs a scope has.
  func count(in scope: ComparisonScope) -> Int {
    lock.read { numbers.count - scope.hiddenPlaces(in: numbers).count }
  }

  private func candidates(
    for query: QueryPicture, among scope: ComparisonScope, hiding hidden: [Int]
  ) -> [Candidate] {
    var order: [Int] = []
    var sides: [Int: Sides] = [:]
    func propose(_ number: Int, _ side: Sides) {
      if sides[number] == nil { order.append(number) }
      sides[number, default: []].formUnion(side)
    }
    for (index, codes, quality) in [
      (hashes, query.pdq.variants, query.pdq.quality),
      (edgeHashes, query.edgePDQ.variants, query.edgePDQ.quality),
    ] where quality >= Fingerprint.leastQuality {
      for reference in scope.nearest(
        Self.codeCandidates, to: codes, in: index, within: Self.hashRadius)
      {
        propose(reference.id, reference.variant >= 4 ? .mirrored : .plain)
      }
    }
    let torus = query.torusCodes.map(\.hash)
    for start in stride(from: 0, to: torus.count, by: 8) {
      let some = Array(torus[start..<min(torus.count, start + 8)])
      for reference in scope.nearest(Self.codeCandidates, to: some, in: torusHashes, within: 56) {
        propose(reference.id, [.plain, .mirrored])
      }
    }
    for candidate in features.candidates(
      of: query.plain, mirrored: query.mirrored, limit: Self.featureCandidates, hiding: hidden)
    {
      propose(numbers[candidate.design], candidate.isMirrored ? .mirrored : .plain)
    }
    return order.map { Candidate(number: $0, sides: sides[$0] ?? .plain) }
  }
}
