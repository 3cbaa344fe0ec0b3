// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import ImageBuffers
internal import MatchCalibration
internal import MatchReporting

extension MatchSummary {
  /// The report's form of a match.
  ///
  /// - Parameters:
  ///   - match: What the engine found.
  ///   - query: The picture in question.
  ///   - place: The view of it in which the match was found.
  ///   - design: What it was compared with.
  ///   - compared: How many designs were compared.
  ///   - procedure: How the match was found, and is told.
  init(
    _ match: EngineMatch, of query: QuerySummary, at place: MatchPlace, with design: ComparedDesign,
    compared: Int, procedure: VerificationProcedure = .current
  ) {
    var ratio = match.log10LikelihoodRatio
    let isSamePicture = query.pixelSHA256 == design.pixelSHA256
    if isSamePicture { ratio = 20 }
    var geometries = match.placements.compactMap {
      PlacementGeometry(
        $0, query: (place.working, place.area.size),
        design: (
          design.area.size.fitted(longSide: PictureAnalysis.longSide), design.area.size
        ), rule: procedure.tellsGaps ? .byNeighbourhood : .bySquare)
    }
    if let part = match.closer?.part, let first = geometries.first {
      geometries[0] = first.resting(on: part, query: place.area.size)
    }
    // What two of them cover counts once.
    let coverage = geometries.indices.dropFirst().reduce(geometries.first?.queryCoverage ?? 0) {
      $0 + geometries[$1].queryCoverage(outside: Array(geometries[..<$1]))
    }
    let moved = geometries.map {
      $0.moved(right: place.area.left, down: place.area.top)
        .designMoved(right: design.area.left, down: design.area.top)
    }
    let geometry = moved.first
    self.init(
      design: design.id, file: design.file,
      score: rounded(Calibration.score(log10LikelihoodRatio: ratio), 2),
      flagged: isSamePicture || match.isFlagged,
      log10LikelihoodRatio: rounded(ratio, 2),
      expectedChanceMatches: procedure.expectedChanceMatches(
        log10LikelihoodRatio: ratio, among: compared),
      relations: match.relations(
        geometry, isSameFile: query.sha256 == design.sha256, isSamePicture: isSamePicture),
      queryCoverage: isSamePicture ? 1 : rounded(min(1, coverage), 3),
      designCoverage: isSamePicture ? 1 : rounded(geometry?.designCoverage ?? 0, 3),
      transform: (geometry?.transform ?? [[1, 0, 0], [0, 1, 0], [0, 0, 1]]).map {
        $0.map { rounded($0, 8) }
      })
    if let geometry {
      let outlined = moved.filter { $0.designOutline.count >= 3 }
      if !outlined.isEmpty {
        designOutline = outlined.map { $0.designOutline.map { $0.map { rounded($0, 1) } } }
        queryOutline = outlined.map { $0.queryOutline.map { $0.map { rounded($0, 1) } } }
      }
      // Where one place shows something else, another may lie.
      let gaps = geometries.indices.flatMap { index in
        let left = zip(geometries[index].gaps, moved[index].gaps).filter { gap, _ in
          !geometries.contains { $0.covers(x: gap.middle.x, y: gap.middle.y) }
        }
        return PlacementGeometry.Gap.joined(left.map(\.1))
      }
      if flagged && !isSamePicture && !gaps.isEmpty {
        queryGaps = gaps.map { $0.corners.map { [rounded($0.x, 1), rounded($0.y, 1)] } }
      }
      let further = zip(moved.dropFirst(), match.furtherPlacements).map {
        MatchInstance($0, matchedFeatures: $1.matchCount)
      }
      if !further.isEmpty { furtherInstances = further }
      turnDegrees = rounded(geometry.turnDegrees, 1)
      scale = rounded(geometry.scale, 3)
    }
    if let placement = match.placement {
      matchedFeatures = placement.matchCount
      agreement = rounded(match.observation.agreement, 3)
    }
    if place.isWithinCut { isWithinCut = true }
    if match.isWithinWindow { isWithinWindow = true }
    if design.isWithinCut { isWithinDesignCut = true }
    isCommon = match.observation.isCommon
    measurements = MatchMeasurements(match.observation)
    closerMeasurements = match.closer.map { MatchMeasurements($0.laid) }
    bentMeasurements = match.closer?.bent.map { MatchMeasurements($0.observation) }
    partMeasurements = match.closer?.part.map { MatchMeasurements($0.observation) }
    bend = (match.closer?.bent ?? match.closer?.part?.bent).map { rounded($0.largestStep, 3) }
  }
}

