// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureSpace
internal import ImageBuffers
private import ImageNormalization
private import MatchVerification

extension EngineMatch {
  /// The long sides, in pixels of the query, at which a design is compared anew.
  ///
  /// There is less to be seen than a thumbnail holds, and no less than it has pixels. A thumbnail is made of 512; 400 was
  /// chosen, no other limit was tried.
  private static let reducedLongSides: Range<Float> = 128..<400

  /// The same match, its squares compared with the design as small as the query shows it.
  ///
  /// What speaks for the match is not measured anew, only what it covers.
  ///
  /// - Parameters:
  ///   - query: The view in which the match was found.
  ///   - design: The design's picture.
  ///   - size: The size of its file, or of the part that was compared.
  ///   - part: That part, in pixels of the file; nil is all of it.
  /// - Returns: The match, as it is where the query shows the design large enough.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  func comparedAsSmall(
    as query: QueryPicture, with design: Picture, of size: ImageSize,
    inside part: PixelRectangle? = nil
  ) throws(SelvedgeError) -> EngineMatch {
    guard procedure.comparesAsSmall else { return self }
    let working = size.fitted(longSide: PictureAnalysis.longSide)
    let layings = placements.map {
      DenseAgreement.Laying(
        map: $0.map, isMirrored: $0.isMirrored, querySize: query.size, designSize: working)
    }
    func shown(_ laying: DenseAgreement.Laying) -> Float {
      laying.shrink * Float(working.longSide)
    }
    guard layings.contains(where: { Self.reducedLongSides.contains(shown($0)) }) else {
      return self
    }
    let pixels = try design.copyForEvidence(of: part).pixels
    var match = self
    for (place, laying) in layings.enumerated()
    where Self.reducedLongSides.contains(shown(laying)) {
      let longSide = Int(shown(laying).rounded())
      let small = WorkingPicture.make(of: pixels, longSide: longSide)
      let thumbnail = EdgeThumbnail(of: PlanePyramid(ColourEdges.map(of: small)))
      match.replace(
        agreement: placements[place].agreement.compared(
          anew: laying, query.edges, with: thumbnail, madeAt: longSide), ofPlacement: place)
    }
    return match
  }
}
