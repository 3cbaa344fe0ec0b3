// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// A picture seen in square cells, each of its mean colour: what is near a colour is told cell by cell.
struct CellGrid {
  /// The most cells along a side.
  private static let longSide = 256

  /// The side of a cell, in pixels.
  let cell: Int
  let columns: Int
  let rows: Int
  /// Three samples a cell.
  private var means: [UInt8]

  /// Sums a picture up; pixels beyond the last whole cell of a row or column are left out.
  ///
  /// - Parameter picture: The picture, each side at least one cell.
  /// - Complexity: O(pixels).
  init(_ picture: PixelBuffer) {
    let side = (picture.size.longSide + Self.longSide - 1) / Self.longSide
    cell = min(side, min(picture.size.width, picture.size.height))
    columns = picture.size.width / cell
    rows = picture.size.height / cell
    means = [UInt8](repeating: 0, count: columns * rows * 3)
    let (width, cell, columns) = (picture.size.width, cell, columns)
    var sums = [Int](repeating: 0, count: columns * 3)
    picture.samples.withUnsafeBufferPointer { samples in
      for row in 0..<rows {
        for place in sums.indices { sums[place] = 0 }
        for y in row * cell..<(row + 1) * cell {
          var source = y * width * 3
          for column in 0..<columns {
            var (red, green, blue) = (0, 0, 0)
            for _ in 0..<cell {
              red &+= Int(samples[source])
              green &+= Int(samples[source + 1])
              blue &+= Int(samples[source + 2])
              source &+= 3
            }
            sums[column * 3] &+= red
            sums[column * 3 + 1] &+= green
            sums[column * 3 + 2] &+= blue
          }
        }
        for place in sums.indices {
          means[row * columns * 3 + place] = UInt8((sums[place] + cell * cell / 2) / (cell * cell))
        }
      }
    }
  }

  /// A part of the grid: columns and rows, the last ones excluded.
  struct Box: Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
    var count: Int { (right - left) * (bottom - top) }

    /// Whether the box reaches a side of another that holds it.
    func meets(_ side: Side, of outer: Box) -> Bool {
      switch side {
      case .left: left <= outer.left
      case .top: top <= outer.top
      case .right: right >= outer.right
      case .bottom: bottom >= outer.bottom
      }
    }
  }

  /// The largest connected part of a box whose cells do not have a colour.
  ///
  /// - Parameters:
  ///   - colour: The colour of the ground.
  ///   - box: Where to look.
  /// - Returns: The box around it and how many cells it has; nil when all cells have the colour.
  /// - Complexity: O(cells).
  func largestPart(besides colour: Colour, in box: Box) -> (box: Box, count: Int)? {
    // False: ground, or seen already.
    var open = [Bool](repeating: false, count: columns * rows)
    means.withUnsafeBufferPointer { means in
      for y in box.top..<box.bottom {
        for x in box.left..<box.right {
          open[y * columns + x] = !colour.isNear(means, (y * columns + x) * 3)
        }
      }
    }
    var best: (box: Box, count: Int)?
    var stack: [Int] = []
    for y in box.top..<box.bottom {
      for x in box.left..<box.right where open[y * columns + x] {
        var part = (box: Box(left: x, top: y, right: x + 1, bottom: y + 1), count: 0)
        open[y * columns + x] = false
        stack.append(y * columns + x)
        while let place = stack.popLast() {
          let (column, row) = (place % columns, place / columns)
          part.count += 1
          part.box.left = min(part.box.left, column)
          part.box.right = max(part.box.right, column + 1)
          part.box.bottom = max(part.box.bottom, row + 1)
          if column > box.left, open[place - 1] {
            open[place - 1] = false
            stack.append(place - 1)
          }
          if column + 1 < box.right, open[place + 1] {
            open[place + 1] = false
            stack.append(place + 1)
          }
          if row > box.top, open[place - columns] {
            open[place - columns] = false
            stack.append(place - columns)
          }
          if row + 1 < box.bottom, open[place + columns] {
            open[place + columns] = false
            stack.append(place + columns)
          }
        }
        if part.count > best?.count ?? 0 { best = part }
      }
    }
    return best
  }

  /// How many of the cells of a box differ from the cell to their right or below them.
  ///
  /// - Parameter box: Where to look.
  /// - Returns: The number of such cells, and of those that were looked at.
  func activity(in box: Box) -> (active: Int, count: Int) {
    var (active, count) = (0, 0)
    for y in box.top..<box.bottom - 1 {
      for x in box.left..<box.right - 1 {
        let place = (y * columns + x) * 3
        var step = 0
        for channel in 0..<3 {
          let own = Int(means[place + channel])
          step = max(step, abs(own - Int(means[place + 3 + channel])))
          step = max(step, abs(own - Int(means[place + columns * 3 + channel])))
        }
        if step >= 8 { active += 1 }
        count += 1
      }
    }
    return (active, count)
  }

  /// How many cells of a box, outside another, have one of some colours.
  func count(of colours: [Colour], in box: Box, outside inner: Box) -> (near: Int, count: Int) {
    var (near, count) = (0, 0)
    means.withUnsafeBufferPointer { means in
      for y in box.top..<box.bottom {
        for x in box.left..<box.right
        where !(inner.left..<inner.right ~= x && inner.top..<inner.bottom ~= y) {
          count += 1
          if colours.contains(where: { $0.isNear(means, (y * columns + x) * 3) }) { near += 1 }
        }
      }
    }
    return (near, count)
  }
}
