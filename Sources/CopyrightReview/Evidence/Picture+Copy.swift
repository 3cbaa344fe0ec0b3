// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
private import ImageDecoding
private import ImageNormalization

/// A copy of a picture that is small enough to draw on, and the size of the picture itself.
struct PictureCopy: Sendable {
  /// The long side of copies from which evidence is drawn, in pixels: three times a panel, so that a motif that
  /// fills the panel is still sharp.
  static let longSide = 2048

  /// The copy.
  let pixels: PixelBuffer
  /// The size of the upright picture.
  let fullSize: ImageSize
}

extension Picture {
  /// Decodes the picture into a small copy; memory does not grow with the picture.
  ///
  /// - Returns: The copy.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  func copyForEvidence() throws(SelvedgeError) -> PictureCopy {
    try decoding(.standard) { decoder, releasing in
      let size = decoder.header.size
      var working = WorkingPicture(of: size, longSide: PictureCopy.longSide)
      try decoder.decodeRows { rows, rowCount in
        working.consume(rows: rows, rowCount: rowCount)
        releasing(rowCount)
      }
      return PictureCopy(pixels: working.finish(), fullSize: size)
    }
  }
}
