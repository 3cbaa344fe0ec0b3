// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels

/// A design's fingerprint as the registry keeps it: bytes whose meaning only the engine knows.
public struct StoredFingerprint: Hashable, Sendable {
  /// The version of the engine that made it.
  public let engine: String
  /// The PDQ hash, 64 lower-case hexadecimal digits.
  public let pdq: String
  /// The PDQ quality, 0...100.
  public let quality: Int
  /// What describes the picture as a whole.
  public let global: [UInt8]
  /// What describes its parts; may be empty.
  public let local: [UInt8]

  /// Creates a fingerprint.
  ///
  /// - Parameters:
  ///   - engine: The version of the engine that made it.
  ///   - pdq: The PDQ hash, in hexadecimal.
  ///   - quality: The PDQ quality, 0...100.
  ///   - global: What describes the picture as a whole.
  ///   - local: What describes its parts.
  public init(engine: String, pdq: String, quality: Int, global: [UInt8], local: [UInt8]) {
    self.engine = engine
    self.pdq = pdq
    self.quality = quality
    self.global = global
    self.local = local
  }

  /// CRC-32C (Castagnoli) of the bytes, by which an index knows what it was made of.
  public var checksum: UInt32 {
    let first = global.withUnsafeBytes { ck_crc32c(0, $0.baseAddress, $0.count) }
    return local.withUnsafeBytes { ck_crc32c(first, $0.baseAddress, $0.count) }
  }
}
