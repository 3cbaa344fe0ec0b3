// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// The query with what explains it: by which match, or by nothing that is known; see ``AreaDivision``.
public struct ExplainedArea: Sendable {
  /// The query with the areas of the matches tinted and outlined; what nothing explains keeps its colours.
  public let picture: PixelBuffer
  /// How the query is divided.
  public let division: AreaDivision

  /// Draws what explains a query.
  ///
  /// - Parameters:
  ///   - query: The query, or a smaller copy of it.
  ///   - querySize: The query's own size, in whose pixels the outlines are.
  ///   - areas: The area of each match, the strongest first; a match without an area explains nothing.
  ///   - cut: The part of the query that is divided, in the query's pixels; nil is all of it. The rest is drawn pale.
  ///   - longSide: The long side of the picture, in pixels.
  /// - Complexity: O(pixels x matches).
  public init(
    of query: PixelBuffer, querySize: ImageSize, areas: [ExplainedOutlines],
    cut: PixelRectangle? = nil, longSide: Int = OverlayPicture.standardPanelSide
  ) {
    division = AreaDivision(of: querySize, among: areas, inside: cut, longSide: longSide)
    let plain = PictureWarp.resized(query, to: division.size)
    let pale = plain.dimmed()
    var drawn = cut == nil ? plain : plain.dimmed(outside: division.inside)
    for (pixel, owner) in division.owner.enumerated() where owner >= 0 {
      let color = EvidenceColors.area(owner)
      let ink = [Int(color.red), Int(color.green), Int(color.blue)]
      for channel in 0..<3 {
        let index = pixel * 3 + channel
        drawn.samples[index] = UInt8(
          (Int(plain.samples[index]) + Int(pale.samples[index]) + 2 * ink[channel]) / 4)
      }
    }
    for (rank, area) in division.areas.enumerated().reversed() {
      drawn.drawOutlines(
        area.outlines, color: EvidenceColors.area(rank), width: Double(longSide) / 320)
    }
    picture = drawn
  }
}
