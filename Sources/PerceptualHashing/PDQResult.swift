// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace
public import ImageBuffers

/// What PDQ says of one picture: its hash, how much there was to hash, and the hashes it has turned
/// and mirrored.
///
/// - Units: Distances between hashes are bits, 0...256; the reference calls <= 31 a match.
/// - Not promised: That turning the picture gives exactly the hash of the variant. The thumbnail's
///   grid does not turn with the picture, so a few bits may differ.
public struct PDQResult: Hashable, Sendable {
  /// The hash of the picture as it stands; all bits 0 when a side is under 5 pixels.
  public let hash: Hash256
  /// How much structure the thumbnail has, 0...100; below 50 the picture is featureless and the
  /// hash should not be matched.
  public let quality: Int
  /// The hashes of the picture in each orientation, in the order of `DihedralTransform.allCases`.
  ///
  /// Element `t.rawValue` is the hash of the picture transformed by `t`; element 0 is ``hash``.
  public let variants: [Hash256]

  /// The hash of the picture transformed.
  ///
  /// - Parameter transform: How the picture is laid.
  /// - Returns: The hash, made from the same frequencies as ``hash``.
  public func variant(_ transform: DihedralTransform) -> Hash256 {
    variants[Int(transform.rawValue)]
  }

  /// What PDQ says of the picture's negative, in which light and dark are exchanged.
  ///
  /// Every frequency but that of the mean changes its sign, so that those above the median come to lie below it. Of a
  /// picture that is too small to be hashed nothing is said either way, as its quality is 0.
  public var negative: PDQResult {
    PDQResult(
      hash: hash.complement, quality: quality, variants: variants.map(\.complement))
  }

  /// Judges a thumbnail.
  ///
  /// - Parameter thumbnail: 64 x 64 values, row-major.
  init(thumbnail: [Float]) {
    let frequencies = PDQFrequencies(thumbnail: thumbnail)
    variants = DihedralTransform.allCases.map { frequencies.transformed(by: $0).hash }
    hash = variants[0]
    quality = thumbnailQuality(thumbnail)
  }

  /// What is said of a picture that is too small to be hashed.
  static let tooSmall = PDQResult(
    hash: Hash256(words: SIMD4(repeating: 0)), quality: 0,
    variants: [Hash256](repeating: Hash256(words: SIMD4(repeating: 0)), count: 8))

  private init(hash: Hash256, quality: Int, variants: [Hash256]) {
    self.hash = hash
    self.quality = quality
    self.variants = variants
  }
}
