// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace
public import ImageBuffers

/// Finds the local features of a picture in its luma and in its colour edges and describes them.
///
/// Extrema of differences of Gaussians, each with its one or two main directions, described by gradient histograms
/// (RootSIFT) and shortened to 32 bytes. In luma they are the usual signed ones; in the colour-edge map the same
/// machinery sees only where edges run, so it is blind to the palette. They are spread over scales and over the
/// picture; a design keeps few, a query many, since a copy's features only need to contain the design's.
///
/// One extractor serves one thread: it keeps its memory from picture to picture.
///
/// > Source: D. Lowe, IJCV 60 (2004); R. Arandjelovic, A. Zisserman, Three things everyone should know to improve object
/// > retrieval, CVPR 2012 (RootSIFT).
public final class FeatureExtractor {
  /// How many features are kept and how finely a picture is searched.
  public struct Effort: Sendable, Hashable {
    /// The most features of luma.
    public var lumaLimit: Int
    /// The most features of the colour edges.
    public var edgeLimit: Int
    /// Long side of the searched plane in pixels; smaller pictures are enlarged, at most twofold.
    public var longSide: Int
    /// Whether the features of the mirrored picture are described as well; see ``ChannelFeatures/combined(_:size:)``.
    public var describesMirrored = false
    /// Whether the features of the picture's negative are described as well; see ``ChannelFeatures/negative``.
    public var describesNegative = false

    /// What a design is stored with: 560 features take 21 KB.
    public static let design = Effort(lumaLimit: 280, edgeLimit: 280, longSide: 768)
    /// What a query is looked up with.
    public static let query = Effort(
      lumaLimit: 900, edgeLimit: 1500, longSide: 1024, describesMirrored: true,
      describesNegative: true)
    /// What is laid on a design at the design's own size: details are where they should be, so fewer will do, and none of
    /// them is mirrored.
    ///
    /// With those of a query instead, 944 queries of the developers' set had the same recall and the same strangers.
    public static let laid = Effort(lumaLimit: 560, edgeLimit: 840, longSide: 768)
  }

  /// Smallest response of the difference of Gaussians, planes scaled to 0...1.
  static let threshold: Float = 0.006

  private let model: FeatureModel
  private let space = ScaleSpace()

  /// Creates an extractor.
  ///
  /// - Parameter model: The trained numbers.
  public init(model: FeatureModel = .shipped) {
    self.model = model
  }

  /// Extracts the features of a picture.
  ///
  /// - Parameters:
  ///   - luma: Luma of the working picture, 0...1.
  ///   - edges: Its colour-edge map, 0...1, of the same size.
  ///   - effort: How many features, how finely searched.
  /// - Returns: The features, and where the effort says so those of the picture mirrored left-right, in the same order of
  ///   finding.
  /// - Complexity: O(pixels + features).
  public func features(luma: FloatPlane, edges: FloatPlane, effort: Effort) -> (
    plain: FeatureSet, mirrored: FeatureSet?
  ) {
    precondition(luma.size == edges.size, "luma is \(luma.size), the edges are \(edges.size)")
    return ChannelFeatures.combined(
      [
        features(of: luma, channel: .luma, effort: effort),
        features(of: edges, channel: .edge, effort: effort),
      ], size: luma.size)
  }

  /// Extracts the features of one channel; two extractors may see to the channels of a picture at once.
  ///
  /// - Parameters:
  ///   - plane: The channel of the working picture, 0...1.
  ///   - channel: What the plane holds.
  ///   - effort: How many features, how finely searched.
  /// - Returns: The features, to be combined with those of the other channel.
  /// - Complexity: O(pixels + features).
  public func features(
    of plane: FloatPlane, channel: FeatureChannel, effort: Effort
  ) -> ChannelFeatures {
    let raw = rawFeatures(
      of: plane, channel: channel,
      limit: channel == .luma ? effort.lumaLimit : effort.edgeLimit, longSide: effort.longSide)
    func described(_ places: [UInt8]) -> [Int8] {
      projected(raw.descriptors, taking: places, by: model.channels[Int(channel.rawValue)])
    }
    var features = ChannelFeatures(
      channel: channel, keypoints: raw.keypoints, plain: described(Self.ownPlaces),
      mirrored: effort.describesMirrored ? described(Self.mirroredPlaces) : nil)
    if effort.describesNegative, channel == .luma {
      let mirroredPlaces = Self.mirroredPlaces.map { Self.negatedPlaces[Int($0)] }
      features.negated = (
        plain: described(Self.negatedPlaces),
        mirrored: effort.describesMirrored ? described(mirroredPlaces) : nil
      )
    }
    return features
  }

