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
/// 2^(1/3) in sigma, and the first has sigma 1.6 of its own pixels. The memory is kept from picture to picture.
///
/// > Source: D. Lowe, Distinctive image features from scale-invariant keypoints, IJCV 60 (2004), sections 3 and 4.
final class ScaleSpace {
  static let intervals = 3
  static let levelCount = intervals + 3
  static let firstSigma: Float = 1.6
  /// Extrema whose curvatures differ by more than this lie on an edge and are left out.
  static let edgeRatio: Float = 10
  /// Octaves end when the short side falls below this.
  static let smallestSide = 20

  /// One octave: where its levels begin in the store.
  struct Octave {
    let size: ImageSize
    let start: Int
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
  private var store: UnsafeMutableBufferPointer<Float>
  private var scratch: UnsafeMutableBufferPointer<Float>
  /// Room for the places of each middle difference of an octave.
  private var places = [Int32](repeating: 0, count: intervals * placeLimit)
  private static let placeLimit = 60_000
  /// How many places ahead memory is asked for; some are in the cache already, and more than a few would wait for each other.
  private static let lookahead = 4

  init() {
    store = Self.allocated(0)
    scratch = Self.allocated(0)
  }

  deinit {
    store.deallocate()
    scratch.deallocate()
  }

  /// The first sample of a level of an octave.
  func level(_ level: Int, of octave: Octave) -> UnsafeMutablePointer<Float> {
    guard let base = store.baseAddress else { preconditionFailure("the scale space is empty") }
    return base + octave.start + level * octave.size.pixelCount
  }

  /// Memory that begins where a line of the processor's cache does, so that rows of whole lines are read line by line.
  private static func allocated(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
    return bytes.bindMemory(to: Float.self)
  }

  /// Builds the octaves of a plane; what was built before is lost.
  ///
  /// - Parameters:
  ///   - base: The plane.
  ///   - inputSigma: Its own blur, in its pixels.
  ///   - threshold: Smallest response of an extremum.
  /// - Returns: The extrema of all octaves, by octave and level.
  func build(base: FloatPlane, inputSigma: Float, threshold: Float) -> [Extremum] {
    octaves.removeAll(keepingCapacity: true)
    var size = base.size
    var start = 0
    while size.shortSide >= Self.smallestSide {
      octaves.append(Octave(size: size, start: start))
      // Octaves begin at whole lines of the cache, too.
      start += (size.pixelCount * Self.levelCount + 15) / 16 * 16
      size = ImageSize(width: max(1, size.width / 2), height: max(1, size.height / 2))
    }
    if store.count < start {
      store.deallocate()
      store = Self.allocated(start)
    }
    let missing = (Self.firstSigma * Self.firstSigma - inputSigma * inputSigma).squareRoot()
    let sides = [Self.weights(sigma: missing)] + Self.sides
    let radii = sides.map { Int32($0.count - 1) }
    let scratchCount = Int(ck_octave_scratch(Int32(base.size.width), radii))
    if scratch.count < scratchCount {
      scratch.deallocate()
      scratch = Self.allocated(scratchCount)
    }
    let weights = sides.flatMap(\.self)
    var found: [Extremum] = []
    for (index, octave) in octaves.enumerated() {
      let next = index + 1 < octaves.count ? level(0, of: octaves[index + 1]) : nil
      var totals = [Int64](repeating: 0, count: Self.intervals)
      base.samples.withUnsafeBufferPointer { samples in
        ck_octave(
          index == 0 ? samples.baseAddress : nil, level(0, of: octave), next, scratch.baseAddress,
          Int32(octave.size.width), Int32(octave.size.height), weights, radii, 5, threshold * 0.5,
          &places, Int64(Self.placeLimit), &totals)
      }
      for (interval, total) in totals.enumerated() {
        let start = interval * Self.placeLimit
        let end = start + min(Int(total), Self.placeLimit)
        let levels = level(interval, of: octave)
        for at in start..<end {
          if at + Self.lookahead < end {
            ck_ask_for_neighbours(
              levels, Int64(octave.size.pixelCount), Int32(octave.size.width),
              Int64(places[at + Self.lookahead]))
          }
          if let extremum = refined(
            at: Int(places[at]), level: interval + 1, octave: index, threshold: threshold)
          {
            found.append(extremum)
          }
        }
      }
    }
    return found
  }

