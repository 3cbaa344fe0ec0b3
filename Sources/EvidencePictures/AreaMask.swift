// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// How much of each pixel lies inside some polygons, or under their outline: 0...255, row-major.
struct AreaMask {
  let size: ImageSize
  private(set) var shares: [UInt8]

  /// The union of some polygons.
  ///
  /// Each row is cut into 4 lines; along a line, coverage is exact.
  init(inside polygons: [Polygon], size: ImageSize) {
    self.size = size
    shares = [UInt8](repeating: 0, count: size.pixelCount)
    let lineCount = 4
    // All clockwise, so that overlaps add up to a winding number and nothing cancels out.
    let rings = polygons.map {
      $0.signedArea < 0 ? Array($0.corners.reversed()) : $0.corners
    }
    var row = [Double](repeating: 0, count: size.width)
    for y in 0..<size.height {
      for x in row.indices { row[x] = 0 }
      for line in 0..<lineCount {
        let height = Double(y) + (Double(line) + 0.5) / Double(lineCount)
        AreaMask.add(spans(of: rings, at: height), to: &row)
      }
      for x in row.indices where row[x] > 0 {
        shares[y * size.width + x] = UInt8((row[x] * 255 / Double(lineCount)).rounded())
      }
    }
  }

  /// What lies inside some polygons and in no other.
  ///
  /// - Parameters:
  ///   - area: The polygons, and what is left out of them.
  ///   - size: The size of the mask.
  init(_ area: ExplainedOutlines, size: ImageSize) {
    self.init(inside: area.outlines, size: size)
    guard !area.gaps.isEmpty else { return }
    let gaps = AreaMask(inside: area.gaps, size: size)
    for pixel in shares.indices { shares[pixel] = min(shares[pixel], 255 - gaps.shares[pixel]) }
  }

  /// The band around the outline of some polygons.
  ///
  /// - Parameters:
  ///   - polygons: The polygons.
  ///   - halfWidth: Half the width of the band, in pixels.
  ///   - size: The size of the mask.
  init(along polygons: [Polygon], halfWidth: Double, size: ImageSize) {
    self.size = size
    shares = [UInt8](repeating: 0, count: size.pixelCount)
    for polygon in polygons {
      var previous = polygon.corners[polygon.corners.count - 1]
      for corner in polygon.corners {
        addStroke(from: previous, to: corner, halfWidth: halfWidth)
        previous = corner
      }
    }
  }

  private func spans(of rings: [[PicturePoint]], at height: Double) -> [Range<Double>] {
    var crossings: [(x: Double, winding: Int)] = []
    for ring in rings {
      var previous = ring[ring.count - 1]
      for corner in ring {
        if (previous.y <= height) != (corner.y <= height) {
          let share = (height - previous.y) / (corner.y - previous.y)
          crossings.append(
            (previous.x + (corner.x - previous.x) * share, previous.y < corner.y ? 1 : -1))
        }
        previous = corner
      }
    }
    crossings.sort { $0.x < $1.x }
    var spans: [Range<Double>] = []
    var winding = 0
    var start = 0.0
    for crossing in crossings {
      let next = winding + crossing.winding
      if winding == 0 { start = crossing.x }
      if next == 0, crossing.x > start { spans.append(start..<crossing.x) }
      winding = next
    }
    return spans
  }

  private static func add(_ spans: [Range<Double>], to row: inout [Double]) {
    for span in spans {
      let (from, to) = (
        max(0, min(Double(row.count), span.lowerBound)),
        max(0, min(Double(row.count), span.upperBound))
      )
      guard to > from else { continue }
      let (first, last) = (Int(from), min(row.count - 1, Int(to)))
      if first == last {
        row[first] += to - from
      } else {
        row[first] += Double(first + 1) - from
        for x in first + 1..<max(first + 1, last) { row[x] += 1 }
        row[last] += to - Double(last)
      }
    }
  }

  private mutating func addStroke(
    from start: PicturePoint, to end: PicturePoint, halfWidth: Double
  ) {
    let reach = halfWidth + 1
    func bounds(_ a: Double, _ b: Double, _ limit: Int) -> Range<Int> {
      let low = Int(max(0, min(Double(limit), (min(a, b) - reach).rounded(.down))))
      let high = Int(max(0, min(Double(limit), (max(a, b) + reach).rounded(.up))))
      return low..<max(low, high)
    }
    let (alongX, alongY) = (end.x - start.x, end.y - start.y)
    let squaredLength = alongX * alongX + alongY * alongY
    for y in bounds(start.y, end.y, size.height) {
      for x in bounds(start.x, end.x, size.width) {
        let (fromX, fromY) = (Double(x) + 0.5 - start.x, Double(y) + 0.5 - start.y)
        let place =
          squaredLength > 0
          ? max(0, min(1, (fromX * alongX + fromY * alongY) / squaredLength)) : 0
        let (offX, offY) = (fromX - alongX * place, fromY - alongY * place)
        let distance = (offX * offX + offY * offY).squareRoot()
        let share = max(0, min(1, halfWidth + 0.5 - distance))
        let index = y * size.width + x
        shares[index] = max(shares[index], UInt8((share * 255).rounded()))
      }
    }
  }
}
