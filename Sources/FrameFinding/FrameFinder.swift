// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Finds the picture proper in a screenshot, a card or a scan with plain margins.
///
/// A frame begins with a line of nearly one colour along a side of the picture, its *ground*. The largest connected
/// part of the picture that is not of this colour is the picture proper if it fills its rectangle and the rectangle has
/// straight edges: outside them lies ground, inside something else, along nearly all of their length. A motif on a plain
/// cloth has no such edges, whatever its extent. What was found is looked at in the same way, for frames have frames:
/// a dark bar above, a light caption below, a mount around. In doubt there is no frame.
///
/// The numbers below were set on 1,420 pictures and 180 made screens, cards and pages; <doc:FrameFinding> says what they
/// find there.
///
/// - Complexity: O(pixels).
public enum FrameFinder {
  /// The least share of the pixels of a line that have one colour where the line is ground, in per cent.
  static let leastQuiet = 80
  /// The least share of its rectangle that the picture proper fills, in per cent.
  static let leastFill = 60
  /// The least share of the length of an edge inside which there is something: of each, and of all that are cut
  /// together, in per cent.
  static let leastInside = (each: 45, together: 75)
  /// The largest share of the length of an edge outside which there is something, in per cent.
  static let largestOutside = 8
  /// The share of an edge at either end that is not looked at, in per cent: corners may be round.
  static let corner = 10
  /// The least side of the picture proper, in pixels, and as a share of the long side of the picture, in per cent.
  static let leastSide = (pixels: 48, share: 10)
  /// The least share of the picture that a frame has, in per cent: less is not worth a cut.
  static let leastFrame = 4
  /// The least share of the cells of the picture proper that differ from their neighbours, in per cent.
  static let leastActivity = 14
  /// The least share of the frame that is ground, in per cent.
  static let leastGround = 45
  /// How much of the frame is ground where there is nothing but plain margins, in per cent.
  static let plainGround = 97
  /// How far an edge reaches into what is beside it, in pixels: resampling and JPEG files soften edges.
  static let softness = 4
  /// How many frames may lie inside each other.
  static let largestDepth = 6

  /// Looks for a frame.
  ///
  /// - Parameter picture: The picture; a working picture of some hundred pixels is enough.
  /// - Returns: What was found; nil when the picture seems to have no frame, or it is in doubt.
  public static func frame(of picture: PixelBuffer) -> PictureFrame? {
    guard min(picture.size.width, picture.size.height) >= 2 * leastSide.pixels else { return nil }
    let grid = CellGrid(picture)
    let whole = PixelRectangle(all: picture.size)
    var inner = whole
    var grounds: [Colour] = []
    for _ in 0..<largestDepth {
      guard let (next, ground) = step(from: inner, in: picture, grid) else { break }
      inner = next
      grounds.append(ground)
    }
    // A corner of a picture is no picture in a frame.
    let isCut = (
      across: inner.width < whole.width, left: inner.left > 0, right: inner.right < whole.width,
      down: inner.height < whole.height, top: inner.top > 0, bottom: inner.bottom < whole.height
    )
    let isCorner =
      isCut.across && isCut.down && isCut.left != isCut.right && isCut.top != isCut.bottom
    guard !grounds.isEmpty, !isCorner,
      (whole.pixelCount - inner.pixelCount) * 100 >= leastFrame * whole.pixelCount
    else { return nil }
    let box = cells(of: inner, grid)
    let around = widened(box)
    let all = CellGrid.Box(left: 0, top: 0, right: grid.columns, bottom: grid.rows)
    let activity = grid.activity(in: box)
    let ground = grid.count(of: grounds, in: all, outside: around)
    guard activity.active * 100 >= leastActivity * activity.count,
      ground.near * 100 >= leastGround * ground.count
    else { return nil }
    return PictureFrame(
      inner: inner, kind: kind(of: inner, grid: grid, grounds: grounds, share: ground))
  }

  private static func kind(
    of inner: PixelRectangle, grid: CellGrid, grounds: [Colour],
    share: (near: Int, count: Int)
  ) -> PictureFrame.Kind {
    if share.near * 100 >= plainGround * share.count { return .margin }
    // Something beside the picture, not only above and below.
    let box = cells(of: inner, grid)
    let band = CellGrid.Box(left: 0, top: box.top, right: grid.columns, bottom: box.bottom)
    let beside = grid.count(of: grounds, in: band, outside: widened(box))
    return beside.near * 100 >= plainGround * beside.count ? .bars : .page
  }

