// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import ImageDecoding
internal import PerceptualHashing

/// What one pass over a picture file gives.
struct DecodedPicture: Sendable {
  /// PDQ of the full picture, all orientations.
  let pdq: PDQResult
  /// The working picture.
  let working: PixelBuffer
  /// SHA-256 of the upright picture, 64 lower-case hexadecimal digits; see ``PixelDigest``.
  let pixelSHA256: String
  /// What the file says about its picture.
  let header: ImageHeader

  /// Width and height of the upright picture, in pixels.
  var size: ImageSize { header.size }
  /// What fingerprints and queries are made of.
  ///
  /// - Complexity: O(pixels of the working picture), each time.
  var analysis: PictureAnalysis { PictureAnalysis(pdq: pdq, picture: working) }
}
