// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// The query's area divided: explained by which match, or by nothing that is known.
///
/// Each pixel belongs to the first match whose outline holds its centre, so shares add up to one. Only
/// areas that were verified count. Of a picture with a frame only what is inside the cut is divided.
public struct ExplainedArea: Sendable {
  /// The query with the areas of the matches tinted and outlined; what nothing explains keeps its colours.
  public let picture: PixelBuffer
  /// Share of the query that belongs to each match, 0...1, in the order of the matches.
  public let shares: [Double]
  /// Share of the query that nothing explains, 0...1.
  public let unexplained: Double

  /// Divides a query.
  ///
  /// - Parameters:
  ///   - query: The query, or a smaller copy of it.
  ///   - querySize: The query's own size, in whose pixels the outlines are.
  ///   - outlines: The area of each match, the strongest first; a match without an area explains nothing.
  ///   - cut: The part of the query that is divided, in the query's pixels; nil is all of it. The rest is drawn pale.
  ///   - longSide: The long side of the picture, in pixels.
  /// - Complexity: O(pixels x matches).
  public init(
    of query: PixelBuffer, querySize: ImageSize, outlines: [[Polygon]],
    cut: PixelRectangle? = nil, longSide: Int = OverlayPicture.standardPanelSide
  ) {
    let size = PictureWarp.panelSize(of: querySize, longSide: longSide)
    let plain = PictureWarp.resized(query, to: size)
    var owner = [Int](repeating: -1, count: size.pixelCount)
    let areas = outlines.map { OverlayPicture.outlines($0, of: querySize, on: size) }
    var counts = [Int](repeating: 0, count: areas.count)
    let inside = (cut ?? PixelRectangle(all: querySize)).scaled(from: querySize, to: size)
    func isInside(_ pixel: Int) -> Bool {
      inside.left..<inside.right ~= pixel % size.width
        && inside.top..<inside.bottom ~= pixel / size.width
    }
    for (rank, area) in areas.enumerated() where !area.isEmpty {
      let mask = AreaMask(inside: area, size: size)
      for pixel in owner.indices
      where owner[pixel] < 0 && mask.shares[pixel] >= 128 && isInside(pixel) {
        owner[pixel] = rank
        counts[rank] += 1
      }
    }
    shares = counts.map { Double($0) / Double(inside.pixelCount) }
    unexplained = Double(inside.pixelCount - counts.reduce(0, +)) / Double(inside.pixelCount)

    let pale = plain.dimmed()
    var drawn = cut == nil ? plain : plain.dimmed(outside: inside)
    for pixel in owner.indices where owner[pixel] >= 0 {
      let color = EvidenceColors.area(owner[pixel])
      let ink = [Int(color.red), Int(color.green), Int(color.blue)]
      for channel in 0..<3 {
        let index = pixel * 3 + channel
        drawn.samples[index] = UInt8(
          (Int(plain.samples[index]) + Int(pale.samples[index]) + 2 * ink[channel]) / 4)
      }
    }
    for (rank, area) in areas.enumerated().reversed() {
      drawn.drawOutlines(area, color: EvidenceColors.area(rank), width: Double(longSide) / 320)
    }
    picture = drawn
  }
}
