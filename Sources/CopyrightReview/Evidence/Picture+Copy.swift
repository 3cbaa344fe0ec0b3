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
  /// Decodes the picture into a small copy.
  ///
  /// Memory does not grow with the picture, but for what progressive, interlaced and turned files need, which
  /// `DecodingLimits.workingByteCount` bounds.
  ///
  /// - Parameters:
  ///   - area: The part to copy, in pixels of the file; nil is all of it.
  ///   - longSide: The long side of the copy at most, in pixels.
  /// - Returns: The copy.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  func copyForEvidence(
    of area: PixelRectangle? = nil, longSide: Int = PictureCopy.longSide
  ) throws(SelvedgeError) -> PictureCopy {
    try decoding(.standard) { decoder, releasing in
      let area = area ?? PixelRectangle(all: decoder.header.size)
      var cropped = CroppedRows(
        area, of: decoder.header.size,
        to: WorkingPicture(of: area.size, longSide: longSide))
      try decoder.decodeRows { rows, rowCount in
        cropped.consume(rows: rows, rowCount: rowCount)
        releasing(rowCount)
      }
      return PictureCopy(pixels: cropped.consumer.finish(), fullSize: area.size)
    }
  }
}
