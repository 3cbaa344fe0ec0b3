// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import ImageDecoding
private import ImageNormalization
internal import PerceptualHashing

/// Makes fingerprints: all that is stored of a picture is read from its pixels here.
enum Fingerprinter {
  /// Decodes a picture once and lets everything that needs its pixels look on.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  ///   - threads: 2 lets a second thread look at the rows while the first decodes.
  /// - Returns: The working picture, PDQ, the digest of the pixels and the header.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func decode(
    _ picture: Picture, limits: DecodingLimits = .standard, threads: Int = 1
  ) throws(SelvedgeError) -> DecodedPicture {
    let (onlookers, header) = try pass(over: picture, limits: limits, threads: threads) {
      Onlookers(size: $0)
    }
    return DecodedPicture(
      pdq: onlookers.hasher.finish(), working: onlookers.working.finish(),
      pixelSHA256: onlookers.digest.finish(), header: header)
  }

  /// Decodes a picture and analyses the working picture.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  /// - Returns: The analysis, the digest of the pixels and the header.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func analyse(
    _ picture: Picture, limits: DecodingLimits = .standard
  ) throws(SelvedgeError) -> AnalysedPicture {
    let decoded = try decode(picture, limits: limits)
    return AnalysedPicture(decoded.analysis, of: decoded)
  }

  /// Decodes a picture and analyses a part of it as a picture of its own.
  ///
  /// - Parameters:
  ///   - area: The part, in pixels of the file.
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  /// - Returns: The analysis.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func analyse(
    _ area: PixelRectangle, of picture: Picture, limits: DecodingLimits = .standard
  ) throws(SelvedgeError) -> PictureAnalysis {
    let cropped = try pass(over: picture, limits: limits, threads: 1) {
      CroppedRows(area, of: $0, to: Onlookers(size: area.size))
    }.0.consumer
    return PictureAnalysis(pdq: cropped.hasher.finish(), picture: cropped.working.finish())
  }

  /// Decodes a picture and computes its PDQ hash, nothing else.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - limits: What its file may ask for.
  ///   - threads: 2 lets a second thread hash the rows while the first decodes.
  /// - Returns: The hash and the header.
  /// - Throws: ``SelvedgeError`` when the file cannot be decoded.
  static func hash(
    _ picture: Picture, limits: DecodingLimits = .standard, threads: Int = 1
  ) throws(SelvedgeError) -> (result: PDQResult, header: ImageHeader) {
    let (hasher, header) = try pass(over: picture, limits: limits, threads: threads) {
      PDQHasher(size: $0)
    }
    return (hasher.finish(), header)
  }

  /// Pictures of fewer pixels are done before a second thread is worth its start.
  private static let leastSharedPixelCount = 1_000_000

  /// Makes the one pass over a picture.
  private static func pass<Consumer: RowConsumer & Sendable>(
    over picture: Picture, limits: DecodingLimits, threads: Int,
    _ makeConsumer: (ImageSize) -> Consumer
  ) throws(SelvedgeError) -> (Consumer, ImageHeader) {
    try picture.decoding(limits) { decoder, releasing in
      let size = decoder.header.size
      var consumer = makeConsumer(size)
      guard threads > 1, size.pixelCount >= leastSharedPixelCount else {
        try decoder.decodeRows { rows, rowCount in
          consumer.consume(rows: rows, rowCount: rowCount)
          releasing(rowCount)
        }
        return (consumer, decoder.header)
      }
      let relay = BandRelay(
        consumer, bandByteCount: ImageDecoder.rowsPerBand * size.width * 3)
      let outcome = Result {
        try decoder.decodeRows { rows, rowCount in
          relay.send(rows, rowCount: rowCount)
          releasing(rowCount)
        }
      }
      consumer = relay.finish()
      try outcome.get()
      return (consumer, decoder.header)
    }
  }
}

/// Everything that looks at a picture's pixels.
private struct Onlookers: RowConsumer, Sendable {
  var digest: PixelDigest
  var hasher: PDQHasher
  /// The small copy that edges, repeats and features are found in.
  var working: WorkingPicture

  init(size: ImageSize) {
    digest = PixelDigest(size: size)
    hasher = PDQHasher(size: size)
    working = WorkingPicture(of: size)
  }

  mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    digest.consume(rows: rows, rowCount: rowCount)
    hasher.consume(rows: rows, rowCount: rowCount)
    working.consume(rows: rows, rowCount: rowCount)
  }
}
