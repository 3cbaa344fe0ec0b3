// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A small copy of a picture, ready to be shown, and the size of what it shows.
public struct EvidenceImage: Hashable, Sendable {
  /// A JPEG file.
  public let jpeg: [UInt8]
  /// Columns of the picture that it is a copy of, in whose pixels outlines are given.
  public let width: Int
  /// Rows of that picture.
  public let height: Int

  /// Creates an image.
  ///
  /// - Parameters:
  ///   - jpeg: A JPEG file.
  ///   - width: Columns of the picture that it is a copy of.
  ///   - height: Rows of that picture.
  public init(jpeg: [UInt8], width: Int, height: Int) {
    self.jpeg = jpeg
    self.width = width
    self.height = height
  }
}
