// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import EvidencePictures
internal import ImageBuffers
private import ImageNormalization
internal import MatchCalibration
private import MatchVerification
private import PerceptualHashing

/// A query and a design, both drawn over the area in which they match, the one on the other.
struct LaidPictures {
  /// The long side at which squares are looked for, in pixels.
  private static let blockLongSide = 256
  /// The long side at which colours are compared, in pixels.
  private static let colourLongSide = 128
  /// How often the query is bent anew by what is left to move: of 143 missed copies, 12 were flagged once it was bent once, 17
  /// twice, and 19 thrice, then with a stranger of 344 more.
  private static let bendCount = 2
  /// A part with a smaller surplus of agreeing squares is too small to be looked at alone; chosen, no other was tried.
  private static let leastSurplus = 6
  /// A part that is a larger share of the area's squares than this is as good as all of it; chosen, no other was tried.
  private static let largestPart = 0.9

  private let query: Drawing
  private let design: Drawing
  private let fingerprint: Fingerprint
  private let blocks: BlockMatching
  private let isNegative: Bool
  private let procedure: VerificationProcedure
  private let agreement: DenseAgreement?
  private let pictures: (query: PixelBuffer, design: PixelBuffer)

  /// Where they were drawn.
  let area: AlignedArea
  /// What was measured of the two as they lie on each other.
  let observation: MatchObservation

  /// Draws the two and measures them; nil when one of them carries too little.
  ///
  /// - Parameters:
  ///   - query: The query.
  ///   - design: The design.
  ///   - area: The area that they share, and the maps to both.
  ///   - isNegative: Whether it is the query's negative that lies on the design.
  ///   - procedure: What is measured, and how squares are laid over the design.
  ///   - threads: 2 lets a second thread see to the design; what is measured is the same.
  init?(
    _ query: PixelBuffer, on design: PixelBuffer, in area: AlignedArea, asNegative isNegative: Bool,
    procedure: VerificationProcedure, threads: Int
  ) {
    let halves = concurrentMap(count: 2, threads: threads) { place in
      let isQuery = place == 0
      let drawing = Drawing(
        PictureWarp.warped(
          isQuery ? query : design, onto: area.canvas, by: isQuery ? area.toQuery : area.toDesign))
      return Half(
        drawing: drawing, asked: isQuery ? drawing.asked(asNegative: isNegative) : nil,
        fingerprint: isQuery
          ? nil : Fingerprint(of: PictureAnalysis(drawing.picture), withRepeats: false))
    }
    guard let asked = halves[0].asked, let fingerprint = halves[1].fingerprint else { return nil }
    self.query = halves[0].drawing
    self.design = halves[1].drawing
    self.fingerprint = fingerprint
    self.isNegative = isNegative
    self.procedure = procedure
    blocks = BlockMatching(of: self.design.directions, in: self.query)
    self.area = area
    pictures = (query, design)
    (observation, agreement) = Self.measured(
      of: asked, self.query, on: self.design, fingerprint, blocks, procedure)
  }

  /// The two laid on each other once more in that part of the area in which they agree most.
  ///
  /// The part is chosen by its squares, so what they say of it is the better for the choice; its details are found anew.
  ///
  /// - Parameter threads: 2 lets a second thread see to the design; what is measured is the same.
  /// - Returns: nil when the part is too small, or nearly all of the area.
  func part(threads: Int = 1) -> LaidPictures? {
    guard let agreement, let part = AgreeingPart(of: agreement), part.surplus >= Self.leastSurplus,
      Double(part.squareCount) <= Self.largestPart * Double(agreement.squares.count)
    else { return nil }
    let thumbnail = fingerprint.thumbnail.size
    let width = Double(area.canvas.width) / Double(thumbnail.width) * Double(DenseAgreement.side)
    let height = Double(area.canvas.height) / Double(thumbnail.height) * Double(DenseAgreement.side)
    let (left, top) = (
      Double(part.columns.lowerBound) * width, Double(part.rows.lowerBound) * height
    )
    var across = Double(part.columns.count) * width
    var down = Double(part.rows.count) * height
    if agreement.grid == .toTheEdges {
      across = min(across, Double(area.canvas.width) - left)
      down = min(down, Double(area.canvas.height) - top)
    }
    return area.part(left: left, top: top, width: across, height: down).flatMap {
      LaidPictures(
        pictures.query, on: pictures.design, in: $0, asNegative: isNegative,
        procedure: procedure, threads: threads)
    }
  }

