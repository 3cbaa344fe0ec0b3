// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The PDQ hash of a picture and what goes with it: the answer of the fast path, with no digest.
public struct PictureHash: Codable, Hashable, Sendable {
  /// The file as it was given.
  public let file: String
  /// Columns of the upright picture, in pixels.
  public let width: Int
  /// Rows of the upright picture, in pixels.
  public let height: Int
  /// The PDQ hash, 64 lower-case hexadecimal digits.
  public let pdq: String
  /// The PDQ quality, 0...100.
  public let quality: Int

  /// Creates a hash.
  ///
  /// - Parameters:
  ///   - file: The file as it was given.
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - pdq: The PDQ hash, in hexadecimal.
  ///   - quality: The PDQ quality, 0...100.
  public init(file: String, width: Int, height: Int, pdq: String, quality: Int) {
    self.file = file
    self.width = width
    self.height = height
    self.pdq = pdq
    self.quality = quality
  }
}
