// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace
internal import HammingSpace
private import ImageBuffers
internal import RepeatAnalysis

extension Fingerprint {
  /// Reads a fingerprint from its stored form.
  ///
  /// - Parameters:
  ///   - global: Two hashes of 32 bytes, highest byte first, each followed by its quality; then a count and as many
  ///     torus codes.
  ///   - local: Width and height of the thumbnail, its levels two a byte, then the features.
  /// - Throws: ``FingerprintError`` when the bytes are not of this form.
  init(global: [UInt8], local: [UInt8]) throws(FingerprintError) {
    guard global.count >= 67 else { throw .wrongByteCount(global.count, expected: 67) }
    let codeCount = Int(global[66])
    let expected = 67 + codeCount * TorusCode.byteCount
    guard global.count == expected else { throw .wrongByteCount(global.count, expected: expected) }
    hash = Hash256(bytes: global[0..<32])
    quality = Int(global[32])
    edgeHash = Hash256(bytes: global[33..<65])
    edgeQuality = Int(global[65])
    var codes: [TorusCode] = []
    for index in 0..<codeCount {
      let start = 67 + index * TorusCode.byteCount
      do throws(TorusCodeError) {
        codes.append(try TorusCode(bytes: global[start..<start + TorusCode.byteCount]))
      } catch {
        throw .unreadable("\(error)")
      }
    }
    torusCodes = codes
    guard local.count >= 2, local[0] > 0, local[1] > 0 else {
      throw .wrongByteCount(local.count, expected: 2)
    }
    let size = ImageSize(width: Int(local[0]), height: Int(local[1]))
    let byteCount = (size.pixelCount + 1) / 2
    guard local.count >= 2 + byteCount else {
      throw .wrongByteCount(local.count, expected: 2 + byteCount)
    }
    let levels = [UInt8](unsafeUninitializedCapacity: byteCount * 2) { buffer, filled in
      for place in 0..<byteCount {
        buffer.initializeElement(at: place * 2, to: local[2 + place] & 15)
        buffer.initializeElement(at: place * 2 + 1, to: local[2 + place] >> 4)
      }
      filled = size.pixelCount
    }
    thumbnail = EdgeThumbnail(size: size, levels: levels)
    do throws(FeatureSet.CodingError) {
      features = try FeatureSet(encoded: local[(2 + byteCount)...])
    } catch {
      throw .unreadable(error.description)
    }
  }

  /// Writes the fingerprint in its stored form.
  ///
  /// - Returns: What describes the picture as a whole, and what describes its parts.
  func encoded() -> (global: [UInt8], local: [UInt8]) {
    var global = hash.bytes
    global.append(UInt8(clamping: quality))
    global.append(contentsOf: edgeHash.bytes)
    global.append(UInt8(clamping: edgeQuality))
    global.append(UInt8(torusCodes.count))
    for code in torusCodes { global.append(contentsOf: code.bytes) }
    var local = [UInt8(thumbnail.size.width), UInt8(thumbnail.size.height)]
    for place in stride(from: 0, to: thumbnail.levels.count, by: 2) {
      let second = place + 1 < thumbnail.levels.count ? thumbnail.levels[place + 1] : 0
      local.append(thumbnail.levels[place] | second << 4)
    }
    local.append(contentsOf: features.encoded())
    return (global, local)
  }
}

extension Hash256 {
  /// The hash as 32 bytes, highest first.
  fileprivate var bytes: [UInt8] {
    (0..<4).reversed().flatMap { word in
      stride(from: UInt64(56), through: 0, by: -8).map {
        UInt8(truncatingIfNeeded: words[word] >> $0)
      }
    }
  }

  /// Reads 32 bytes, highest first.
  fileprivate init(bytes: ArraySlice<UInt8>) {
    var words = SIMD4<UInt64>(repeating: 0)
    for (place, byte) in bytes.enumerated() {
      words[3 - place / 8] = words[3 - place / 8] << 8 | UInt64(byte)
    }
    self.init(words: words)
  }
}
