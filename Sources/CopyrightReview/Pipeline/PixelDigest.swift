// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto
internal import ImageBuffers

/// The SHA-256 of a decoded picture: the same for every file that shows the same pixels.
///
/// It covers the width and the height as big-endian 32-bit numbers, then the upright rows as 8-bit RGB, top to
/// bottom, without padding.
struct PixelDigest: RowConsumer, Sendable {
  private var digest = SHA256()

  /// Begins the digest of a picture.
  ///
  /// - Parameter size: The upright picture's size.
  init(size: ImageSize) {
    for side in [size.width, size.height] {
      withUnsafeBytes(of: UInt32(side).bigEndian) { digest.update(bufferPointer: $0) }
    }
  }

  mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    rows.withUnsafeBytes { digest.update(bufferPointer: $0) }
  }

  /// Ends the digest.
  ///
  /// - Returns: 64 lower-case hexadecimal digits.
  func finish() -> String { hexadecimal(digest.finalize()) }
}
