// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The picture that was asked about, as a report names it.
public struct QuerySummary: Codable, Hashable, Sendable {
  /// The file as it was given.
  public var file: String
  /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// SHA-256 of the decoded upright picture, 64 lower-case hexadecimal digits.
  ///
  /// The digest covers width and height as big-endian 32-bit numbers, then the rows as 8-bit RGB.
  public var pixelSHA256: String
  /// Columns of the upright picture, in pixels.
  public var width: Int
  /// Rows of the upright picture, in pixels.
  public var height: Int
  /// The PDQ hash, 64 lower-case hexadecimal digits.
  public var pdq: String
  /// The PDQ quality, 0...100; below 50 the hash is not to be matched.
  public var quality: Int
  /// How large and sharp the picture is; `nil` in reports of earlier versions.
  public var condition: QueryCondition?
  /// Where the picture proper is, if the picture has a frame; `nil` when none was found.
  public var cut: PictureCut?

  enum CodingKeys: String, CodingKey {
    case file, sha256
    case pixelSHA256 = "pixelSha256"
    case width, height, pdq, quality, condition, cut
  }

  /// Creates a summary.
  ///
  /// - Parameters:
  ///   - file: The file as it was given.
  ///   - sha256: SHA-256 of the file's bytes, in hexadecimal.
  ///   - pixelSHA256: SHA-256 of the decoded picture, in hexadecimal.
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - pdq: The PDQ hash, in hexadecimal.
  ///   - quality: The PDQ quality, 0...100.
  public init(
    file: String, sha256: String, pixelSHA256: String, width: Int, height: Int, pdq: String,
    quality: Int
  ) {
    self.file = file
    self.sha256 = sha256
    self.pixelSHA256 = pixelSHA256
    self.width = width
    self.height = height
    self.pdq = pdq
    self.quality = quality
  }
}
