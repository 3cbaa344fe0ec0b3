// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Computes the PDQ hash of a picture while its rows stream by, at full resolution.
///
/// PDQ keeps, for each of the 16 x 16 lowest frequencies of a 64 x 64 thumbnail, whether it exceeds
/// their median. The hash changes little when a picture is scaled, recompressed, or changed in
/// brightness or contrast. Hash and quality are those of the reference program to the bit, given
/// the same pixels and no prior scaling.
///
/// > Source: Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
/// > 2019, and the reference program in the repository facebook/ThreatExchange, folder pdq/cpp.
///
/// - Shape: Rows as ``ImageBuffers/PixelBuffer`` lays them out; bit `16 * row + column` is
///   frequency (`row`, `column`).
/// - Units: BT.601 luma 0...255, gamma-encoded; quality 0...100; distances in bits 0...256.
/// - Determinism: Same pixels, same bits, on every machine and for every way of cutting the rows
///   into calls.
/// - Not promised: Invariance to cropping, or to turning other than by the variants; matching is
///   not transitive.
/// - Complexity: O(pixels) time; memory for about `height / 128 + 60` rows of floats, never a
///   canvas.
public struct PDQHasher: RowConsumer, Sendable {
  /// The size of the picture.
  public let size: ImageSize
  // Absent for a picture too small to be hashed.
  private var filter: JaroszFilter?

  /// Prepares to hash one picture.
  ///
  /// - Parameter size: The picture's size; when a side is under 5 pixels the result is the zero
  ///   hash of quality 0.
  public init(size: ImageSize) {
    self.size = size
    filter = size.shortSide < Self.shortestSide ? nil : JaroszFilter(size: size)
  }

  /// The shortest side, in pixels, that the reference program hashes.
  public static let shortestSide = 5

  /// Takes the next rows.
  ///
  /// - Parameters:
  ///   - rows: `rowCount * width * 3` samples, valid during the call only.
  ///   - rowCount: How many rows, at least 1.
  public mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    filter?.consume(rows: rows, count: rowCount)
  }

  /// Ends the picture, all rows of which must have been given.
  ///
  /// - Returns: The hash, the quality and the variants.
  public consuming func finish() -> PDQResult {
    guard let filter else { return .tooSmall }
    return PDQResult(thumbnail: filter.thumbnail)
  }

  /// Hashes a picture in memory.
  ///
  /// - Parameter picture: The upright picture.
  /// - Returns: What streaming its rows gives.
  public static func hash(_ picture: PixelBuffer) -> PDQResult {
    var hasher = PDQHasher(size: picture.size)
    hasher.consume(rows: picture.samples.span, rowCount: picture.size.height)
    return hasher.finish()
  }

  /// Hashes any plane of values, such as a map of colour edges.
  ///
  /// - Parameter plane: Values in the scale of luma, 0...255, which the quality is measured
  ///   against; all finite.
  /// - Returns: The hash, the quality and the variants.
  public static func hash(_ plane: FloatPlane) -> PDQResult {
    guard plane.size.shortSide >= shortestSide else { return .tooSmall }
    var filter = JaroszFilter(size: plane.size)
    filter.consume(plane)
    return PDQResult(thumbnail: filter.thumbnail)
  }
}
