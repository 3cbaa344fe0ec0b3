// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import FeatureSpace
internal import ImageBuffers

/// The Gaussian scale space of one plane and the extrema of its differences.
///
/// Octave `o` is sampled at 2^o times the base's pixel; each has three intervals, so neighbouring levels differ by
/// 2^(1/3) in sigma, and the first has sigma 1.6 of its own pixels.
///
/// > Source: D. Lowe, Distinctive image features from scale-invariant keypoints, IJCV 60 (2004), sections 3 and 4.
struct ScaleSpace {
  static let intervals = 3
  static let firstSigma: Float = 1.6

  /// One octave: its levels, `intervals + 3` of them.
  struct Octave {
    let size: ImageSize
    var levels: [[Float]]
  }

  /// An extremum of the differences of Gaussians, in pixels of its octave.
  struct Extremum {
    var octave: Int
    var level: Int
    var x: Float
    var y: Float
    /// Sigma in pixels of its octave.
    var sigma: Float
    var response: Float
    var isBright: Bool
  }

  private(set) var octaves: [Octave] = []

  /// The weights of one side of a Gaussian, centre first, sum of the whole kernel 1.
  static func weights(sigma: Float) -> [Float] {
    let radius = max(1, Int((sigma * 3.5).rounded(.up)))
    // Sampled Gaussian by repeated multiplication, so that no mathematics library decides bits.
    let step = Double(Turn.power(ofTwo: -0.721_347_52 / (sigma * sigma)))
    var side = [1.0]
    var ratio = step
    for _ in 0..<radius {
      side.append(side[side.count - 1] * ratio)
      ratio *= step * step
    }
    let sum = side.dropFirst().reduce(side[0]) { $0 + 2 * $1 }
    return side.map { Float($0 / sum) }
  }

  /// Builds the octaves of a plane whose own blur is `inputSigma` of its pixels.
  init(base: FloatPlane, inputSigma: Float, smallestSide: Int = 20) {
    var size = base.size
    var first = base.samples
    var scratch = [Float](repeating: 0, count: size.pixelCount)
    let missing = (Self.firstSigma * Self.firstSigma - inputSigma * inputSigma).squareRoot()
    Self.blur(&first, size: size, sigma: missing, scratch: &scratch)
    while size.shortSide >= smallestSide {
      var levels = [first]
      var sigma = Self.firstSigma
      for level in 1..<(Self.intervals + 3) {
        let next = Self.firstSigma * Self.powerOfTwo(thirds: level)
        var plane = levels[level - 1]
        Self.blur(
          &plane, size: size, sigma: (next * next - sigma * sigma).squareRoot(), scratch: &scratch)
        levels.append(plane)
        sigma = next
      }
      octaves.append(Octave(size: size, levels: levels))
      let half = ImageSize(width: max(1, size.width / 2), height: max(1, size.height / 2))
      let source = levels[Self.intervals]
      var smaller = [Float](repeating: 0, count: half.pixelCount)
      for y in 0..<half.height {
        for x in 0..<half.width {
          smaller[y * half.width + x] = source[2 * y * size.width + 2 * x]
        }
      }
      first = smaller
      size = half
    }
  }

  /// 2^(n/3) for n in 0...5.
  static func powerOfTwo(thirds: Int) -> Float {
    let table: [Float] = [1, 1.259_921, 1.587_401, 2, 2.519_842, 3.174_802]
    return table[thirds]
  }

