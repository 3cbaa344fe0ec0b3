// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import ImageDecoding

/// A picture file that was decoded, and its analysis.
struct AnalysedPicture: Sendable {
  /// The planes and codes that fingerprints and queries are made of.
  let analysis: PictureAnalysis
  /// SHA-256 of the upright picture, 64 lower-case hexadecimal digits; see ``PixelDigest``.
  let pixelSHA256: String
  /// What the file says about its picture.
  let header: ImageHeader

  /// Width and height of the upright picture, in pixels.
  var size: ImageSize { header.size }

  /// Puts an analysis beside what it was made of.
  init(_ analysis: PictureAnalysis, of decoded: DecodedPicture) {
    self.analysis = analysis
    pixelSHA256 = decoded.pixelSHA256
    header = decoded.header
  }
}
