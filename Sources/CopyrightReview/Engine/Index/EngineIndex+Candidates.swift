// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing
internal import MatchReporting
private import RepeatAnalysis

extension EngineIndex {
  /// A design to verify.
  struct Candidate: Equatable, Sendable {
    var number: Int
    /// Which sides of the query to align.
    var sides: MatchEngine.Sides
  }

  /// The designs to verify.
  struct Proposals: Sendable {
    /// In the order in which the codes of the whole and the local features propose them.
    let candidates: [Candidate]
    /// How far local features were searched, when the budget did not reach for all of it.
    let cutShort: LocalSearch?
    /// How many postings of local features were compared, and how many votes that gave.
    let postings: Int
    let votes: Int
  }

  /// Proposes designs that may look like a query.
  ///
  /// - Parameters:
  ///   - query: The picture.
  ///   - scope: Which designs are compared; the answer is that of an index that holds no others.
  ///   - designCount: How many designs the scope has.
  ///   - postingLimit: The most postings of local features that each side of the query is compared with; `nil` is
  ///     the standard.
  ///   - threads: 2 lets a second thread search with one side of the query; what is found is the same.
  /// - Returns: The designs; how many there are is bounded.
  func candidates(
    for query: QueryPicture, among scope: ComparisonScope, designCount: Int,
    postingLimit: Int? = nil, threads: Int = 1
  ) -> Proposals {
    var order: [Int] = []
    var sides: [Int: MatchEngine.Sides] = [:]
    func propose(_ number: Int, _ side: MatchEngine.Sides) {
      if sides[number] == nil { order.append(number) }
      sides[number, default: []].formUnion(side)
    }
    for (index, codes, quality) in [
      (hashes, query.pdq.variants, query.pdq.quality),
      (edgeHashes, query.edgePDQ.variants, query.edgePDQ.quality),
    ] where quality >= Fingerprint.leastQuality {
      for reference in index.nearest(
        MatchEngine.codeCandidates, to: codes, within: MatchEngine.hashRadius,
        through: scope.lastNumber, excluding: scope.excluded)
      {
        propose(reference.id, reference.variant >= 4 ? .mirrored : .plain)
      }
    }
    let torus = query.torusCodes.map(\.hash)
    let groups = stride(from: 0, to: torus.count, by: 8).map {
      Array(torus[$0..<min(torus.count, $0 + 8)])
    }
    for references in torusHashes.nearest(
      MatchEngine.codeCandidates, toEach: groups, within: MatchEngine.torusRadius,
      through: scope.lastNumber, excluding: scope.excluded)
    {
      for reference in references { propose(reference.id, [.plain, .mirrored]) }
    }
    let featureScope = FeatureScope(
      designCount: designCount, lastDesign: scope.lastNumber, excluded: scope.excluded)
    let found = FeatureIndex.Answer(
      of: concurrentMap(count: 2, threads: threads) { [features] place in
        features.search(
          place == 0 ? query.plain : query.mirrored, isMirrored: place == 1,
          limit: MatchEngine.featureCandidates, among: featureScope, postingLimit: postingLimit)
      }, limit: MatchEngine.featureCandidates)
    for candidate in found.candidates {
      propose(candidate.design, candidate.isMirrored ? .mirrored : .plain)
    }
    return Proposals(
      candidates: order.map { Candidate(number: $0, sides: sides[$0] ?? .plain) },
      cutShort: found.isCutShort
        ? LocalSearch(postings: found.postingCount, compared: found.comparedCount) : nil,
      postings: found.comparedCount, votes: found.voteCount)
  }
}
