// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchCalibration
internal import MatchVerification

extension PairExaminer {
  /// The most places at which a design is found in one query.
  static let instanceLimit = 16

  /// Finds where else in the query a design lies.
  ///
  /// One alignment after the other: features that lie where the ones before agree are set aside, and the rest is aligned
  /// anew. A further place counts when it reaches a likelihood ratio by itself, and when most of what agrees there lies
  /// outside the places before; a repeat laid on itself a period aside is none.
  ///
  /// - Parameters:
  ///   - match: The match, whose placement is the first.
  ///   - design: The design's fingerprint.
  ///   - least: The base-10 logarithm of the likelihood ratio that each must reach.
  /// - Returns: The further places, at most ``instanceLimit`` less one, in the order in which they were found.
  /// - Complexity: That of a comparison, once for each place found and once more.
  func furtherPlacements(
    of match: EngineMatch, on design: Fingerprint, reaching least: Double
  ) -> [EngineMatch.Placement] {
    guard let first = match.placement, let area = geometry(first, on: design) else { return [] }
    var areas = [area]
    var further: [EngineMatch.Placement] = []
    let prepared = PreparedDesign(features: design.features)
    while areas.count < Self.instanceLimit {
      let taken = areas
      func isFree(_ x: Float, _ y: Float) -> Bool {
        // Working pixels have their centres at whole numbers.
        !taken.contains { $0.covers(x: Double(x) + 0.5, y: Double(y) + 0.5) }
      }
      let lastColumn = Float(query.size.width - 1)
      guard
        let next = strongest(
          plain.keeping { isFree($0, $1) }, mirrored?.keeping { isFree(lastColumn - $0, $1) },
          on: design, prepared), next.log10LikelihoodRatio >= least, let placement = next.placement,
        let area = geometry(placement, on: design),
        area.queryCoverage(outside: areas) > area.queryCoverage / 2
      else { break }
      areas.append(area)
      further.append(placement)
    }
    return further
  }

  /// Where a placement lies, in working pixels.
  private func geometry(
    _ placement: EngineMatch.Placement, on design: Fingerprint
  ) -> PlacementGeometry? {
    PlacementGeometry(
      placement, query: (query.size, query.size),
      design: (design.features.size, design.features.size), rule: .bySquare)
  }

  /// The strongest alignment of what is left of both sides of the query, by local features alone.
  private func strongest(
    _ plain: PreparedQuery, _ mirrored: PreparedQuery?, on design: Fingerprint,
    _ prepared: PreparedDesign
  ) -> EngineMatch? {
    let pair = CandidatePair(
      number: 0, design: design, prepared: prepared, observation: MatchObservation(),
      placing: CandidatePair.Placing(), plain: verifier.proposals(plain, prepared),
      mirrored: mirrored.map { verifier.proposals($0, prepared) })
    var best: EngineMatch?
    for (proposals, isMirrored, side) in [
      (pair.plain, false, plain), (pair.mirrored, true, mirrored),
    ] {
      guard let own = side else { continue }
      for alignment in proposals.map({ verifier.alignments(own, prepared, growing: $0) }) ?? [] {
        let match = judged(alignment, isMirrored: isMirrored, own, pair)
        if match.log10LikelihoodRatio > best?.log10LikelihoodRatio ?? -.infinity { best = match }
      }
    }
    return best
  }
}