  /// The picture proper inside a rectangle, and the ground around it.
  private static func step(
    from outer: PixelRectangle, in picture: PixelBuffer, _ grid: CellGrid
  ) -> (inner: PixelRectangle, ground: Colour)? {
    let box = cells(of: outer, grid, awayFromCutsIn: picture.size)
    var best: (inner: PixelRectangle, ground: Colour)?
    for ground in grounds(of: outer, in: picture) {
      guard let part = grid.largestPart(besides: ground, in: box),
        part.count * 100 >= leastFill * part.box.count,
        let inner = edged(part.box, inside: outer, box, ground, picture, grid.cell),
        inner.pixelCount > best?.inner.pixelCount ?? 0
      else { continue }
      best = (inner, ground)
    }
    return best
  }

  /// The cells that lie wholly inside a rectangle; where none does, one.
  private static func cells(of rectangle: PixelRectangle, _ grid: CellGrid) -> CellGrid.Box {
    let cell = grid.cell
    let left = min(grid.columns - 1, (rectangle.left + cell - 1) / cell)
    let top = min(grid.rows - 1, (rectangle.top + cell - 1) / cell)
    return CellGrid.Box(
      left: left, top: top,
      right: max(left + 1, min(grid.columns, rectangle.right / cell)),
      bottom: max(top + 1, min(grid.rows, rectangle.bottom / cell)))
  }

  /// The same without the cells along sides that were cut before, which show both what is outside and what is inside.
  private static func cells(
    of rectangle: PixelRectangle, _ grid: CellGrid, awayFromCutsIn size: ImageSize
  ) -> CellGrid.Box {
    var box = cells(of: rectangle, grid)
    if rectangle.left > 0 { box.left += 1 }
    if rectangle.top > 0 { box.top += 1 }
    if rectangle.right < size.width { box.right -= 1 }
    if rectangle.bottom < size.height { box.bottom -= 1 }
    return box
  }

  /// A box with the cells around it, which the edge of a rectangle may cut.
  private static func widened(_ box: CellGrid.Box) -> CellGrid.Box {
    CellGrid.Box(
      left: box.left - 1, top: box.top - 1, right: box.right + 1, bottom: box.bottom + 1)
  }

  /// The colours of those sides of a rectangle that are nearly of one colour.
  private static func grounds(of outer: PixelRectangle, in picture: PixelBuffer) -> [Colour] {
    var colours: [Colour] = []
    for side in Side.allCases {
      let line = SideLine(side, of: outer, picture)
      let places = line.places(at: softness, from: 0, to: line.length)
      let found = picture.samples.withUnsafeBufferPointer { Colour.most($0, places) }
      guard found.count * 100 >= leastQuiet * line.length,
        !colours.contains(where: { $0.isNear(found.colour) })
      else { continue }
      colours.append(found.colour)
    }
    return colours
  }

  /// Moves the edges of a box of cells to the pixel.
  ///
  /// - Returns: The rectangle; nil when an edge is not straight, or nothing is cut, or too little is left.
  private static func edged(
    _ box: CellGrid.Box, inside outer: PixelRectangle, _ outerBox: CellGrid.Box, _ ground: Colour,
    _ picture: PixelBuffer, _ cell: Int
  ) -> PixelRectangle? {
    var edges = Sides(
      left: outer.left, top: outer.top, right: outer.right, bottom: outer.bottom)
    let rough = Sides(
      left: box.left * cell, top: box.top * cell, right: box.right * cell,
      bottom: box.bottom * cell)
    let around = PixelRectangle(
      left: rough.left, top: rough.top, width: rough.right - rough.left,
      height: rough.bottom - rough.top)
    guard
      min(around.width, around.height)
        >= max(leastSide.pixels, leastSide.share * picture.size.longSide / 100)
    else { return nil }
    var something = (count: 0, of: 0)
    for side in Side.allCases where !box.meets(side, of: outerBox) {
      let line = SideLine(side, of: around, picture)
      guard let edge = line.edge(of: ground, reach: cell + 3) else { return nil }
      edges[side] = rough[side] + (side.isFirst ? edge.depth : -edge.depth)
      something = (something.count + edge.inside.count, something.of + edge.inside.of)
    }
    guard something.of > 0, something.count * 100 >= leastInside.together * something.of else {
      return nil
    }
    return PixelRectangle(
      left: edges.left, top: edges.top, width: edges.right - edges.left,
      height: edges.bottom - edges.top)
  }
}
