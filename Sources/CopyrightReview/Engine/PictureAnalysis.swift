// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace
internal import HammingSpace
internal import ImageBuffers
internal import ImageNormalization
internal import LocalFeatures
internal import MatchVerification
internal import PerceptualHashing
internal import RepeatAnalysis
private import Synchronization

/// What both sides of a comparison start from: the planes of a working picture and the codes of the whole.
struct PictureAnalysis: Sendable {
  /// The longest side of a working picture, in pixels.
  static let longSide = WorkingPicture.standardLongSide

  /// PDQ of the full picture, all orientations.
  let pdq: PDQResult
  /// The working picture: long side at most 1,024 pixels.
  let picture: PixelBuffer
  /// Luma of the working picture, 0...1.
  let luma: FloatPlane
  /// Colour edges of the working picture, 0...1.
  let edges: FloatPlane
  /// PDQ of the colour edges, all orientations.
  let edgePDQ: PDQResult

  init(pdq: PDQResult, picture: PixelBuffer) {
    self.pdq = pdq
    self.picture = picture
    luma = Luma.plane(of: picture)
    edges = ColourEdges.map(of: picture)
    // PDQ's quality counts gradients in levels of 0...255.
    edgePDQ = PDQHasher.hash(
      FloatPlane(size: edges.size, samples: edges.samples.map { $0 * 255 }))
  }

  /// The colour edges at the scales at which repeats are looked for: of the picture made smaller, not of its map.
  var edgeScales: EdgeScales { edgeScales(EdgeScales.longSides) }

  /// The finest of the ``edgeScales`` alone.
  var finestEdges: FloatPlane { edgeScales([EdgeScales.longSides[0]]).planes[0] }

  private func edgeScales(_ longSides: [Int]) -> EdgeScales {
    var planes: [FloatPlane] = []
    var smaller = picture
    for side in longSides {
      if smaller.size.longSide > side {
        smaller = WorkingPicture.make(of: smaller, longSide: side)
        planes.append(ColourEdges.map(of: smaller))
      } else if planes.isEmpty {
        planes.append(edges)
      }
    }
    return EdgeScales(planes: planes)
  }
}

/// Extractors that wait for work: each keeps tens of megabytes, so they are lent, not made anew.
final class ExtractorPool: Sendable {
  static let shared = ExtractorPool()
  private let idle = Mutex<[Lent]>([])

  private struct Lent: @unchecked Sendable {
    // Proof of Sendable: an extractor is either in the list, which the lock guards, or lent to one
    // caller, and only that caller touches it.
    let extractor: FeatureExtractor
  }

  /// Lends an extractor for the duration of a call.
  func lend<Result>(_ body: (FeatureExtractor) -> Result) -> Result {
    let lent = idle.withLock { $0.popLast() } ?? Lent(extractor: FeatureExtractor())
    defer { idle.withLock { $0.append(lent) } }
    return body(lent.extractor)
  }
}

extension Fingerprint {
  /// Makes the fingerprint of a design.
  ///
  /// - Parameters:
  ///   - analysis: The design's planes and codes.
  ///   - withRepeats: Whether repeats are looked for, too.
  init(of analysis: PictureAnalysis, withRepeats: Bool = true) {
    let features = ExtractorPool.shared.lend {
      $0.features(luma: analysis.luma, edges: analysis.edges, effort: .design).plain
    }
    let scales = withRepeats ? analysis.edgeScales : EdgeScales(planes: [analysis.finestEdges])
    self.init(
      hash: analysis.pdq.hash, quality: analysis.pdq.quality, edgeHash: analysis.edgePDQ.hash,
      edgeQuality: analysis.edgePDQ.quality,
      torusCodes: withRepeats
        ? Array(RepeatAnalyzer.shared.designCodes(of: scales).prefix(8)) : [],
      features: features, thumbnail: EdgeThumbnail(of: PlanePyramid(scales.planes[0])))
  }
}

