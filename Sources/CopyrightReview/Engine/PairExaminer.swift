// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace
internal import HammingSpace
private import ImageBuffers
internal import MatchCalibration
internal import MatchVerification
private import RepeatAnalysis

/// Measures how one query lies on designs, one design at a time.
struct PairExaminer: Sendable {
  let query: QueryPicture
  let plain: PreparedQuery
  /// The other side; nil where the query has none.
  let mirrored: PreparedQuery?
  let verifier = PairVerifier()
  private let procedure: VerificationProcedure

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - query: The picture.
  ///   - procedure: What weighs the measurements, and how squares are laid over designs.
  ///   - threads: 2 lets a second thread prepare the mirrored side; the outcome is the same.
  init(query: QueryPicture, procedure: VerificationProcedure = .current, threads: Int = 1) {
    self.query = query
    self.procedure = procedure
    (plain, mirrored) = concurrently(threads: threads) {
      PreparedQuery(features: query.plain, population: .shipped)
    } _: {
      query.mirrored.map { PreparedQuery(features: $0, population: .shipped) }
    }
  }

  /// Puts the query beside a design.
  ///
  /// - Parameters:
  ///   - design: The design's fingerprint.
  ///   - number: Its number.
  ///   - sides: Which sides of the query may lie on it.
  /// - Returns: What is known before the two are aligned, which takes a small part of the work.
  func pair(with design: Fingerprint, number: Int, sides: MatchEngine.Sides) -> CandidatePair {
    let prepared = PreparedDesign(features: design.features)
    var observation = MatchObservation()
    var placing = CandidatePair.Placing()
    if query.pdq.quality >= Fingerprint.leastQuality, design.quality >= Fingerprint.leastQuality {
      placing = Self.nearest(query.pdq.variants, to: design.hash)
      observation.pdqDistance = placing.distance
    }
    if query.edgePDQ.quality >= Fingerprint.leastQuality,
      design.edgeQuality >= Fingerprint.leastQuality
    {
      let found = Self.nearest(query.edgePDQ.variants, to: design.edgeHash)
      observation.edgeDistance = found.distance
      if found.distance < placing.distance { placing = found }
    }
    for own in query.torusCodes {
      for other in design.torusCodes {
        let significance = own.significance(of: own.similarity(to: other), with: other)
        observation.torusSignificance = max(observation.torusSignificance, Double(significance))
      }
    }
    return CandidatePair(
      number: number, design: design, prepared: prepared, observation: observation,
      placing: placing,
      plain: sides.contains(.plain) ? verifier.proposals(plain, prepared) : nil,
      mirrored: sides.contains(.mirrored)
        ? mirrored.map { verifier.proposals($0, prepared) } : nil)
  }

  /// Compares the query with a design.
  ///
  /// - Parameter pair: The two.
  /// - Returns: What was measured along the best alignment.
  func match(of pair: CandidatePair) -> EngineMatch {
    var best = EngineMatch(
      number: pair.number, observation: pair.observation, procedure: procedure,
      isNegative: query.isNegative, placement: nil)
    for (proposals, isMirrored, side) in [
      (pair.plain, false, plain), (pair.mirrored, true, mirrored),
    ] {
      guard let own = side else { continue }
      var alignments = proposals.map { verifier.alignments(own, pair.prepared, growing: $0) } ?? []
      // A near code of the whole says how the pictures lie on each other even without features.
      if pair.placing.isNear, (pair.placing.variant >= 4) == isMirrored {
        let whole = PlaneMap(
          wholeOf: query.size, onto: pair.design.features.size,
          quarterTurns: pair.placing.variant % 4)
        alignments.append(verifier.alignment(along: whole, own, pair.prepared))
      }
      for alignment in alignments {
        let match = judged(alignment, isMirrored: isMirrored, own, pair)
        if match.log10LikelihoodRatio > best.log10LikelihoodRatio || best.placement == nil {
          best = match
        }
      }
    }
    return best
  }

  /// How far the corners of a picture may move when it was laid on another before, as a share of its long side.
  private static let laidSlack: Float = 0.06

