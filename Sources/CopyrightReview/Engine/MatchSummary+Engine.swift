// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc
internal import DesignRegistry
internal import ImageBuffers
internal import MatchReporting

extension MatchSummary {
  /// The report's form of a match with a registered design.
  ///
  /// - Parameters:
  ///   - match: What the engine found.
  ///   - query: The picture in question.
  ///   - design: The design.
  ///   - compared: How many designs were compared.
  init(_ match: EngineMatch, of query: QuerySummary, with design: DesignRecord, compared: Int) {
    self.init(
      match, design: design.design, file: design.file,
      designSize: ImageSize(width: design.width, height: design.height),
      querySize: ImageSize(width: query.width, height: query.height),
      isSameFile: query.sha256 == design.sha256,
      isSamePicture: query.pixelSHA256 == design.pixelSHA256, compared: compared)
  }

  /// The report's form of a match of two pictures.
  ///
  /// - Parameters:
  ///   - match: What the engine found.
  ///   - query: The picture in question.
  ///   - other: What it was compared with.
  init(_ match: EngineMatch, of query: QuerySummary, with other: QuerySummary) {
    self.init(
      match, design: "", file: other.file,
      designSize: ImageSize(width: other.width, height: other.height),
      querySize: ImageSize(width: query.width, height: query.height),
      isSameFile: query.sha256 == other.sha256,
      isSamePicture: query.pixelSHA256 == other.pixelSHA256, compared: 1)
  }

  private init(
    _ match: EngineMatch, design: String, file: String, designSize: ImageSize,
    querySize: ImageSize, isSameFile: Bool, isSamePicture: Bool, compared: Int
  ) {
    let chance = ChanceModel.log10Probability(within: match.distance)
    var relations = match.transform.relations
    if isSameFile {
      relations.insert("sameFile", at: 0)
    } else if isSamePicture {
      relations.insert("samePicture", at: 0)
    }
    let isFlagged = match.isFlagged || isSamePicture
    // A code of the whole picture says all of it or nothing.
    let coverage = isFlagged ? 1.0 : 0.0
    self.init(
      design: design, file: file, score: (match.score * 10).rounded() / 10, flagged: isFlagged,
      log10LikelihoodRatio: (-chance * 10).rounded() / 10,
      expectedChanceMatches: Double(compared) * pow(10, chance), relations: relations,
      queryCoverage: coverage, designCoverage: coverage,
      transform: match.transform.matrix(from: designSize, to: querySize))
  }
}

extension DihedralTransform {
  /// The words that a report uses for what was done to a design.
  var relations: [String] {
    switch self {
    case .identity: []
    case .rotate90: ["rotated90"]
    case .rotate180: ["rotated180"]
    case .rotate270: ["rotated270"]
    case .mirror: ["mirrored"]
    case .transverse: ["mirrored", "rotated90"]
    case .flip: ["flipped"]
    case .transpose: ["mirrored", "rotated270"]
    }
  }

  /// Lays a picture of one size onto a picture of another.
  ///
  /// Coordinates are in pixels from the top left corner of the picture, so that the centre of the first pixel is
  /// at (0.5, 0.5).
  ///
  /// - Parameters:
  ///   - source: The size before the transform.
  ///   - target: The size of what it is laid onto.
  /// - Returns: Three rows of three, homogeneous.
  func matrix(from source: ImageSize, to target: ImageSize) -> [[Double]] {
    let (width, height) = (Double(target.width), Double(target.height))
    let sign: Double = isMirrored ? -1 : 1
    let start: Double = isMirrored ? 1 : 0
    // Where the unit square's x and y go: the mirror first, then quarter turns clockwise.
    let x: (Double, Double, Double)
    let y: (Double, Double, Double)
    switch quarterTurns {
    case 1: (x, y) = ((0, -1, 1), (sign, 0, start))
    case 2: (x, y) = ((-sign, 0, 1 - start), (0, -1, 1))
    case 3: (x, y) = ((0, 1, 0), (-sign, 0, 1 - start))
    default: (x, y) = ((sign, 0, start), (0, 1, 0))
    }
    let (unitX, unitY) = (1 / Double(source.width), 1 / Double(source.height))
    return [
      [x.0 * unitX * width, x.1 * unitY * width, x.2 * width],
      [y.0 * unitX * height, y.1 * unitY * height, y.2 * height],
      [0, 0, 1],
    ]
  }
}

extension Fingerprint {
  /// Why the picture cannot be judged, and how to do better.
  var whyFeatureless: String {
    "the picture has too little structure to be told from others (quality \(quality), "
      + "\(Fingerprint.leastQuality) is needed); send one that shows more of the design, sharp and flat"
  }
}
