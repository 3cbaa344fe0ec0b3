// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CImageCodecs
public import ImageBuffers

/// Writes pictures as PNG.
public enum PNGEncoder {
  /// Encodes a picture as 8-bit RGB, not interlaced, without metadata.
  ///
  /// - Parameter picture: The picture; sides at most 1,000,000 pixels.
  /// - Returns: A whole file. Its pixels are exactly those of `picture`; its bytes depend on the
  ///   version of zlib.
  /// - Complexity: O(pixels).
  public static func encode(_ picture: PixelBuffer) -> [UInt8] {
    precondition(
      picture.size.longSide <= 1_000_000, "a PNG side is at most 1,000,000, not \(picture.size)")
    return collectEncoded("PNG", picture) { bytes, byteCount in
      cic_encode_png(
        picture.samples, UInt32(picture.size.width), UInt32(picture.size.height), &bytes, &byteCount
      )
        == .ok
    }
  }
}
