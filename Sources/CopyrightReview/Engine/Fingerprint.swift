// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace
internal import HammingSpace
internal import RepeatAnalysis

/// What the engine remembers of a design.
struct Fingerprint: Hashable, Sendable {
  /// The version of the engine that makes these fingerprints.
  static let engine = "3"

  /// Whether a version of the engine is newer than this program's.
  static func isNewer(_ engine: String) -> Bool {
    guard let version = Int(engine), let own = Int(Fingerprint.engine) else { return false }
    return version > own
  }

  /// The PDQ hash of the picture.
  let hash: Hash256
  /// The PDQ quality, 0...100.
  let quality: Int
  /// The PDQ hash of the colour-edge map, blind to the palette.
  let edgeHash: Hash256
  /// Its quality, 0...100.
  let edgeQuality: Int
  /// The codes of the cells that repeat, blind to where the print is cut and how it is turned.
  let torusCodes: [TorusCode]
  /// The local features.
  let features: FeatureSet
  /// A small colour-edge map to compare pixel by pixel.
  let thumbnail: EdgeThumbnail
}

extension Fingerprint {
  /// The least PDQ quality at which hashes of whole pictures are compared.
  ///
  /// > Source: the reference program's documentation recommends to discard hashes of quality 49 and less.
  static let leastQuality = 50
  /// The fewest local features with which a picture can be told from others.
  static let leastFeatures = 12

  /// Whether the picture has too little structure to be told from others.
  var isFeatureless: Bool {
    quality < Fingerprint.leastQuality && features.keypoints.count < Fingerprint.leastFeatures
  }
}