  private static func blur(
    _ plane: inout [Float], size: ImageSize, sigma: Float, scratch: inout [Float]
  ) {
    let weights = weights(sigma: sigma)
    plane.withUnsafeMutableBufferPointer { plane in
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let plane = plane.baseAddress, let scratch = scratch.baseAddress else { return }
        ck_blur(
          plane, plane, scratch, Int32(size.width), Int32(size.height), weights,
          Int32(weights.count - 1))
      }
    }
  }

  /// The extrema of all octaves whose response exceeds `threshold` and which do not lie on an edge.
  func extrema(threshold: Float, edgeRatio: Float = 10) -> [Extremum] {
    var found: [Extremum] = []
    for (index, octave) in octaves.enumerated() {
      let count = octave.size.pixelCount
      var differences: [[Float]] = []
      for level in 0..<(Self.intervals + 2) {
        differences.append(
          [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            if let target = buffer.baseAddress {
              ck_subtract(octave.levels[level + 1], octave.levels[level], target, Int64(count))
            }
            filled = count
          })
      }
      var places = [Int32](repeating: 0, count: 40_000)
      for level in 1...Self.intervals {
        let total = ck_extrema(
          differences[level - 1], differences[level], differences[level + 1],
          Int32(octave.size.width), Int32(octave.size.height), 5, threshold * 0.5, &places,
          Int64(places.count))
        for place in places.prefix(Int(min(total, Int64(places.count)))) {
          if let extremum = Self.refined(
            at: Int(place), level: level, octave: index, size: octave.size,
            differences: differences, threshold: threshold, edgeRatio: edgeRatio)
          {
            found.append(extremum)
          }
        }
      }
    }
    return found
  }

  /// Fits a parabola through the 27 neighbours (Brown and Lowe) and tests contrast and edge ratio.
  private static func refined(
    at place: Int, level: Int, octave: Int, size: ImageSize, differences: [[Float]],
    threshold: Float, edgeRatio: Float
  ) -> Extremum? {
    var x = place % size.width
    var y = place / size.width
    var level = level
    for attempt in 0..<4 {
      let below = differences[level - 1]
      let here = differences[level]
      let above = differences[level + 1]
      let at = y * size.width + x
      let w = size.width
      let v = here[at]
      let dx = (here[at + 1] - here[at - 1]) * 0.5
      let dy = (here[at + w] - here[at - w]) * 0.5
      let ds = (above[at] - below[at]) * 0.5
      let dxx = here[at + 1] + here[at - 1] - 2 * v
      let dyy = here[at + w] + here[at - w] - 2 * v
      let dss = above[at] + below[at] - 2 * v
      let dxy = (here[at + w + 1] - here[at + w - 1] - here[at - w + 1] + here[at - w - 1]) * 0.25
      let dxs = (above[at + 1] - above[at - 1] - below[at + 1] + below[at - 1]) * 0.25
      let dys = (above[at + w] - above[at - w] - below[at + w] + below[at - w]) * 0.25
      // Cramer's rule for H offset = -gradient.
      let determinant =
        dxx * (dyy * dss - dys * dys) - dxy * (dxy * dss - dys * dxs) + dxs * (dxy * dys - dyy * dxs)
      guard determinant != 0 else { return nil }
      let inverse = -1 / determinant
      let ox =
        inverse
        * (dx * (dyy * dss - dys * dys) - dxy * (dy * dss - dys * ds) + dxs * (dy * dys - dyy * ds))
      let oy =
        inverse
        * (dxx * (dy * dss - dys * ds) - dx * (dxy * dss - dys * dxs) + dxs * (dxy * ds - dy * dxs))
      let os =
        inverse
        * (dxx * (dyy * ds - dys * dy) - dxy * (dxy * ds - dxs * dy) + dx * (dxy * dys - dyy * dxs))
      if abs(ox) <= 0.6 && abs(oy) <= 0.6 && abs(os) <= 0.6 {
        let response = v + 0.5 * (dx * ox + dy * oy + ds * os)
        guard abs(response) >= threshold else { return nil }
        let trace = dxx + dyy
        let flatness = dxx * dyy - dxy * dxy
        guard flatness > 0,
          trace * trace * edgeRatio < (edgeRatio + 1) * (edgeRatio + 1) * flatness
        else { return nil }
        let step = Turn.power(ofTwo: Float(level) / Float(intervals) + os / Float(intervals))
        return Extremum(
          octave: octave, level: level, x: Float(x) + ox, y: Float(y) + oy,
          sigma: firstSigma * step, response: abs(response), isBright: response < 0)
      }
      guard attempt < 3 else { return nil }
      x += ox > 0.6 ? 1 : (ox < -0.6 ? -1 : 0)
      y += oy > 0.6 ? 1 : (oy < -0.6 ? -1 : 0)
      level += os > 0.6 ? 1 : (os < -0.6 ? -1 : 0)
      guard level >= 1, level <= intervals, x >= 5, y >= 5, x < size.width - 5, y < size.height - 5
      else { return nil }
    }
    return nil
  }
}
