// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Lower-case Base 16, strict: one text for each sequence of bytes.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      guard let value = value(of: character) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Standard Base 64 with padding (RFC 4648, section 4), strict: one text for each sequence of bytes.
///
/// Texts with missing padding, foreign characters or set bits after the last byte are refused, so
/// that no two texts stand for the same bytes.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()
  private static let padding = UInt8(ascii: "=")

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let joined = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        text.append(
          position <= group.count
            ? alphabet[Int(joined >> UInt32(18 - 6 * position) & 63)] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard text.count % 4 == 0 else { return nil }
    let padded = text.suffix(2).filter { $0 == padding }.count
    if padded == 2, text[text.count - 2] != padding { return nil }
    if padded == 1, text.last != padding { return nil }
    var bytes: [UInt8] = []
    var joined: UInt32 = 0
    for (position, character) in text.dropLast(padded).enumerated() {
      guard let value = values[Int(character)] else { return nil }
      joined = joined << 6 | UInt32(value)
      if position % 4 == 3 {
        bytes += [UInt8(joined >> 16 & 255), UInt8(joined >> 8 & 255), UInt8(joined & 255)]
        joined = 0
      }
    }
    switch padded {
    case 1 where joined & 3 == 0: bytes += [UInt8(joined >> 10 & 255), UInt8(joined >> 2 & 255)]
    case 2 where joined & 15 == 0: bytes += [UInt8(joined >> 4 & 255)]
    case 0: break
    default: return nil
    }
    return bytes
  }
}
