// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import ImageBuffers
private import ImageNormalization
internal import MatchCalibration
internal import MatchVerification
private import PerceptualHashing

/// Compares two pictures once more, cut to the area in which a first look found them alike and laid on each other.
///
/// A fingerprint spreads its details over the whole design, so a small crop or a lifted motif meets few of them. Here
/// the design's own picture is cut to the area and the query is drawn as it lies upon it, both at the same size; what
/// fingerprints hold of a whole is then measured of the area alone. A copy gains much by that, since its details
/// agree wherever one looks; patterns that merely share a lattice do not.
struct CloserLook {
  /// The long side of the area as it is drawn, in pixels.
  static let longSides = 256...640
  /// How far the area reaches beyond the matched details, as a share of their extent.
  static let margin = 0.2
  /// An area narrower than this is too small to be looked at, in working pixels of the design.
  static let leastSide = 16.0
  /// How many matches of a review are looked at again, the strongest first.
  static let matchLimit = 2
  /// First looks between these give no sure answer: base-10 logarithms of their likelihood ratio.
  static let doubtful = 0.0...7.0

  /// Beside a flagged match, one with less than this is not looked at again; ``CandidateVerification`` says what that costs.
  static let leastBesideFlagged = 1.5
  /// A match of the query's negative with less than this is not looked at.
  ///
  /// Of copies of the developers' set (negatives in half-drop photographed, negatives of its copies, two attacks at once) 71
  /// were decided by a look at their negative, and the first looks gave 1.06 and more; of 203 looks at negatives of its
  /// strangers, at 0 and more, half were below.
  static let leastOfNegative = 0.5

  /// Whether the first look at a match gives no sure answer.
  static func isWanted(for match: EngineMatch) -> Bool {
    doubtful.contains(match.log10LikelihoodRatio)
      && (!match.isNegative || match.log10LikelihoodRatio >= leastOfNegative)
  }

  private let query: PictureCopy
  private let working: ImageSize

  /// Prepares a query.
  ///
  /// - Parameter query: The picture in question.
  init(query: PictureCopy) {
    self.query = query
    working = query.fullSize.fitted(longSide: PictureAnalysis.longSide)
  }

  /// Measures the area in which a match lies.
  ///
  /// - Parameters:
  ///   - placement: How the query lies on the design, from the first look.
  ///   - design: The design's picture.
  ///   - isNegative: Whether the query's negative lies there.
  ///   - comparesColours: Whether to measure what the colours say of one another.
  ///   - threads: 2 lets a second thread see to the design; what is measured is the same.
  /// - Returns: What was measured; nil when the area is too small or carries too little.
  func observation(
    along placement: EngineMatch.Placement, of design: PictureCopy,
    asNegative isNegative: Bool = false, comparesColours: Bool = true, threads: Int = 1
  ) -> MatchObservation? {
    guard let area = AlignedArea(placement, query: query, queryWorking: working, design: design)
    else {
      return nil
    }
    let halves = concurrentMap(count: 2, threads: threads) { [query] place in
      place == 0
        ? Half(
          laying: query.pixels, onto: area.canvas, by: area.toQuery, asNegative: isNegative)
        : Half(drawing: design.pixels, onto: area.canvas, by: area.toDesign)
    }
    guard let asked = halves[0].asked, !asked.isFeatureless,
      let fingerprint = halves[1].fingerprint
    else { return nil }
    var observation = PairExaminer(query: asked).observation(ofLaid: fingerprint)
    let matching = BlockMatching(
      of: halves[1].directions, in: halves[0].directions, covered: halves[0].covered)
    observation.blocks = BlockObservation(
      pairCount: matching.pairCount, significance: Double(matching.significance),
      agreeingShare: Double(matching.agreeingShare), correlation: Double(matching.correlation))
    if comparesColours {
      let information = ColourInformation(of: halves[1].colours, in: halves[0].colours)
      observation.colours = ColourObservation(
        bits: information.bits, chanceBits: information.chanceBits, share: information.share)
    }
    return observation
  }

  /// The long side at which squares are looked for, in pixels.
  static let blockLongSide = 256
  /// The long side at which colours are compared, in pixels.
  static let colourLongSide = 128
}

/// What is measured of one of the two pictures that lie on each other.
private struct Half: Sendable {
  var asked: QueryPicture?
  var fingerprint: Fingerprint?
  let directions: DirectionField
  /// How much of each pixel of the directions the picture covers, 0...255, row by row.
  let covered: [UInt8]
  let colours: ColourDivision

  /// The query, drawn as it lies on the design.
  init(
    laying picture: PixelBuffer, onto canvas: ImageSize, by map: ProjectiveMap,
    asNegative isNegative: Bool
  ) {
    let drawn = PictureWarp.warped(picture, onto: canvas, by: map)
    self.init(drawn)
    // Colours tell as much of one another in the negative, and edges run where they ran.
    asked = QueryPicture(
      of: PictureAnalysis(isNegative ? drawn.picture.negative : drawn.picture), withRepeats: false,
      effort: .laid)
  }

  /// The design, cut to the area.
  init(drawing picture: PixelBuffer, onto canvas: ImageSize, by map: ProjectiveMap) {
    let drawn = PictureWarp.warped(picture, onto: canvas, by: map)
    self.init(drawn)
    fingerprint = Fingerprint(of: PictureAnalysis(drawn.picture), withRepeats: false)
  }

