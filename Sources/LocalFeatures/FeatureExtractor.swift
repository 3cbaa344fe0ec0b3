// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace
public import ImageBuffers

/// Finds and describes the local features of a picture's planes.
public struct FeatureExtractor {
  private let space = ScaleSpace()

  /// The most features kept in a channel.
  public var limit: Int
  /// Long side of the plane that is searched, in pixels; smaller planes are enlarged, at most twofold.
  public var baseLongSide: Int
  /// Smallest response of the difference of Gaussians, planes scaled to 0...1.
  public var threshold: Float

  /// Creates an extractor.
  ///
  /// - Parameters:
  ///   - limit: The most features kept in a channel.
  ///   - baseLongSide: Long side of the searched plane, in pixels.
  ///   - threshold: Smallest response.
  public init(limit: Int, baseLongSide: Int = 1024, threshold: Float = 0.006) {
    self.limit = limit
    self.baseLongSide = baseLongSide
    self.threshold = threshold
  }

  /// Extracts the features of one plane.
  ///
  /// - Parameters:
  ///   - plane: Values in 0...1.
  ///   - channel: What the plane holds.
  /// - Returns: Keypoints and their descriptors, 128 numbers each, in the same order.
  public func features(of plane: FloatPlane, channel: FeatureChannel) -> (
    keypoints: [Keypoint], descriptors: [Float]
  ) {
    let long = Float(plane.size.longSide)
    let factor = min(2, Float(baseLongSide) / long)
    let base = plane.resampled(by: factor)
    space.build(base: base, inputSigma: min(1.5, max(0.5, 0.5 * factor)))
    let selected = selected(space.extrema(threshold: threshold), base: base.size)
    var keypoints: [Keypoint] = []
    var descriptors: [Float] = []
    var histogram = [Float](repeating: 0, count: 36)
    var descriptor = [Float](repeating: 0, count: 128)
    for extremum in selected {
      let octave = space.octaves[extremum.octave]
      let level = space.level(extremum.level, of: octave)
      let width = Int32(octave.size.width)
      let height = Int32(octave.size.height)
      ck_orientation_histogram(
        level, width, height, extremum.x, extremum.y, extremum.sigma, &histogram)
      for angle in Self.directions(histogram) {
        let (sine, cosine) = Turn.sineAndCosine(angle)
        ck_describe(
          level, width, height, extremum.x, extremum.y, extremum.sigma, cosine, sine, &descriptor)
        let unit = Float(1 << extremum.octave) / factor
        // Octaves keep every second pixel, so their first pixels coincide; the base's first pixel lies half a pixel in.
        let x = extremum.x * unit + 0.5 / factor - 0.5
        let y = extremum.y * unit + 0.5 / factor - 0.5
        let size = 16 * (Turn.logarithm(ofTwo: extremum.sigma * unit) + 4)
        keypoints.append(
          Keypoint(
            column: UInt16(min(65_535, max(0, (x * 32).rounded()))),
            row: UInt16(min(65_535, max(0, (y * 32).rounded()))),
            size: UInt8(min(255, max(0, size.rounded()))),
            direction: UInt8(truncatingIfNeeded: Int((angle * 256).rounded())),
            group: channel.rawValue * 2 + (extremum.isBright ? 1 : 0)))
        descriptors.append(contentsOf: descriptor)
      }
      if keypoints.count >= limit { break }
    }
    return (keypoints, descriptors)
  }

  /// The peaks of a direction histogram that reach four fifths of the highest, at most two, in turns.
  static func directions(_ histogram: [Float]) -> [Float] {
    let top = histogram.max() ?? 0
    guard top > 0 else { return [] }
    var peaks: [(height: Float, turns: Float)] = []
    for b in 0..<36 {
      let l = histogram[(b + 35) % 36]
      let r = histogram[(b + 1) % 36]
      let c = histogram[b]
      guard c >= 0.8 * top, c > l, c >= r else { continue }
      let shift = 0.5 * (l - r) / (l - 2 * c + r)
      var turns = (Float(b) + shift) / 36
      if turns < 0 { turns += 1 }
      if turns >= 1 { turns -= 1 }
      peaks.append((c, turns))
    }
    peaks.sort { $0.height > $1.height }
    return peaks.prefix(2).map(\.turns)
  }

  /// Chooses extrema so that they are spread over scales and over the picture.
  func selected(_ extrema: [ScaleSpace.Extremum], base: ImageSize) -> [ScaleSpace.Extremum] {
    let shares: [Float] = [0.24, 0.26, 0.22, 0.15, 0.09, 0.04]
    let cells = 8
    var perOctave: [[ScaleSpace.Extremum]] = Array(repeating: [], count: shares.count)
    for extremum in extrema { perOctave[min(extremum.octave, shares.count - 1)].append(extremum) }
    var ranked: [[ScaleSpace.Extremum]] = []
    for list in perOctave {
      var byCell: [[ScaleSpace.Extremum]] = Array(repeating: [], count: cells * cells)
      for extremum in list {
        let unit = Float(1 << extremum.octave)
        let cx = min(cells - 1, Int(extremum.x * unit) * cells / base.width)
        let cy = min(cells - 1, Int(extremum.y * unit) * cells / base.height)
        byCell[cy * cells + cx].append(extremum)
      }
      var flat: [(rank: Int, extremum: ScaleSpace.Extremum)] = []
      for cell in byCell {
        let sorted = cell.sorted { ($0.response, $1.y, $1.x) > ($1.response, $0.y, $0.x) }
        for (rank, extremum) in sorted.enumerated() { flat.append((rank, extremum)) }
      }
      flat.sort { ($1.rank, $0.extremum.response) > ($0.rank, $1.extremum.response) }
      ranked.append(flat.map(\.extremum))
    }
    // Quotas by share; what an octave can't fill goes to the others in proportion.
    var quota = [Int](repeating: 0, count: shares.count)
    var left = limit
    var open = Set(0..<shares.count)
    while left > 0 && !open.isEmpty {
      let total = open.sorted().reduce(Float(0)) { $0 + shares[$1] }
      let round = left
      for octave in open.sorted() {
        let wish = max(1, Int((Float(round) * shares[octave] / total).rounded(.down)))
        let given = min(wish, ranked[octave].count - quota[octave], left)
        quota[octave] += given
        left -= given
        if quota[octave] >= ranked[octave].count { open.remove(octave) }
      }
    }
    return (0..<shares.count).reversed().flatMap { ranked[$0].prefix(quota[$0]) }
  }
}