  /// The weights of the blurs from each level to the next.
  private static let sides: [[Float]] = (1..<levelCount).map { next in
    let before = firstSigma * Turn.power(ofTwo: Float(next - 1) / Float(intervals))
    let after = firstSigma * Turn.power(ofTwo: Float(next) / Float(intervals))
    return weights(sigma: (after * after - before * before).squareRoot())
  }

  /// The weights of one side of a Gaussian, centre first, sum of the whole kernel 1.
  static func weights(sigma: Float) -> [Float] {
    let radius = max(1, Int((sigma * 3.2).rounded(.up)))
    // exp(-i^2 / (2 sigma^2)) by repeated multiplication.
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

  /// Fits a parabola through the 27 neighbours and tests contrast and edge ratio.
  private func refined(
    at place: Int, level startLevel: Int, octave index: Int, threshold: Float
  ) -> Extremum? {
    let octave = octaves[index]
    let size = octave.size
    let w = size.width
    var x = place % w
    var y = place / w
    var middle = startLevel
    for _ in 0..<4 {
      let l0 = level(middle - 1, of: octave)
      let l1 = level(middle, of: octave)
      let l2 = level(middle + 1, of: octave)
      let l3 = level(middle + 2, of: octave)
      let at = y * w + x
      func below(_ i: Int) -> Float { l1[i] - l0[i] }
      func here(_ i: Int) -> Float { l2[i] - l1[i] }
      func above(_ i: Int) -> Float { l3[i] - l2[i] }
      let v = here(at)
      let dx = (here(at + 1) - here(at - 1)) * 0.5
      let dy = (here(at + w) - here(at - w)) * 0.5
      let ds = (above(at) - below(at)) * 0.5
      let dxx = here(at + 1) + here(at - 1) - 2 * v
      let dyy = here(at + w) + here(at - w) - 2 * v
      let dss = above(at) + below(at) - 2 * v
      let dxy = (here(at + w + 1) - here(at + w - 1) - here(at - w + 1) + here(at - w - 1)) * 0.25
      let dxs = (above(at + 1) - above(at - 1) - below(at + 1) + below(at - 1)) * 0.25
      let dys = (above(at + w) - above(at - w) - below(at + w) + below(at - w)) * 0.25
      // Cramer's rule for H offset = -gradient.
      let a = dyy * dss - dys * dys
      let b = dxy * dss - dys * dxs
      let c = dxy * dys - dyy * dxs
      let determinant = dxx * a - dxy * b + dxs * c
      guard determinant != 0 else { return nil }
      let inverse = -1 / determinant
      let e = dy * dss - dys * ds
      let f = dy * dys - dyy * ds
      let g = dxy * ds - dy * dxs
      let ox = inverse * (dx * a - dxy * e + dxs * f)
      let oy = inverse * (dxx * e - dx * b + dxs * g)
      let os = inverse * (-dxx * f - dxy * g + dx * c)
      if abs(ox) <= 0.6 && abs(oy) <= 0.6 && abs(os) <= 0.6 {
        let response = v + 0.5 * (dx * ox + dy * oy + ds * os)
        guard abs(response) >= threshold else { return nil }
        let trace = dxx + dyy
        let flatness = dxx * dyy - dxy * dxy
        guard flatness > 0,
          trace * trace * Self.edgeRatio < (Self.edgeRatio + 1) * (Self.edgeRatio + 1) * flatness
        else { return nil }
        let step = Turn.power(ofTwo: (Float(middle) + os) / Float(Self.intervals))
        return Extremum(
          octave: index, level: middle, x: Float(x) + ox, y: Float(y) + oy,
          sigma: Self.firstSigma * step, response: abs(response), isBright: response < 0)
      }
      x += ox > 0.6 ? 1 : (ox < -0.6 ? -1 : 0)
      y += oy > 0.6 ? 1 : (oy < -0.6 ? -1 : 0)
      middle += os > 0.6 ? 1 : (os < -0.6 ? -1 : 0)
      guard middle >= 1, middle <= Self.intervals, x >= 5, y >= 5, x < size.width - 5,
        y < size.height - 5
      else { return nil }
    }
    return nil
  }
}