  /// Shortens descriptors whose components come from other places.
  private func projected(
    _ descriptors: [Float], taking places: [UInt8], by numbers: FeatureModel.Channel
  ) -> [Int8] {
    let count = descriptors.count / FeatureModel.rawDimension
    return [Int8](unsafeUninitializedCapacity: count * FeatureSet.dimension) { codes, filled in
      descriptors.withUnsafeBufferPointer { descriptors in
        guard let source = descriptors.baseAddress, let target = codes.baseAddress else { return }
        for index in 0..<count {
          ck_project(
            source + index * FeatureModel.rawDimension, places, numbers.mean, numbers.projection,
            target + index * FeatureSet.dimension)
        }
      }
      filled = count * FeatureSet.dimension
    }
  }

  /// Every component where it is.
  private static let ownPlaces = (0..<FeatureModel.rawDimension).map { UInt8($0) }

  /// Where each component of a descriptor comes from when the picture is mirrored: rows of cells from the other side,
  /// directions counted backwards.
  public static let mirroredPlaces: [UInt8] = (0..<FeatureModel.rawDimension).map { place in
    let row = place / 32
    let column = place / 8 % 4
    let direction = place % 8
    return UInt8(((3 - row) * 4 + column) * 8 + (8 - direction) % 8)
  }

  /// Where each component of a descriptor comes from in the negative: every gradient is turned around and the main
  /// direction with it, so directions stay as they are beside it and the cells lie half a turn further.
  static let negatedPlaces: [UInt8] = (0..<FeatureModel.rawDimension).map { place in
    let row = place / 32
    let column = place / 8 % 4
    return UInt8(((3 - row) * 4 + (3 - column)) * 8 + place % 8)
  }

  /// Extracts the features of one plane with their whole descriptors; training starts from these.
  ///
  /// - Parameters:
  ///   - plane: Values in 0...1.
  ///   - channel: What the plane holds.
  ///   - limit: The most features.
  ///   - longSide: Long side of the searched plane in pixels.
  /// - Returns: Keypoints and their descriptors, 128 numbers each, in the same order.
  public func rawFeatures(
    of plane: FloatPlane, channel: FeatureChannel, limit: Int, longSide: Int
  ) -> (keypoints: [Keypoint], descriptors: [Float]) {
    let factor = min(2, Float(longSide) / Float(plane.size.longSide))
    let base = plane.resampled(by: factor)
    let extrema = space.build(
      base: base, inputSigma: max(0.5, 0.5 * factor), threshold: Self.threshold)
    let selected = SpreadChoice(over: base.size).chosen(limit, of: extrema)
    var keypoints: [Keypoint] = []
    var descriptors: [Float] = []
    var histogram = [Float](repeating: 0, count: 36)
    var descriptor = [Float](repeating: 0, count: FeatureModel.rawDimension)
    for (place, extremum) in selected.enumerated() {
      if place + 1 < selected.count { askFor(selected[place + 1]) }
      let octave = space.octaves[extremum.octave]
      let level = space.level(extremum.level, of: octave)
      let width = Int32(octave.size.width)
      let height = Int32(octave.size.height)
      ck_orientation_histogram(
        level, width, height, extremum.x, extremum.y, extremum.sigma, &histogram)
      for angle in Self.directions(histogram) where keypoints.count < limit {
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
    }
    return (keypoints, descriptors)
  }

  /// Asks the memory for the neighbourhood of an extremum.
  private func askFor(_ extremum: ScaleSpace.Extremum) {
    let octave = space.octaves[extremum.octave]
    ck_ask_for(
      space.level(extremum.level, of: octave), Int32(octave.size.width),
      Int32(octave.size.height), extremum.x, extremum.y, extremum.sigma)
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
}
