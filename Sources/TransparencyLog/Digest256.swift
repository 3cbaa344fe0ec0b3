// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits.
///
/// The bytes are held as four big-endian words, so that a value costs no allocation.
public struct Digest256: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// How many bytes a digest has.
  public static let byteCount = 32

  /// Creates a digest from its bytes.
  ///
  /// - Parameter bytes: The bytes, exactly 32, else there is no digest.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = (
      UInt64(bigEndian: words.0), UInt64(bigEndian: words.1), UInt64(bigEndian: words.2),
      UInt64(bigEndian: words.3)
    )
  }

  /// Creates a digest from its hexadecimal digits.
  ///
  /// - Parameter hex: Exactly 64 lower-case hexadecimal digits, else there is no digest.
  public init?(hex: some StringProtocol) {
    guard let bytes = Hexadecimal.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// Creates a digest from Base 64.
  ///
  /// - Parameter base64: Standard Base 64 with padding, of 32 bytes, else there is no digest.
  public init?(base64: some StringProtocol) {
    guard let bytes = Base64.decode(base64.utf8) else { return nil }
    self.init(bytes: bytes)
  }

  init(_ digest: SHA256.Digest) {
    words = digest.withUnsafeBytes { raw in
      (
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
      )
    }
  }

  /// The SHA-256 of some bytes.
  ///
  /// - Parameter bytes: What to digest.
  /// - Returns: The digest.
  /// - Complexity: O(*n*) in the number of bytes.
  public static func sha256(of bytes: some Sequence<UInt8>) -> Digest256 {
    let digest =
      bytes.withContiguousStorageIfAvailable { storage in
        var hasher = SHA256()
        hasher.update(bufferPointer: UnsafeRawBufferPointer(storage))
        return Digest256(hasher.finalize())
      }
    return digest ?? sha256(of: Array(bytes))
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      store(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
      count = Self.byteCount
    }
  }

  /// The bytes as 64 lower-case hexadecimal digits.
  public var hex: String { Hexadecimal.encode(bytes) }

  /// The bytes in standard Base 64.
  public var base64: String { Base64.encode(bytes) }

  func store(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    buffer.storeBytes(of: words.0.bigEndian, toByteOffset: offset, as: UInt64.self)
    buffer.storeBytes(of: words.1.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    buffer.storeBytes(of: words.2.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
    buffer.storeBytes(of: words.3.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
  }

  /// Tells whether two digests have the same bytes.
  ///
  /// - Parameters:
  ///   - left: A digest.
  ///   - right: Another.
  /// - Returns: Whether they are equal.
  public static func == (left: Digest256, right: Digest256) -> Bool { left.words == right.words }

  /// Feeds the digest to a hasher.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension Digest256: CustomStringConvertible {
  /// The bytes as 64 lower-case hexadecimal digits.
  public var description: String { hex }
}

extension Digest256: Codable {
  /// Reads a digest from its hexadecimal digits.
  ///
  /// - Parameter decoder: Where to read.
  /// - Throws: `DecodingError.dataCorrupted` when the text is not 64 lower-case digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest256(hex: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a SHA-256 has 64 lower-case hex digits, not \"\(text)\"")
    }
    self = digest
  }

  /// Writes the hexadecimal digits.
  ///
  /// - Parameter encoder: Where to write.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
