// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A 256-bit code of a picture, compared by the number of bits that differ.
///
/// Bit `i` is bit `i % 64` of word `i / 64`; for PDQ bit `16 * row + column` is frequency (`row`,
/// `column`). As text a hash is 64 lower-case hexadecimal digits, highest bit first, which is the
/// text form of the PDQ reference program.
public struct Hash256: Hashable, Sendable {
  /// The four words, lowest bits first.
  public let words: SIMD4<UInt64>

  /// Creates a hash from its words.
  ///
  /// - Parameter words: The four words, lowest bits first.
  public init(words: SIMD4<UInt64>) {
    self.words = words
  }

  /// Creates a hash from its text form.
  ///
  /// - Parameter text: Exactly 64 hexadecimal digits, either case; anything else gives `nil`.
  public init?(text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var words = SIMD4<UInt64>(repeating: 0)
    for (place, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      words[3 - place / 16] = words[3 - place / 16] << 4 | UInt64(value)
    }
    self.words = words
  }

  /// The hash with every bit the other way.
  public var complement: Hash256 { Hash256(words: ~words) }

  /// The number of bits in which two hashes differ, 0...256: a metric.
  ///
  /// - Parameter other: The hash to compare with.
  /// - Returns: The Hamming distance in bits.
  public func distance(to other: Hash256) -> Int {
    let difference = words ^ other.words
    return difference[0].nonzeroBitCount + difference[1].nonzeroBitCount
      + difference[2].nonzeroBitCount + difference[3].nonzeroBitCount
  }
}

extension Hash256: CustomStringConvertible {
  /// The hash as 64 lower-case hexadecimal digits, highest bit first.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for word in [words[3], words[2], words[1], words[0]] {
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt64(shift) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
