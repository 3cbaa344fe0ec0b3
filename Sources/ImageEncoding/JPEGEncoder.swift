// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CImageCodecs
public import ImageBuffers

/// Writes pictures as baseline JPEG.
public enum JPEGEncoder {
  /// How far the colour differences are thinned out.
  public enum ChromaSubsampling: String, CaseIterable, Sendable {
    /// 4:4:4, every pixel.
    case none
    /// 4:2:2, every second column.
    case half
    /// 4:2:0, every second column and row.
    case quarter
  }

  /// Encodes a picture as baseline JPEG in a JFIF wrapping, with the exact integer transform.
  ///
  /// - Parameters:
  ///   - picture: The picture; sides at most 65,500 pixels.
  ///   - quality: 1...100, on the scale of the Independent JPEG Group.
  ///   - chromaSubsampling: How far the colour differences are thinned out; 4:2:0 unless said
  ///     otherwise.
  /// - Returns: A whole file.
  /// - Complexity: O(pixels).
  public static func encode(
    _ picture: PixelBuffer, quality: Int, chromaSubsampling: ChromaSubsampling = .quarter
  ) -> [UInt8] {
    precondition((1...100).contains(quality), "JPEG quality is 1...100, not \(quality)")
    precondition(
      picture.size.longSide <= 65_500, "a JPEG side is at most 65,500, not \(picture.size)")
    let chroma =
      switch chromaSubsampling {
      case .none: cic_chroma.full
      case .half: cic_chroma.half
      case .quarter: cic_chroma.quarter
      }
    return collectEncoded("JPEG", picture) { bytes, byteCount in
      cic_encode_jpeg(
        picture.samples, UInt32(picture.size.width), UInt32(picture.size.height), Int32(quality),
        chroma, &bytes, &byteCount) == .ok
    }
  }
}