  /// Compares the query with a picture of the same size that it was laid upon, unturned and unmirrored.
  ///
  /// - Parameter design: The other picture's fingerprint.
  /// - Returns: What was measured along the best alignment that leaves the pictures about where they are.
  func match(ofLaid design: Fingerprint) -> EngineMatch {
    var observation = MatchObservation()
    if query.pdq.quality >= Fingerprint.leastQuality, design.quality >= Fingerprint.leastQuality {
      observation.pdqDistance = query.pdq.hash.distance(to: design.hash)
    }
    if query.edgePDQ.quality >= Fingerprint.leastQuality,
      design.edgeQuality >= Fingerprint.leastQuality
    {
      observation.edgeDistance = query.edgePDQ.hash.distance(to: design.edgeHash)
    }
    let prepared = PreparedDesign(features: design.features)
    let pair = CandidatePair(
      number: 0, design: design, prepared: prepared, observation: observation,
      placing: CandidatePair.Placing(), plain: verifier.proposals(plain, prepared), mirrored: nil)
    let laid = PlaneMap(wholeOf: query.size, onto: design.features.size, quarterTurns: 0)
    let slack = Self.laidSlack * Float(query.size.longSide)
    let (width, height) = (Float(query.size.width), Float(query.size.height))
    let near = (pair.plain.map { verifier.alignments(plain, prepared, growing: $0) } ?? []).filter {
      alignment in
      [(0, 0), (width, 0), (0, height), (width, height)].allSatisfy { x, y in
        let (own, other) = (alignment.map.apply(x, y), laid.apply(x, y))
        return abs(own.x - other.x) <= slack && abs(own.y - other.y) <= slack
      }
    }
    let asLaid = judged(
      verifier.alignment(along: laid, plain, prepared), isMirrored: false, plain, pair)
    return (near.map { judged($0, isMirrored: false, plain, pair) } + [asLaid]).max {
      $0.log10LikelihoodRatio < $1.log10LikelihoodRatio
    } ?? asLaid
  }

  /// Measures what speaks for an alignment.
  ///
  /// - Parameters:
  ///   - alignment: How the query lies on the design.
  ///   - isMirrored: Whether that is the mirrored query.
  ///   - own: The side of the query that was aligned.
  ///   - pair: The two.
  /// - Returns: What was measured along it.
  func judged(
    _ alignment: Alignment, isMirrored: Bool, _ own: PreparedQuery, _ pair: CandidatePair
  ) -> EngineMatch {
    let agreement = DenseAgreement(
      alignment: alignment, query: own, design: pair.prepared, edges: query.edges,
      isMirrored: isMirrored, thumbnail: pair.design.thumbnail, grid: procedure.grid)
    var observation = pair.observation
    observation.significance = Double(alignment.significance)
    observation.distinctSignificance = Double(alignment.distinctSignificance)
    observation.agreement = Double(agreement.meanCorrelation)
    observation.supportedAgreement = Double(agreement.supportedCorrelation)
    observation.supportedSquares = agreement.supportedSquareCount
    observation.comparedSquares = agreement.comparedCount
    observation.agreeingSquares = agreement.agreeingCount
    return EngineMatch(
      number: pair.number, observation: observation, procedure: procedure,
      isNegative: query.isNegative,
      placement: EngineMatch.Placement(
        map: alignment.map, isMirrored: isMirrored, matchCount: alignment.matches.count,
        lumaShare: alignment.lumaShare,
        extent: EngineMatch.Extent(
          alignment.matches.lazy.map { match in
            let keypoint = pair.design.features.keypoints[Int(match.design)]
            return (x: keypoint.x, y: keypoint.y)
          }),
        agreement: agreement))
  }

  private static func nearest(
    _ variants: [Hash256], to hash: Hash256
  ) -> CandidatePair.Placing {
    var best = CandidatePair.Placing()
    for (variant, own) in variants.enumerated() {
      let distance = own.distance(to: hash)
      if distance < best.distance {
        best = CandidatePair.Placing(distance: distance, variant: variant)
      }
    }
    return best
  }
}

extension BackgroundPopulation {
  /// The population that this program ships with.
  static let shipped = BackgroundPopulation(groups: FeatureModel.shipped.populations)
}