/// A picture made ready to be looked up.
struct QueryPicture: Sendable {
  /// PDQ in all orientations.
  let pdq: PDQResult
  /// PDQ of the colour edges in all orientations.
  let edgePDQ: PDQResult
  /// Codes of repeating cells under all signed orders of their axes.
  let torusCodes: [TorusCode]
  /// The working picture.
  let pixels: PixelBuffer
  /// The features.
  let plain: FeatureSet
  /// Those of the mirrored picture; nil where the effort leaves them out, since it is not mirrored.
  let mirrored: FeatureSet?
  /// Colour edges for comparing pixel by pixel.
  let edges: EdgeStack
  /// Whether this is the picture's negative, light and dark exchanged.
  let isNegative: Bool
  private let channels: [ChannelFeatures]
  /// Size of the working picture.
  var size: ImageSize { plain.size }

  /// Makes a picture ready.
  ///
  /// - Parameters:
  ///   - analysis: The picture's planes and codes.
  ///   - withRepeats: Whether repeats are looked for, too.
  ///   - effort: How many features, how finely searched.
  ///   - threads: 2 lets a second thread see to the colour edges while the first sees to luma and repeats; the outcome is
  ///     the same.
  init(
    of analysis: PictureAnalysis, withRepeats: Bool = true,
    effort: FeatureExtractor.Effort = .query, threads: Int = 1
  ) {
    pixels = analysis.picture
    pdq = analysis.pdq
    edgePDQ = analysis.edgePDQ
    let (edgeFeatures, (lumaFeatures, scales, torusCodes)) = concurrently(threads: threads) {
      ExtractorPool.shared.lend { $0.features(of: analysis.edges, channel: .edge, effort: effort) }
    } _: {
      let luma = ExtractorPool.shared.lend {
        $0.features(of: analysis.luma, channel: .luma, effort: effort)
      }
      let scales = analysis.edgeScales
      return (
        luma, scales,
        withRepeats ? RepeatAnalyzer.shared.queryCodes(of: scales).flatMap(\.queryVariants) : []
      )
    }
    self.torusCodes = torusCodes
    channels = [lumaFeatures, edgeFeatures]
    (plain, mirrored) = ChannelFeatures.combined(channels, size: analysis.luma.size)
    isNegative = false
    var planes = scales.planes
    if analysis.edges.size.longSide > planes[0].size.longSide {
      planes.insert(analysis.edges, at: 0)
    }
    edges = EdgeStack(planes: planes, workingSize: analysis.edges.size)
  }

  /// The same of the negative of a picture that was made ready with the ``FeatureExtractor/Effort/query``.
  ///
  /// Features and codes of luma are those of the picture seen the other way; what is made of colour edges stays.
  ///
  /// - Complexity: O(features): nothing is extracted anew.
  var negative: QueryPicture { QueryPicture(negativeOf: self) }

  private init(negativeOf other: QueryPicture) {
    pixels = other.pixels
    pdq = other.pdq.negative
    edgePDQ = other.edgePDQ
    torusCodes = other.torusCodes
    channels = other.channels.map(\.negative)
    (plain, mirrored) = ChannelFeatures.combined(channels, size: other.size)
    edges = other.edges
    isNegative = !other.isNegative
  }

  /// Whether the picture has too little structure to be told from others.
  var isFeatureless: Bool {
    pdq.quality < Fingerprint.leastQuality && plain.keypoints.count < Fingerprint.leastFeatures
  }

  /// Why the picture cannot be judged, and how to do better.
  var whyFeatureless: String {
    "the picture has too little structure to be told from others (quality \(pdq.quality), "
      + "\(Fingerprint.leastQuality) is needed; \(plain.keypoints.count) local features, "
      + "\(Fingerprint.leastFeatures) are needed); send one that shows more of the design, sharp and flat"
  }
}
