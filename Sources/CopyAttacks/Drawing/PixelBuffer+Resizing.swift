// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

extension PixelBuffer {
  /// The picture at another size.
  ///
  /// An axis that shrinks is averaged over areas; one that grows goes through Catmull and Rom's
  /// cubic.
  func resized(to target: ImageSize) -> PixelBuffer {
    guard target != size else { return self }
    let columns = AxisFilter(from: size.width, to: target.width)
    let rows = AxisFilter(from: size.height, to: target.height)
    let rowLength = size.width * 3
    var result = [UInt8](repeating: 0, count: target.pixelCount * 3)
    var row = [Float](repeating: 0, count: rowLength)
    for y in 0..<target.height {
      for index in 0..<rowLength { row[index] = 0 }
      for tap in rows.taps(y) {
        let (first, weight) = (rows.places[tap] * rowLength, rows.weights[tap])
        for index in 0..<rowLength { row[index] += weight * Float(samples[first + index]) }
      }
      for x in 0..<target.width {
        var (red, green, blue): (Float, Float, Float) = (0, 0, 0)
        for tap in columns.taps(x) {
          let (first, weight) = (columns.places[tap] * 3, columns.weights[tap])
          red += weight * row[first]
          green += weight * row[first + 1]
          blue += weight * row[first + 2]
        }
        let first = (y * target.width + x) * 3
        result[first] = byte(red)
        result[first + 1] = byte(green)
        result[first + 2] = byte(blue)
      }
    }
    return PixelBuffer(size: target, samples: result)
  }

  /// The picture with its sides multiplied; no side gets shorter than 16 pixels.
  func scaled(_ horizontal: Double, _ vertical: Double? = nil) -> PixelBuffer {
    resized(
      to: ImageSize(
        width: max(16, Int(Double(size.width) * horizontal)),
        height: max(16, Int(Double(size.height) * (vertical ?? horizontal)))))
  }

  /// The picture, shrunk or enlarged so that its long side is given.
  func fitted(_ longSide: Int) -> PixelBuffer {
    let long = size.longSide
    return resized(
      to: ImageSize(
        width: max(16, (size.width * longSide * 2 + long) / (2 * long)),
        height: max(16, (size.height * longSide * 2 + long) / (2 * long))))
  }

  /// The picture, shrunk if needed so that its long side is at most `limit`.
  ///
  /// - Parameter limit: The longest side allowed, in pixels.
  /// - Returns: The picture or a smaller one.
  /// - Complexity: O(pixels).
  public func shrunk(longSide limit: Int) -> PixelBuffer {
    resized(to: size.fitted(longSide: limit))
  }
}

/// Which samples of an axis make up each sample of the axis at another length, and how much.
private struct AxisFilter {
  private(set) var places: [Int] = []
  private(set) var weights: [Float] = []
  private var starts: [Int] = [0]

  init(from source: Int, to target: Int) {
    for place in 0..<target {
      if target < source {
        addArea(place, source, target)
      } else {
        addCubic((Double(place) + 0.5) * Double(source) / Double(target) - 0.5, source)
      }
      starts.append(places.count)
    }
  }

  func taps(_ place: Int) -> Range<Int> { starts[place]..<starts[place + 1] }

  /// In units of 1 / `target` of a source sample, so that overlaps are whole numbers.
  private mutating func addArea(_ place: Int, _ source: Int, _ target: Int) {
    let (begin, end) = (place * source, (place + 1) * source)
    for sample in begin / target...(end - 1) / target {
      let overlap = min(end, (sample + 1) * target) - max(begin, sample * target)
      places.append(sample)
      weights.append(Float(Double(overlap) / Double(source)))
    }
  }

  private mutating func addCubic(_ center: Double, _ source: Int) {
    let first = Int(center.rounded(.down)) - 1
    let t = center - Double(first + 1)
    let kernel = [
      ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t,
    ]
    for (offset, weight) in kernel.enumerated() {
      places.append(max(0, min(source - 1, first + offset)))
      weights.append(Float(weight))
    }
  }
}
