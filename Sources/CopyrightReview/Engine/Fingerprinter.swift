// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import ImageDecoding
private import ImageNormalization
internal import PerceptualHashing

/// Makes fingerprints: the only place where a picture's pixels are read.
enum Fingerprinter {
  /// Decodes a picture once and lets everything that needs its pixels look on.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  /// - Returns: The fingerprint, the digest of the pixels and the header.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func fingerprint(
    _ picture: Picture, limits: DecodingLimits = .standard
  ) throws(SelvedgeError) -> FingerprintedPicture {
    try picture.decoding(limits) { decoder, releasing in
      var digest = PixelDigest(size: decoder.header.size)
      var hasher = PDQHasher(size: decoder.header.size)
      var working = WorkingPicture(of: decoder.header.size)
      try decoder.decodeRows { rows, rowCount in
        digest.consume(rows: rows, rowCount: rowCount)
        hasher.consume(rows: rows, rowCount: rowCount)
        working.consume(rows: rows, rowCount: rowCount)
        releasing(rowCount)
      }
      return FingerprintedPicture(
        fingerprint: Fingerprint(hasher.finish()), pixelSHA256: digest.finish(),
        header: decoder.header)
    }
  }

  /// Decodes a picture and computes its PDQ hash, nothing else.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  /// - Returns: The fingerprint's global part and the header.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func hash(
    _ picture: Picture, limits: DecodingLimits = .standard
  ) throws(SelvedgeError) -> (result: PDQResult, header: ImageHeader) {
    try picture.decoding(limits) { decoder, releasing in
      var hasher = PDQHasher(size: decoder.header.size)
      try decoder.decodeRows { rows, rowCount in
        hasher.consume(rows: rows, rowCount: rowCount)
        releasing(rowCount)
      }
      return (hasher.finish(), decoder.header)
    }
  }
}
