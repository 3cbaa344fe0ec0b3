// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Lines along one side of a rectangle, counted inwards from it.
struct SideLine {
  let side: Side
  let rectangle: PixelRectangle
  let picture: PixelBuffer

  init(_ side: Side, of rectangle: PixelRectangle, _ picture: PixelBuffer) {
    self.side = side
    self.rectangle = rectangle
    self.picture = picture
  }

  var length: Int { side.isVertical ? rectangle.height : rectangle.width }

  /// Where the samples of a line's pixels begin.
  ///
  /// - Parameters:
  ///   - depth: How far inside the side the line runs; 0 is the first line inside.
  ///   - from: The first pixel along the line.
  ///   - to: The pixel after the last.
  /// - Returns: Places in the picture's samples, in the order of the line.
  func places(at depth: Int, from: Int, to: Int) -> StrideTo<Int> {
    let width = picture.size.width
    let (start, step): (Int, Int) =
      switch side {
      case .left: (rectangle.top * width + rectangle.left + depth, width)
      case .right: (rectangle.top * width + rectangle.right - 1 - depth, width)
      case .top: ((rectangle.top + depth) * width + rectangle.left, 1)
      case .bottom: ((rectangle.bottom - 1 - depth) * width + rectangle.left, 1)
      }
    return stride(from: (start + from * step) * 3, to: (start + to * step) * 3, by: step * 3)
  }

  /// Whether a line lies in the picture.
  private func isInside(_ depth: Int) -> Bool {
    switch side {
    case .left: 0..<picture.size.width ~= rectangle.left + depth
    case .right: 0..<picture.size.width ~= rectangle.right - 1 - depth
    case .top: 0..<picture.size.height ~= rectangle.top + depth
    case .bottom: 0..<picture.size.height ~= rectangle.bottom - 1 - depth
    }
  }

  /// How many of the middle pixels of a line do not have a colour.
  private func others(than ground: Colour, at depth: Int) -> (count: Int, of: Int) {
    let corner = length * FrameFinder.corner / 100
    let (from, to) = (corner, length - corner)
    var count = 0
    picture.samples.withUnsafeBufferPointer { samples in
      for place in places(at: depth, from: from, to: to) where !ground.isNear(samples, place) {
        count += 1
      }
    }
    return (count, to - from)
  }

  /// Finds the straight edge between ground and picture near the side.
  ///
  /// - Parameters:
  ///   - ground: The colour outside.
  ///   - reach: How far from the side the edge may be, in pixels.
  /// - Returns: How many lines further inside the edge is, negative for outside, and along how much of its length
  ///   there is something inside; nil when there is no straight edge.
  func edge(
    of ground: Colour, reach: Int
  ) -> (depth: Int, inside: (count: Int, of: Int))? {
    // The first line that is no longer ground by half.
    var found: Int?
    for depth in -reach...reach where isInside(depth) {
      let line = others(than: ground, at: depth)
      if line.count * 2 >= line.of {
        found = depth
        break
      }
    }
    guard let found, isInside(found - 3), isInside(found + 2) else { return nil }
    // Resampling and JPEG soften an edge by a pixel or two.
    let outside = others(than: ground, at: found - 3)
    guard outside.count * 100 <= FrameFinder.largestOutside * outside.of else { return nil }
    let first = others(than: ground, at: found + 1)
    let second = others(than: ground, at: found + 2)
    let inside = first.count < second.count ? first : second
    guard inside.count * 100 >= FrameFinder.leastInside.each * inside.of else { return nil }
    return (found, inside)
  }
}