/// What a query is compared with: a registered design, or a second picture.
struct ComparedDesign {
  /// The design's id; empty for a picture that is not registered.
  let id: String
  let file: String
  let sha256: String
  let pixelSHA256: String
  /// The part of it that was compared, in pixels of the file.
  let area: PixelRectangle
  /// Whether that is the picture proper inside a cut.
  let isWithinCut: Bool

  init(_ design: DesignRecord) {
    id = design.design
    file = design.file
    sha256 = design.sha256
    pixelSHA256 = design.pixelSHA256
    area = PixelRectangle(all: ImageSize(width: design.width, height: design.height))
    isWithinCut = false
  }

  init(_ picture: QuerySummary, inside area: PixelRectangle? = nil) {
    id = ""
    file = picture.file
    sha256 = picture.sha256
    pixelSHA256 = picture.pixelSHA256
    isWithinCut = area != nil
    self.area =
      area ?? PixelRectangle(all: ImageSize(width: picture.width, height: picture.height))
  }
}

extension EngineMatch {
  /// What was done to the design to get the query, in the words of the report.
  func relations(
    _ geometry: PlacementGeometry?, isSameFile: Bool, isSamePicture: Bool
  ) -> [String] {
    if isSameFile { return ["sameFile"] }
    if isSamePicture { return ["samePicture"] }
    guard let geometry, let placement else { return [] }
    var relations: [String] = []
    if geometry.isMirrored { relations.append("mirrored") }
    if abs(geometry.turnDegrees) > 2 { relations.append("turned") }
    if abs(geometry.scale - 1) > 0.03 { relations.append("scaled") }
    if isNegative {
      relations += ["recoloured", "negative"]
    } else if placement.matchCount >= 8 && placement.lumaShare < 0.2 {
      relations.append("recoloured")
    }
    if placement.matchCount >= 40 && geometry.slant > 1.12 { relations.append("photographed") }
    if closer?.bent != nil || closer?.part?.bent != nil { relations.append("bent") }
    let query = geometry.queryCoverage >= 0.6
    let design = geometry.designCoverage >= 0.7
    switch (query, design) {
    case (true, false): relations.append("cropped")
    case (false, true): relations.append("containsDesign")
    case (false, false): relations.append("partialMotif")
    case (true, true):
      if relations.allSatisfy({ $0 == "scaled" }) { relations.append("reencoded") }
    }
    if observation.torusSignificance >= 5.5 && !(query && design)
      && (!procedure.tellsRetilingByPlaces || !furtherPlacements.isEmpty)
    {
      relations.append("retiled")
    }
    return relations
  }
}

extension MatchInstance {
  /// The report's form of a further placement.
  fileprivate init(_ geometry: PlacementGeometry, matchedFeatures: Int) {
    self.init(
      transform: geometry.transform.map { $0.map { rounded($0, 8) } },
      isMirrored: geometry.isMirrored, turnDegrees: rounded(geometry.turnDegrees, 1),
      scale: rounded(geometry.scale, 3), queryCoverage: rounded(geometry.queryCoverage, 3),
      designCoverage: rounded(geometry.designCoverage, 3), matchedFeatures: matchedFeatures)
  }
}

/// A number rounded to some decimals, so that last bits, in which machines might differ, hardly ever show in a report.
private func rounded(_ value: Double, _ decimals: Int) -> Double {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  return (value * unit).rounded() / unit
}

extension MatchMeasurements {
  fileprivate init(_ seen: MatchObservation) {
    self.init(
      significance: rounded(seen.significance, 1),
      distinctSignificance: rounded(seen.distinctSignificance, 1),
      agreement: rounded(seen.agreement, 3),
      supportedAgreement: rounded(seen.supportedAgreement, 3),
      supportedSquares: seen.supportedSquares, comparedSquares: seen.comparedSquares,
      agreeingSquares: seen.agreeingSquares,
      pdqDistance: seen.pdqDistance < 256 ? seen.pdqDistance : nil,
      edgeDistance: seen.edgeDistance < 256 ? seen.edgeDistance : nil,
      torusSignificance: rounded(seen.torusSignificance, 2),
      blockPairs: seen.blocks?.pairCount,
      blockSignificance: seen.blocks.map { rounded($0.significance, 1) },
      blockShare: seen.blocks.map { rounded($0.agreeingShare, 3) },
      blockCorrelation: seen.blocks.map { rounded($0.correlation, 3) },
      colourBits: seen.colours.map { rounded($0.bits, 3) },
      colourChanceBits: seen.colours.map { rounded($0.chanceBits, 3) },
      colourInformation: seen.colours.map { rounded($0.share, 3) })
  }
}
