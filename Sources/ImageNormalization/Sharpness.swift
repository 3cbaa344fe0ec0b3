// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import ImageBuffers

/// How sharp a picture is, whatever it shows.
///
/// A sharp picture has edges that are as steep when it is seen at a quarter of its size as they are at any coarser one; blur
/// takes the finer ones first. Edges, not averages, are held against each other: a design may be smooth nearly everywhere.
enum Sharpness {
  /// The octave at which edges have to be steep: each pixel is the mean of 4 x 4.
  private static let octave = 2
  /// Octaves that are looked at, as far as the picture has them.
  private static let octaveCount = 7
  /// The smallest side of a picture at the coarsest octave, in pixels.
  private static let leastSide = 8
  /// The share of pixels that count as the steepest.
  private static let steepShare = 0.01

  /// Measures a picture.
  ///
  /// - Parameter picture: The working picture, at most 4,096 pixels wide.
  /// - Returns: 0...1; 1 for one without edges or with too few pixels.
  static func measure(_ picture: PixelBuffer) -> Double {
    precondition(
      picture.size.width <= Int(CK_MAX_ROW),
      "a picture is at most \(CK_MAX_ROW) pixels wide, not \(picture.size)")
    var plane = luma(picture)
    var (width, height) = (picture.size.width, picture.size.height)
    var edges: [Double] = []
    // A sum of 4^n values is kept, not their mean, so that all numbers stay whole.
    var unit = 1
    while edges.count < octaveCount, min(width, height) >= leastSide {
      edges.append(steepEdge(plane, width, height) / Double(unit))
      (plane, width, height) = halved(plane, width, height)
      unit *= 4
    }
    guard edges.count > octave, let steepest = edges.max(), steepest > 0 else { return 1 }
    return edges[octave] / steepest
  }

  /// Luma in thousandths of a level, BT.601 weights.
  static func luma(_ picture: PixelBuffer) -> [Int32] {
    let samples = picture.samples
    var luma = [Int32](repeating: 0, count: picture.size.pixelCount)
    for pixel in luma.indices {
      let red = 299 * Int32(samples[pixel * 3])
      let green = 587 * Int32(samples[pixel * 3 + 1])
      luma[pixel] = red + green + 114 * Int32(samples[pixel * 3 + 2])
    }
    return luma
  }

  private static func halved(
    _ plane: [Int32], _ width: Int, _ height: Int
  ) -> ([Int32], Int, Int) {
    let (w, h) = (width / 2, height / 2)
    var half = [Int32](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        let place = 2 * y * width + 2 * x
        // Six times the fourfold of 255,000 stays below 2^31; after the seventh octave nothing is added.
        let upper = plane[place] &+ plane[place + 1]
        half[y * w + x] = upper &+ plane[place + width] &+ plane[place + width + 1]
      }
    }
    return (half, w, h)
  }

  /// The gradient that the steepest hundredth of the pixels reaches.
  private static func steepEdge(_ plane: [Int32], _ width: Int, _ height: Int) -> Double {
    let count = (width - 1) * (height - 1)
    let rank = max(0, count - 1 - Int(Double(count) * steepShare))
    // A sample tells about where the steepest fiftieth begins; where it has the rank in it, the others need no order.
    let sample = stride(from: 0, to: count, by: sampleStep).map { pixel in
      let place = pixel / (width - 1) * width + pixel % (width - 1)
      let dx = Int64(plane[place + 1]) - Int64(plane[place])
      let dy = Int64(plane[place + width]) - Int64(plane[place])
      return dx &* dx &+ dy &* dy
    }.sorted()
    let brink = sample[Int(Double(sample.count - 1) * (1 - 2 * steepShare))]
    var steep = squares(plane, width, height, above: brink)
    if rank < count - steep.count { steep = squares(plane, width, height, above: -1) }
    return Double(nth(&steep, rank - (count - steep.count))).squareRoot()
  }

  /// The squared gradients above a bound.
  private static func squares(
    _ plane: [Int32], _ width: Int, _ height: Int, above bound: Int64
  ) -> [Int64] {
    [Int64](unsafeUninitializedCapacity: (width - 1) * (height - 1)) { squares, filled in
      filled = Int(
        ck_squares_above(plane, Int32(width), Int32(height), bound, squares.baseAddress))
    }
  }

  /// Every so manieth pixel is in the sample, about a thousand of a working picture.
  ///
  /// It is a prime, so that the sample goes through all columns, unless their number is a multiple of it: then it stays in
  /// the first. The sample decides only how many gradients are put in order, never which one comes out.
  private static let sampleStep = 997

  /// The value that stands at a rank when all are in order.
  private static func nth(_ values: inout [Int64], _ rank: Int) -> Int64 {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = values[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return values[rank]
  }
}
