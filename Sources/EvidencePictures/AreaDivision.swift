// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A query's area divided among the matches that explain it, on a panel's grid.
///
/// Each pixel belongs to the first match whose area covers at least half of it, so shares add up to one; what one match
/// leaves out may belong to another. Only areas that were verified count. Of a picture with a frame only what is inside
/// the cut is divided.
public struct AreaDivision: Sendable {
  /// The query's own size.
  let querySize: ImageSize
  /// The size of the grid.
  let size: ImageSize
  /// The area of each match, in pixels of the grid.
  let areas: [ExplainedOutlines]
  /// What is divided, in pixels of the grid.
  let inside: PixelRectangle
  /// The match of each pixel, in the order of the matches; -1 for none.
  let owner: [Int]
  /// Share of the query that belongs to each match, 0...1, in the order of the matches.
  public let shares: [Double]
  /// Share of the query that nothing explains, 0...1.
  public let unexplained: Double

  /// Divides a query.
  ///
  /// - Parameters:
  ///   - querySize: The query's own size, in whose pixels the outlines are.
  ///   - areas: The area of each match, the strongest first; a match without an area explains nothing.
  ///   - cut: The part of the query that is divided, in the query's pixels; nil is all of it.
  ///   - longSide: The long side of the grid, in pixels.
  /// - Complexity: O(pixels of the grid x matches).
  public init(
    of querySize: ImageSize, among areas: [ExplainedOutlines], inside cut: PixelRectangle? = nil,
    longSide: Int = OverlayPicture.standardPanelSide
  ) {
    let size = PictureWarp.panelSize(of: querySize, longSide: longSide)
    let areas = areas.map { $0.scaled(of: querySize, on: size) }
    let inside = (cut ?? PixelRectangle(all: querySize)).scaled(from: querySize, to: size)
    func isInside(_ pixel: Int) -> Bool {
      inside.left..<inside.right ~= pixel % size.width
        && inside.top..<inside.bottom ~= pixel / size.width
    }
    var owner = [Int](repeating: -1, count: size.pixelCount)
    var counts = [Int](repeating: 0, count: areas.count)
    for (rank, area) in areas.enumerated() where !area.outlines.isEmpty {
      let mask = AreaMask(area, size: size)
      for pixel in owner.indices
      where owner[pixel] < 0 && mask.shares[pixel] >= 128 && isInside(pixel) {
        owner[pixel] = rank
        counts[rank] += 1
      }
    }
    self.querySize = querySize
    self.size = size
    self.areas = areas
    self.inside = inside
    self.owner = owner
    shares = counts.map { Double($0) / Double(inside.pixelCount) }
    unexplained = Double(inside.pixelCount - counts.reduce(0, +)) / Double(inside.pixelCount)
  }

  /// Where a label of a match's part stands: well inside its largest outline, or, where that is a gap or another match's,
  /// in the middle of the longest row of pixels that is its own.
  ///
  /// - Parameter match: The match, by its place among the areas.
  /// - Returns: A point in the query's pixels; `nil` for a match without outlines.
  /// - Complexity: O(pixels of the grid).
  public func labelPoint(of match: Int) -> PicturePoint? {
    guard
      let outline = areas[match].outlines.max(by: {
        $0.signedArea.magnitude < $1.signedArea.magnitude
      })
    else { return nil }
    var point = outline.labelPoint
    let (x, y) = (Int(point.x), Int(point.y))
    let isOwn =
      0..<size.width ~= x && 0..<size.height ~= y && owner[y * size.width + x] == match
    if !isOwn, let row = longestRow(of: match) { point = row }
    return PicturePoint(
      x: point.x * Double(querySize.width) / Double(size.width),
      y: point.y * Double(querySize.height) / Double(size.height))
  }

  /// The middle of the longest row of pixels that belong to a match, the first of several, in pixels of the grid.
  private func longestRow(of match: Int) -> PicturePoint? {
    var longest = 0
    var middle: PicturePoint?
    for y in 0..<size.height {
      var length = 0
      for x in 0..<size.width {
        length = owner[y * size.width + x] == match ? length + 1 : 0
        guard length > longest else { continue }
        longest = length
        middle = PicturePoint(x: Double(x + 1) - Double(length) / 2, y: Double(y) + 0.5)
      }
    }
    return middle
  }
}
