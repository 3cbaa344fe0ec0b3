// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The bytes of a picture file and the name it goes by.
///
/// Nothing is decoded yet, so the bytes may be anything.
public struct Picture: Sendable {
  /// The file as it was given; stands in reports and messages.
  public let name: String
  let bytes: PictureBytes

  /// Creates a picture from bytes in memory.
  ///
  /// - Parameters:
  ///   - name: The name it goes by.
  ///   - bytes: The bytes of a PNG or JPEG file.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = PictureBytes(bytes)
  }

  init(name: String, bytes: PictureBytes) {
    self.name = name
    self.bytes = bytes
  }

  /// The number of bytes.
  public var byteCount: Int { bytes.count }

  /// Reads a picture file.
  ///
  /// Small files are read into memory, large ones are mapped.
  ///
  /// - Parameter path: Where the file is; the picture goes by this name.
  /// - Returns: The picture, not decoded.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` when there is no such file, `ioFailure` when it cannot be
  ///   read.
  public static func reading(_ path: String) throws(SelvedgeError) -> Picture {
    Picture(name: path, bytes: try PictureBytes(reading: path))
  }
}
