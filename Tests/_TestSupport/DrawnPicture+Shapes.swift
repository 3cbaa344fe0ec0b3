// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

extension DrawnPicture {
  /// Draws hard-edged discs, triangles and strokes of random place, size, turn and colour.
  ///
  /// The drawing has many corners, so it has many local features.
  ///
  /// - Parameters:
  ///   - seed: Another seed is another picture.
  ///   - size: The picture's size.
  ///   - count: How many shapes.
  /// - Returns: The picture.
  public static func shapes(seed: UInt64, size: ImageSize, count: Int = 110) -> PixelBuffer {
    var random = SplitMix64(seed: seed)
    func next(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func colour() -> [UInt8] { (0..<3).map { _ in UInt8(next(0...255)) } }
    let ground = colour()
    var picture = PixelBuffer(size: size, red: ground[0], green: ground[1], blue: ground[2])
    let unit = size.shortSide
    for shape in 0..<count {
      let ink = colour()
      let centre = (x: next(0...size.width), y: next(0...size.height))
      // Large shapes first, so that small ones are not hidden.
      let largest = max(4, unit * (count - shape) / (count * 5))
      let reach = next(max(3, largest / 3)...max(4, largest))
      switch shape % 3 {
      case 0:
        picture.fill(ink, centre: centre, reach: reach) { $0 * $0 + $1 * $1 <= reach * reach }
      case 1:
        let corners = (0..<3).map { _ in (x: next(-reach...reach), y: next(-reach...reach)) }
        picture.fill(ink, centre: centre, reach: reach) { x, y in
          var signs = (negative: false, positive: false)
          for (from, to) in [(0, 1), (1, 2), (2, 0)] {
            let (a, b) = (corners[from], corners[to])
            let side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
            if side < 0 { signs.negative = true }
            if side > 0 { signs.positive = true }
          }
          return !(signs.negative && signs.positive)
        }
      default:
        // A stroke along (dx, dy): near the line through the centre, not past its ends.
        let (dx, dy) = (next(-reach...reach), next(1...reach))
        let length = dx * dx + dy * dy
        let breadth = max(2, reach / 5)
        picture.fill(ink, centre: centre, reach: reach) { x, y in
          let across = dx * y - dy * x
          return across * across <= breadth * breadth * length && abs(dx * x + dy * y) <= length
        }
      }
    }
    return picture
  }
}

extension PixelBuffer {
  fileprivate mutating func fill(
    _ ink: [UInt8], centre: (x: Int, y: Int), reach: Int, where isInside: (Int, Int) -> Bool
  ) {
    let size = size
    let rows = max(0, centre.y - reach)..<max(0, min(size.height, centre.y + reach + 1))
    let columns = max(0, centre.x - reach)..<max(0, min(size.width, centre.x + reach + 1))
    samples.withUnsafeMutableBufferPointer { samples in
      for y in rows {
        for x in columns where isInside(x - centre.x, y - centre.y) {
          let at = (y * size.width + x) * 3
          samples[at] = ink[0]
          samples[at + 1] = ink[1]
          samples[at + 2] = ink[2]
        }
      }
    }
  }

  /// A picture whose pixels are taken from places between this one's, by bilinear interpolation.
  ///
  /// - Parameters:
  ///   - size: Size of the new picture.
  ///   - place: For column and row of a new pixel the column and row of its place in this
  ///     picture; places outside take the nearest edge's colour.
  /// - Returns: The new picture.
  public func sampled(
    size: ImageSize, at place: (_ x: Float, _ y: Float) -> (x: Float, y: Float)
  ) -> PixelBuffer {
    var result = [UInt8](repeating: 0, count: size.pixelCount * 3)
    let (width, height) = (self.size.width, self.size.height)
    samples.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        for y in 0..<size.height {
          for x in 0..<size.width {
            let from = place(Float(x), Float(y))
            let px = min(max(0, from.x), Float(width - 1))
            let py = min(max(0, from.y), Float(height - 1))
            let (left, top) = (Int(px), Int(py))
            let right = min(left + 1, width - 1)
            let bottom = min(top + 1, height - 1)
            let (fx, fy) = (px - Float(left), py - Float(top))
            for channel in 0..<3 {
              func sample(_ x: Int, _ y: Int) -> Float {
                Float(source[(y * width + x) * 3 + channel])
              }
              let upper = sample(left, top) + (sample(right, top) - sample(left, top)) * fx
              let lower = sample(left, bottom) + (sample(right, bottom) - sample(left, bottom)) * fx
              target[(y * size.width + x) * 3 + channel] = UInt8(
                (upper + (lower - upper) * fy).rounded())
            }
          }
        }
      }
    }
    return PixelBuffer(size: size, samples: result)
  }

  /// The rectangle of `size` whose upper left pixel is (`x`, `y`).
  ///
  /// - Parameters:
  ///   - x: First column.
  ///   - y: First row.
  ///   - size: Size of the rectangle, which lies inside the picture.
  /// - Returns: The rectangle as a picture.
  public func cropped(x: Int, y: Int, size: ImageSize) -> PixelBuffer {
    cropped(to: PixelRectangle(left: x, top: y, width: size.width, height: size.height))
  }
}