  /// What is measured once the query is bent so that its squares lie on those of the design.
  ///
  /// - Parameter threads: 2 lets a second thread see to one of the channels; what is measured is the same.
  /// - Returns: nil when no squares agree on how it is bent, or it lies as well as it can.
  func bent(threads: Int = 1) -> EngineMatch.Bent? {
    var (drawing, blocks) = (query, blocks)
    var field: DisplacementField?
    for _ in 0..<Self.bendCount {
      guard
        let rest = DisplacementField(
          of: design.directions, in: drawing.directions, covered: drawing.covered)
      else { break }
      let all = field?.followed(by: rest) ?? rest
      let next = query.bent(by: all)
      let found = BlockMatching(of: design.directions, in: next)
      guard found.agreeingShare * found.correlation >= blocks.agreeingShare * blocks.correlation
      else { break }
      (drawing, blocks, field) = (next, found, all)
    }
    guard let field, let asked = drawing.asked(asNegative: isNegative, threads: threads)
    else { return nil }
    let (observation, _) = Self.measured(
      of: asked, drawing, on: design, fingerprint, blocks, procedure)
    return EngineMatch.Bent(
      observation: observation,
      largestStep: Double(field.largestStep) / Double(drawing.directions.size.longSide))
  }

  private static func measured(
    of asked: QueryPicture, _ query: Drawing, on design: Drawing, _ fingerprint: Fingerprint,
    _ blocks: BlockMatching, _ procedure: VerificationProcedure
  ) -> (observation: MatchObservation, agreement: DenseAgreement?) {
    let match = PairExaminer(query: asked, procedure: procedure).match(ofLaid: fingerprint)
    var observation = match.observation
    observation.blocks = BlockObservation(
      pairCount: blocks.pairCount, significance: Double(blocks.significance),
      agreeingShare: Double(blocks.agreeingShare), correlation: Double(blocks.correlation))
    if procedure.comparesColours {
      let information = ColourInformation(of: design.colours, in: query.colours)
      observation.colours = ColourObservation(
        bits: information.bits, chanceBits: information.chanceBits, share: information.share)
    }
    return (observation, match.placement?.agreement)
  }

  /// One of the two, with what is made of it alone.
  private struct Half: Sendable {
    let drawing: Drawing
    let asked: QueryPicture?
    let fingerprint: Fingerprint?
  }

  /// A picture drawn over the area.
  fileprivate struct Drawing: Sendable {
    let picture: PixelBuffer
    /// How much of each of its pixels the picture covers, 0...255, row by row.
    let shares: [UInt8]
    /// Where its edges run, at the size at which squares are looked for.
    let directions: DirectionField
    /// How much of each pixel of the directions the picture covers.
    let covered: [UInt8]
    let colours: ColourDivision

    init(_ drawn: (picture: PixelBuffer, shares: [UInt8])) {
      (picture, shares) = drawn
      let small = WorkingPicture.make(of: picture, longSide: LaidPictures.blockLongSide)
      directions = ColourEdges.directions(of: small)
      covered = Self.shares(shares, of: picture.size, at: small.size)
      let smaller = WorkingPicture.make(of: small, longSide: LaidPictures.colourLongSide)
      colours = ColourDivision(
        of: smaller, covered: Self.shares(shares, of: picture.size, at: smaller.size))
    }

    /// The picture bent by a field of its directions.
    func bent(by field: DisplacementField) -> Drawing {
      Drawing(
        field.bent(
          picture, covered: shares,
          scale: Float(picture.size.longSide) / Float(directions.size.longSide)))
    }

    /// The picture as a query; nil when it carries too little.
    func asked(asNegative isNegative: Bool, threads: Int = 1) -> QueryPicture? {
      // Colours tell as much of one another in the negative, and edges run where they ran.
      let asked = QueryPicture(
        of: PictureAnalysis(isNegative ? picture.negative : picture), withRepeats: false,
        effort: .laid, threads: threads)
      return asked.isFeatureless ? nil : asked
    }

    /// How much of each pixel is covered, looked up at a smaller size.
    private static func shares(
      _ shares: [UInt8], of size: ImageSize, at small: ImageSize
    ) -> [UInt8] {
      (0..<small.pixelCount).map { place in
        let x = place % small.width * size.width / small.width
        let y = place / small.width * size.height / small.height
        return shares[y * size.width + x]
      }
    }
  }
}

extension BlockMatching {
  /// Looks for the squares of a design in a drawing that lies on it.
  fileprivate init(of design: DirectionField, in query: LaidPictures.Drawing) {
    self.init(of: design, in: query.directions, covered: query.covered)
  }
}

extension PictureAnalysis {
  /// Analyses a picture in memory, no larger than a working picture.
  fileprivate init(_ picture: PixelBuffer) {
    self.init(pdq: PDQHasher.hash(picture), picture: picture)
  }
}
