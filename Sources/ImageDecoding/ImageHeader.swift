// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// What a file says about its picture before any pixel is decoded.
public struct ImageHeader: Hashable, Sendable {
  /// The file format.
  public let format: ImageFormat
  /// Width and height as stored, before ``orientation`` is applied, in pixels.
  public let storedSize: ImageSize
  /// How the stored picture must be turned to stand upright.
  public let orientation: Orientation
  /// Bits a stored sample: 1, 2, 4, 8 or 16 (for palettes, bits an index).
  public let bitDepth: Int
  /// What the stored samples mean.
  public let colorModel: ColorModel
  /// Whether the file is an interlaced PNG or a JPEG of several scans, which cannot be decoded row
  /// by row.
  public let isProgressive: Bool
  /// Whether the file has an alpha channel or a transparent colour.
  public let hasAlpha: Bool

  /// Width and height of the upright picture, in pixels.
  public var size: ImageSize {
    orientation.uprighting.exchangesSides ? storedSize.transposed : storedSize
  }

  /// What stored samples mean.
  public enum ColorModel: String, Sendable, Codable {
    /// One grey level.
    case gray
    /// A grey level and its opacity.
    case grayAlpha
    /// An index into a table of colours.
    case palette
    /// Red, green, blue.
    case rgb
    /// Red, green, blue, opacity.
    case rgba
    /// Luma and two colour differences.
    case yCbCr
    /// Four inks.
    case cmyk
    /// Four inks, the first three as luma and two colour differences.
    case ycck
  }
}
