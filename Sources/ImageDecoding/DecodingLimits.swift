// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a file may ask for before it is refused.
///
/// Everything but the number of scans is judged from the header, before anything that grows with
/// the picture is allocated. Limits are inclusive.
public struct DecodingLimits: Hashable, Sendable {
  /// The largest file, in bytes.
  ///
  /// Default: 512 MiB.
  public var byteCount: Int
  /// The most pixels, width times height.
  ///
  /// Default: 500,000,000.
  public var pixelCount: Int
  /// The longest side, in pixels.
  ///
  /// Default: 65,535, the most that a JPEG can say (libjpeg stops at 65,500).
  public var sideLength: Int
  /// The largest PNG chunk or JPEG segment that is read for anything but pixels, in bytes.
  ///
  /// Default: 8 MiB.
  ///
  /// Profiles, texts and thumbnails are stepped over and never unpacked, whatever their size.
  public var ancillaryByteCount: Int
  /// The most memory that decoding may hold beyond a band of rows, in bytes.
  ///
  /// Default: 1 GiB.
  ///
  /// Counts the rows of an interlaced PNG (3 bytes a pixel, 4 with alpha), the coefficients of a
  /// JPEG of several scans (2 bytes a sample: 3 bytes a pixel at 4:2:0, 6 at 4:4:4), and the canvas
  /// (3 bytes a pixel) of a picture that an orientation other than 1 or 2 turns. The result of
  /// ``ImageDecoder/decodePixels()`` is the caller's wish and does not count.
  public var workingByteCount: Int
  /// The most scans of a JPEG.
  ///
  /// Default: 200, some twenty times what encoders write.
  ///
  /// A scan may cost a few bytes and still visit every block, so scans times pixels is bounded as
  /// well, by 20 times `pixelCount`.
  public var scanCount: Int

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - byteCount: The largest file, in bytes.
  ///   - pixelCount: The most pixels.
  ///   - sideLength: The longest side, in pixels.
  ///   - ancillaryByteCount: The largest chunk or segment that is read for anything but pixels, in
  ///     bytes.
  ///   - workingByteCount: The most memory to hold beyond a band of rows, in bytes.
  ///   - scanCount: The most scans of a JPEG.
  public init(
    byteCount: Int = 512 << 20,
    pixelCount: Int = 500_000_000,
    sideLength: Int = 65_535,
    ancillaryByteCount: Int = 8 << 20,
    workingByteCount: Int = 1 << 30,
    scanCount: Int = 200
  ) {
    precondition(
      min(byteCount, pixelCount, sideLength, ancillaryByteCount, workingByteCount) >= 0
        && scanCount > 0, "a limit is not negative, and one scan is the least")
    self.byteCount = byteCount
    self.pixelCount = pixelCount
    self.sideLength = sideLength
    self.ancillaryByteCount = ancillaryByteCount
    self.workingByteCount = workingByteCount
    self.scanCount = scanCount
  }

  /// The defaults above.
  public static let standard = DecodingLimits()

  /// Which limit a file goes past.
  public enum Measure: String, Sendable, Codable {
    /// ``DecodingLimits/byteCount``
    case byteCount
    /// ``DecodingLimits/pixelCount``
    case pixelCount
    /// ``DecodingLimits/sideLength``
    case sideLength
    /// ``DecodingLimits/workingByteCount``
    case workingByteCount
    /// ``DecodingLimits/scanCount``
    case scanCount
  }
}
