// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The file formats that can be decoded.
public enum ImageFormat: String, Sendable, Codable {
  /// Portable Network Graphics.
  case png
  /// JPEG, in a JFIF, Exif or Adobe wrapping or in none.
  case jpeg

  /// The format as people write it.
  public var name: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    }
  }

  /// The Internet media type.
  public var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    }
  }

  /// The bytes that every file of the format begins with.
  ///
  /// > Source: ISO/IEC 15948:2004, section 5.2 (PNG); ITU-T T.81 (1992), section B.2 (JPEG: the
  /// > start mark, and the first byte of the marker that must follow).
  var signature: [UInt8] {
    switch self {
    case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    }
  }

  /// Tells the format by its first bytes; a file's name says nothing.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The format, or `nil` when the bytes are neither.
  public static func detect(_ bytes: Span<UInt8>) -> ImageFormat? {
    for format in [ImageFormat.png, .jpeg] {
      let signature = format.signature
      guard bytes.count >= signature.count else { continue }
      if signature.indices.allSatisfy({ bytes[$0] == signature[$0] }) { return format }
    }
    return nil
  }
}
