// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing
private import HammingSpace
private import HashIndexing
internal import MatchReporting
private import PerceptualHashing
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
  ///   - scope: Which designs are compared; the answer is that of an index that holds no others, but for a budget that
  ///     does not reach; see `FeatureScope`.
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
    for (index, code) in [(hashes, query.pdq), (edgeHashes, query.edgePDQ)] {
      for reference in Self.nearest(
        to: code, in: index, within: MatchEngine.hashRadius, among: scope)
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
    let searched = [query.plain, query.mirrored].compactMap(\.self)
    let found = FeatureIndex.Answer(
      of: concurrentMap(count: searched.count, threads: threads) { [features] place in
        features.search(
          searched[place], isMirrored: place == 1, limit: MatchEngine.featureCandidates,
          among: featureScope, postingLimit: postingLimit)
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

  /// The designs whose code of the whole is near one in any of its orientations, nearest first; none for a code of too
  /// little quality.
  private static func nearest(
    to code: PDQResult, in index: SegmentedIndex, within radius: Int, among scope: ComparisonScope
  ) -> [HashReference] {
    guard code.quality >= Fingerprint.leastQuality else { return [] }
    return index.nearest(
      MatchEngine.codeCandidates, to: code.variants, within: radius, through: scope.lastNumber,
      excluding: scope.excluded)
  }

  /// A design with a code near one of a picture.
  struct NearByCode: Equatable, Sendable {
    var number: Int
    /// Bits; nil when the code is not near.
    var pdqDistance: Int?
    var edgeDistance: Int?
  }

  /// The designs whose codes of the whole are near those of a picture, at most ``MatchEngine/codeCandidates`` by each code,
  /// sealed ones aside.
  ///
  /// - Parameters:
  ///   - analysis: The picture.
  ///   - scope: Which designs are compared.
  /// - Returns: Nearest first, those that are equally near by number.
  /// - Complexity: O(designs), with no look at a feature.
  func nearByCode(
    _ analysis: PictureAnalysis, among scope: ComparisonScope
  ) -> [NearByCode] {
    // Sealed ones are hidden from the search, for else they would take the places of others.
    let open = ComparisonScope(
      lastNumber: scope.lastNumber, excluded: scope.excluded.union(scope.sealed))
    var near: [Int: NearByCode] = [:]
    for (index, code, distance) in [
      (hashes, analysis.pdq, \NearByCode.pdqDistance),
      (edgeHashes, analysis.edgePDQ, \NearByCode.edgeDistance),
    ] {
      for reference in Self.nearest(
        to: code, in: index, within: MatchEngine.nearRadius, among: open)
      {
        near[reference.id, default: NearByCode(number: reference.id)][keyPath: distance] =
          reference.distance
      }
    }
    func least(_ one: NearByCode) -> Int { min(one.pdqDistance ?? 256, one.edgeDistance ?? 256) }
    return near.values.sorted { (least($0), $0.number) < (least($1), $1.number) }
  }
}