  private init(_ drawn: (picture: PixelBuffer, shares: [UInt8])) {
    let small = WorkingPicture.make(of: drawn.picture, longSide: CloserLook.blockLongSide)
    directions = ColourEdges.directions(of: small)
    covered = Self.shares(drawn.shares, of: drawn.picture.size, at: small.size)
    let smaller = WorkingPicture.make(of: small, longSide: CloserLook.colourLongSide)
    colours = ColourDivision(
      of: smaller, covered: Self.shares(drawn.shares, of: drawn.picture.size, at: smaller.size))
  }

  /// How much of each pixel is covered, looked up at a smaller size.
  private static func shares(_ shares: [UInt8], of size: ImageSize, at small: ImageSize) -> [UInt8]
  {
    (0..<small.pixelCount).map { place in
      let x = place % small.width * size.width / small.width
      let y = place / small.width * size.height / small.height
      return shares[y * size.width + x]
    }
  }
}

extension PictureAnalysis {
  /// Analyses a picture in memory, no larger than a working picture.
  fileprivate init(_ picture: PixelBuffer) {
    self.init(pdq: PDQHasher.hash(picture), picture: picture)
  }
}

/// The part of a design that a match covers, and the maps from its drawing to both pictures.
struct AlignedArea {
  /// The size at which the area is drawn.
  let canvas: ImageSize
  let toDesign: ProjectiveMap
  let toQuery: ProjectiveMap

  init?(
    _ placement: EngineMatch.Placement, query: PictureCopy, queryWorking: ImageSize,
    design: PictureCopy
  ) {
    let map =
      placement.isMirrored
      ? placement.map.afterMirroring(width: queryWorking.width) : placement.map
    guard let back = map.inverse, let forth = ProjectiveMap(rows: map.rows),
      let toWorking = ProjectiveMap(rows: back.rows)
    else { return nil }
    let designWorking = design.fullSize.fitted(longSide: PictureAnalysis.longSide)
    // Maps of working pictures have the centres of pixels at whole numbers, those of drawings the corners.
    var left = -0.5
    var top = -0.5
    var right = Double(designWorking.width) - 0.5
    var bottom = Double(designWorking.height) - 0.5
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].compactMap {
      forth(
        PicturePoint(
          x: $0.0 * Double(queryWorking.width) - 0.5, y: $0.1 * Double(queryWorking.height) - 0.5))
    }
    guard corners.count == 4 else { return nil }
    left = max(left, corners.map(\.x).min() ?? left)
    top = max(top, corners.map(\.y).min() ?? top)
    right = min(right, corners.map(\.x).max() ?? right)
    bottom = min(bottom, corners.map(\.y).max() ?? bottom)
    if let extent = placement.extent {
      let width = Double(extent.right - extent.left) * CloserLook.margin
      let height = Double(extent.bottom - extent.top) * CloserLook.margin
      left = max(left, Double(extent.left) - width)
      top = max(top, Double(extent.top) - height)
      right = min(right, Double(extent.right) + width)
      bottom = min(bottom, Double(extent.bottom) + height)
    }
    guard right - left >= CloserLook.leastSide, bottom - top >= CloserLook.leastSide else {
      return nil
    }
    // Drawn as fine as the coarser of the two pictures shows it.
    let designZoom = Double(design.pixels.size.width) / Double(designWorking.width)
    let queryZoom = Double(query.pixels.size.width) / Double(queryWorking.width)
    let middle = PicturePoint(x: (left + right) / 2, y: (top + bottom) / 2)
    guard let at = toWorking(middle),
      let beside = toWorking(PicturePoint(x: middle.x + 1, y: middle.y)),
      let below = toWorking(PicturePoint(x: middle.x, y: middle.y + 1))
    else { return nil }
    let stretch =
      ((beside.x - at.x) * (below.y - at.y) - (beside.y - at.y) * (below.x - at.x)).magnitude
      .squareRoot()
    let longSide = max(right - left, bottom - top)
    let wanted = longSide * min(designZoom, queryZoom * stretch)
    let side = min(
      max(wanted, Double(CloserLook.longSides.lowerBound)), Double(CloserLook.longSides.upperBound))
    canvas = ImageSize(
      width: max(8, Int((right - left) * side / longSide)),
      height: max(8, Int((bottom - top) * side / longSide)))
    let stepX = (right - left) / Double(canvas.width)
    let stepY = (bottom - top) / Double(canvas.height)
    guard
      let toCentres = ProjectiveMap(rows: [[stepX, 0, left], [0, stepY, top], [0, 0, 1]]),
      let toCopy = ProjectiveMap(
        rows: [[designZoom, 0, designZoom / 2], [0, designZoom, designZoom / 2], [0, 0, 1]]),
      let toOwnCopy = ProjectiveMap(
        rows: [[queryZoom, 0, queryZoom / 2], [0, queryZoom, queryZoom / 2], [0, 0, 1]])
    else { return nil }
    toDesign = toCentres.followed(by: toCopy)
    toQuery = toCentres.followed(by: toWorking).followed(by: toOwnCopy)
  }
}
