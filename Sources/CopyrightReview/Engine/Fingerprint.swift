// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import HammingSpace
internal import PerceptualHashing

/// What the engine remembers of a picture.
///
/// A fingerprint made from a picture carries the hashes of all eight orientations, to ask with; one read back from
/// the registry carries the hash of the picture as it stands, to be found by.
struct Fingerprint: Hashable, Sendable {
  /// The version of the engine that makes these fingerprints.
  static let engine = "1"

  /// Whether an engine version is newer than this program's; versions count up from 1.
  ///
  /// - Parameter engine: The version in question.
  /// - Returns: False for what is not a number.
  static func isNewer(_ engine: String) -> Bool {
    guard let version = Int(engine), let own = Int(Fingerprint.engine) else { return false }
    return version > own
  }

  /// The lowest PDQ quality of a picture that can be told from others.
  ///
  /// > Source: the reference program's documentation recommends to discard hashes of quality 49 and less.
  static let leastQuality = 50

  /// The PDQ hash.
  let hash: Hash256
  /// The PDQ quality, 0...100.
  let quality: Int
  /// The hashes of the orientations in the order of `DihedralTransform`, or the hash alone.
  let variants: [Hash256]

  /// Whether the picture has too little structure to be told from others.
  var isFeatureless: Bool { quality < Fingerprint.leastQuality }

  /// Creates the fingerprint of a picture.
  ///
  /// - Parameter result: What PDQ says of it.
  init(_ result: PDQResult) {
    hash = result.hash
    quality = result.quality
    variants = result.variants
  }

  /// Reads a fingerprint from its stored form.
  ///
  /// - Parameters:
  ///   - global: 33 bytes: the hash, highest byte first, and the quality.
  ///   - local: Empty in this version.
  /// - Throws: ``FingerprintError`` when the bytes are not of this form.
  init(global: [UInt8], local: [UInt8]) throws(FingerprintError) {
    guard global.count == Fingerprint.globalByteCount else {
      throw .wrongByteCount(global.count, expected: Fingerprint.globalByteCount)
    }
    guard local.isEmpty else { throw .wrongByteCount(local.count, expected: 0) }
    var words = SIMD4<UInt64>(repeating: 0)
    for (place, byte) in global.prefix(32).enumerated() {
      words[3 - place / 8] = words[3 - place / 8] << 8 | UInt64(byte)
    }
    hash = Hash256(words: words)
    quality = Int(global[32])
    variants = [hash]
  }

  /// Writes the fingerprint in its stored form.
  ///
  /// - Returns: What describes the picture as a whole, and what describes its parts.
  func encoded() -> (global: [UInt8], local: [UInt8]) {
    var global: [UInt8] = []
    global.reserveCapacity(Fingerprint.globalByteCount)
    for word in (0..<4).reversed() {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        global.append(UInt8(truncatingIfNeeded: hash.words[word] >> shift))
      }
    }
    global.append(UInt8(clamping: quality))
    return (global, [])
  }

  private static let globalByteCount = 33
}
