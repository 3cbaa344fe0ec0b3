// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A match as one picture: the query, the design, and the design laid onto the query.
///
/// From left to right: the query with the outline of the area that agrees; the design with the same area
/// outlined in another colour; the query with the design laid over it as the transform says, half and half
/// inside the area, everything else pale. Where drawings coincide, the third panel is as sharp as the first.
public enum OverlayPicture {
  /// The long side of a panel unless another is asked for, in pixels.
  public static let standardPanelSide = 640

  /// Draws a match.
  ///
  /// - Parameters:
  ///   - query: The query, or a smaller copy of it.
  ///   - design: The design, or a smaller copy of it.
  ///   - geometry: Where the design lies; `nil` when nothing agrees, which leaves the third panel pale.
  ///   - cut: Where the picture proper is in the query, in the query's pixels, if it has a frame: the frame is drawn
  ///     pale, and the picture proper outlined.
  ///   - panelSide: The long side of a panel, in pixels, at least 16.
  /// - Returns: Three panels in a row on white, top edges level.
  /// - Complexity: O(pixels of the panels), times up to 36 for large pictures.
  public static func render(
    query: PixelBuffer, design: PixelBuffer, geometry: MatchGeometry?,
    cut: PixelRectangle? = nil, panelSide: Int = standardPanelSide
  ) -> PixelBuffer {
    precondition(panelSide >= 16, "a panel is at least 16 pixels, not \(panelSide)")
    let querySize = PictureWarp.panelSize(
      of: geometry?.querySize ?? query.size, longSide: panelSide)
    let designSize = PictureWarp.panelSize(
      of: geometry?.designSize ?? design.size, longSide: panelSide)
    let plainQuery = PictureWarp.resized(query, to: querySize)
    var (first, second) = (plainQuery, PictureWarp.resized(design, to: designSize))
    if let cut {
      let inside = cut.scaled(from: geometry?.querySize ?? query.size, to: querySize)
      first = first.dimmed(outside: inside)
      first.drawOutlines(
        [Polygon(inside)], color: EvidenceColors.cut, width: max(2, Double(panelSide) / 320))
    }
    let third: PixelBuffer
    if let geometry {
      let lineWidth = max(2, Double(panelSide) / 213)
      let inQuery = outlines(geometry.queryOutlines, of: geometry.querySize, on: querySize)
      let inDesign = outlines(geometry.designOutlines, of: geometry.designSize, on: designSize)
      third = laidOver(
        plainQuery, design: design, geometry: geometry,
        area: ExplainedOutlines(
          outlines: inQuery,
          gaps: outlines(geometry.queryGaps, of: geometry.querySize, on: querySize)),
        lineWidth: lineWidth)
      first.drawOutlines(inQuery, color: EvidenceColors.query, width: lineWidth)
      second.drawOutlines(inDesign, color: EvidenceColors.design, width: lineWidth)
    } else {
      third = plainQuery.dimmed()
    }
    return inRow([first, second, third], margin: max(4, panelSide / 27))
  }

  /// The design as it lies on the query, at every place, and nothing else.
  ///
  /// Where places overlap the stronger one shows, but that inside the outline of a place the design lies as it does there.
  ///
  /// - Parameters:
  ///   - design: The design, or a smaller copy of it.
  ///   - geometry: Where it lies.
  ///   - size: The size at which the query is drawn.
  /// - Returns: A picture of that size, white where the design does not reach, and how much of each pixel the
  ///   design covers, 0...255.
  /// - Complexity: O(pixels of the picture) for each place.
  public static func aligned(
    _ design: PixelBuffer, geometry: MatchGeometry, size: ImageSize
  ) -> (picture: PixelBuffer, shares: [UInt8]) {
    let toQuery = ProjectiveMap.scaling(
      x: Double(geometry.querySize.width) / Double(size.width),
      y: Double(geometry.querySize.height) / Double(size.height))
    let toCopy = ProjectiveMap.scaling(
      x: Double(design.size.width) / Double(geometry.designSize.width),
      y: Double(design.size.height) / Double(geometry.designSize.height))
    func laid(_ placed: ProjectiveMap) -> (picture: PixelBuffer, shares: [UInt8]) {
      PictureWarp.warped(
        design, onto: size, by: toQuery.followed(by: placed.inverse).followed(by: toCopy))
    }
    var (picture, shares) = laid(geometry.designToQuery)
    let further = geometry.furtherDesignToQuery
    let areas = outlines(geometry.queryOutlines, of: geometry.querySize, on: size)
    // There is an outline for each place, unless one was too small to be told.
    let hasOwnAreas = areas.count == 1 + further.count
    for (place, placed) in further.enumerated() {
      let (other, reach) = laid(placed)
      let own =
        hasOwnAreas
        ? AreaMask(ExplainedOutlines(outlines: [areas[1 + place]]), size: size).shares : nil
      var added = [UInt8](repeating: 0, count: reach.count)
      for pixel in reach.indices where reach[pixel] > 0 {
        let free = max(255 - Int(shares[pixel]), Int(own?[pixel] ?? 0))
        added[pixel] = UInt8(Int(reach[pixel]) * free / 255)
        shares[pixel] = max(shares[pixel], reach[pixel])
      }
      picture.blend(other, shares: added)
    }
    return (picture, shares)
  }

  private static func laidOver(
    _ query: PixelBuffer, design: PixelBuffer, geometry: MatchGeometry, area: ExplainedOutlines,
    lineWidth: Double
  ) -> PixelBuffer {
    let (overlay, reach) = aligned(design, geometry: geometry, size: query.size)
    var both = query
    both.blend(overlay, shares: reach, opacity: 128)
    var panel = query.dimmed()
    panel.blend(both, shares: AreaMask(area, size: query.size).shares)
    panel.drawOutlines(area.outlines, color: EvidenceColors.query, width: lineWidth)
    return panel
  }

  static func outlines(
    _ polygons: [Polygon], of size: ImageSize, on panel: ImageSize
  ) -> [Polygon] {
    let map = ProjectiveMap.scaling(
      x: Double(panel.width) / Double(size.width), y: Double(panel.height) / Double(size.height))
    return polygons.compactMap { $0.mapped(by: map) }
  }

  private static func inRow(_ panels: [PixelBuffer], margin: Int) -> PixelBuffer {
    let width = panels.reduce(margin) { $0 + $1.size.width + margin }
    let height = (panels.map(\.size.height).max() ?? 0) + 2 * margin
    let paper = EvidenceColors.paper
    var canvas = PixelBuffer(
      size: ImageSize(width: width, height: height), red: paper.red, green: paper.green,
      blue: paper.blue)
    var left = margin
    for panel in panels {
      let edge = EvidenceColors.edge
      let ground = PixelBuffer(
        size: ImageSize(width: panel.size.width + 2, height: panel.size.height + 2),
        red: edge.red, green: edge.green, blue: edge.blue)
      canvas.place(ground, left: left - 1, top: margin - 1)
      canvas.place(panel, left: left, top: margin)
      left += panel.size.width + margin
    }
    return canvas
  }
}
