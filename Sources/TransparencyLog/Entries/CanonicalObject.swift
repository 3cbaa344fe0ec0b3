// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A JSON object of strings and whole numbers, in one spelling only (RFC 8785).
///
/// Members stand in the order of their names, without spaces; strings escape only the quotation
/// mark, the backslash and control characters. Reading accepts nothing but that spelling, so that
/// an object has one sequence of bytes and one digest.
struct CanonicalObject: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    case string(String)
    /// At least 0 and below 2^53, so that every JSON reader sees the same number.
    case number(Int)
  }

  var members: [String: Value] = [:]

  static let numberLimit = 1 << 53

  var bytes: [UInt8] {
    var text = "{"
    // RFC 8785 sorts by UTF-16; all names are ASCII, where every order agrees.
    for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      if text.utf8.count > 1 { text += "," }
      text += Self.quoted(name) + ":"
      switch value {
      case .string(let string): text += Self.quoted(string)
      case .number(let number): text += String(number)
      }
    }
    return Array((text + "}").utf8)
  }

  init(members: [String: Value]) { self.members = members }

  /// Reads an object; `nil` when the bytes are anything else or spelled in another way.
  init?(bytes: [UInt8]) {
    var parser = Parser(rest: bytes[...])
    guard let members = parser.object(), parser.rest.isEmpty else { return nil }
    self.members = members
    guard self.bytes == bytes else { return nil }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\u{c}": text += "\\f"
      case "\r": text += "\\r"
      case let control where control.value < 0x20:
        text += "\\u00" + Hexadecimal.encode([UInt8(control.value)])
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Reads the canonical spelling and at least refuses what is not JSON at all; what is JSON in
  /// another spelling fails the comparison afterwards.
  private struct Parser {
    var rest: ArraySlice<UInt8>

    mutating func object() -> [String: Value]? {
      guard take("{") else { return nil }
      var members: [String: Value] = [:]
      if take("}") { return members }
      repeat {
        guard let name = string(), take(":"), let value = value(),
          members.updateValue(value, forKey: name) == nil
        else { return nil }
      } while take(",")
      return take("}") ? members : nil
    }

    mutating func value() -> Value? {
      if rest.first == UInt8(ascii: "\"") { return string().map { .string($0) } }
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let number = Int(String(decoding: digits, as: UTF8.self)), number < numberLimit else {
        return nil
      }
      return .number(number)
    }

    mutating func string() -> String? {
      guard take("\"") else { return nil }
      var bytes: [UInt8] = []
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let escaped = escape() else { return nil }
          bytes.append(escaped)
        case ..<0x20: return nil
        default: bytes.append(byte)
        }
      }
      return nil
    }

    mutating func escape() -> UInt8? {
      switch rest.popFirst() {
      case UInt8(ascii: "\""): return UInt8(ascii: "\"")
      case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
      case UInt8(ascii: "b"): return 8
      case UInt8(ascii: "t"): return 9
      case UInt8(ascii: "n"): return 10
      case UInt8(ascii: "f"): return 12
      case UInt8(ascii: "r"): return 13
      case UInt8(ascii: "u"):
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        rest = rest.dropFirst(4)
        guard digits.hasPrefix("00"), let decoded = Hexadecimal.decode(digits) else { return nil }
        return decoded.last
      default: return nil
      }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest = rest.dropFirst()
      return true
    }
  }
}
