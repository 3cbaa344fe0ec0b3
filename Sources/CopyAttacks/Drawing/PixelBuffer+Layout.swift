// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension PixelBuffer {
  /// A rectangle of the picture.
  func cropped(x: Int, y: Int, width: Int, height: Int) -> PixelBuffer {
    cropped(to: PixelRectangle(left: x, top: y, width: width, height: height))
  }

  /// The picture without a share of each side at every edge.
  func trimmed(_ share: Double) -> PixelBuffer {
    let (x, y) = (Int(Double(size.width) * share), Int(Double(size.height) * share))
    return cropped(x: x, y: y, width: size.width - 2 * x, height: size.height - 2 * y)
  }

  /// Lays a picture onto this one; what reaches beyond the edges is cut off.
  mutating func paste(_ picture: PixelBuffer, x: Int, y: Int) {
    let left = max(0, -x)
    let right = min(picture.size.width, size.width - x)
    guard left < right else { return }
    for row in max(0, -y)..<max(max(0, -y), min(picture.size.height, size.height - y)) {
      let from = (row * picture.size.width + left) * 3
      let to = ((y + row) * size.width + x + left) * 3
      let count = (right - left) * 3
      samples.replaceSubrange(to..<to + count, with: picture.samples[from..<from + count])
    }
  }

  /// Fills a rectangle; what reaches beyond the edges is cut off.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
    guard width > 0, height > 0 else { return }
    paste(
      PixelBuffer(size: ImageSize(width: width, height: height), color: color), x: x, y: y)
  }

  /// The picture on a larger ground, with as much of it to the left as to the right and above as
  /// below.
  func bordered(horizontal: Int, vertical: Int, _ color: Color) -> PixelBuffer {
    var result = PixelBuffer(
      size: ImageSize(width: size.width + 2 * horizontal, height: size.height + 2 * vertical),
      color: color)
    result.paste(self, x: horizontal, y: vertical)
    return result
  }

  /// The picture moved round: what leaves at one edge comes in at the opposite one.
  func rolled(x: Int, y: Int) -> PixelBuffer {
    repeated(to: size) { column, row in
      (remainder(column - x, size.width), remainder(row - y, size.height))
    }
  }

  /// A picture each pixel of which is one of this picture's.
  func repeated(to target: ImageSize, _ place: (Int, Int) -> (x: Int, y: Int)) -> PixelBuffer {
    var result = [UInt8](repeating: 0, count: target.pixelCount * 3)
    for y in 0..<target.height {
      for x in 0..<target.width {
        let from = place(x, y)
        let (source, to) = ((from.y * size.width + from.x) * 3, (y * target.width + x) * 3)
        result[to] = samples[source]
        result[to + 1] = samples[source + 1]
        result[to + 2] = samples[source + 2]
      }
    }
    return PixelBuffer(size: target, samples: result)
  }
}

/// The remainder of a division, 0..<`divisor` for negative numbers too.
func remainder(_ number: Int, _ divisor: Int) -> Int {
  let rest = number % divisor
  return rest < 0 ? rest + divisor : rest
}
