// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A header value with its parameters, such as `form-data; name="image"; filename="a.png"`.
///
/// Parameter names are compared without regard to case; the first of two equal names wins.
/// A quoted value may hold `\"` and `\\`; any other backslash stands for itself, because
/// browsers send file names with single backslashes.
///
/// > Source: RFC 9110, section 5.6.6 (parameters); RFC 7578, section 4.2; RFC 8187 (`filename*`).
struct HeaderParameters: Equatable, Sendable {
  /// What stands before the first semicolon, in lower case.
  let value: String
  private let parameters: [String: String]

  /// Reads a header value; parameters that make no sense are left out.
  ///
  /// - Parameter header: The header's text, without its name.
  init(_ header: some StringProtocol) {
    var reader = Reader(rest: Substring(header).utf8[...])
    value = reader.text(until: UInt8(ascii: ";")).lowercased()
    var parameters: [String: String] = [:]
    while reader.skipSemicolons() {
      let name = reader.name().lowercased()
      guard let value = reader.parameterValue(), !name.isEmpty else { continue }
      if parameters[name] == nil { parameters[name] = value }
    }
    self.parameters = parameters
  }

  /// The value of a parameter.
  ///
  /// - Parameter name: The parameter's name in lower case.
  /// - Returns: The value without its quotes, or `nil` when the parameter is absent.
  subscript(name: String) -> String? { parameters[name] }

  /// The value of a parameter in its extended form, `name*=UTF-8''...`.
  ///
  /// - Parameter name: The parameter's name in lower case, without the star.
  /// - Returns: The decoded text, or `nil` when it is absent, not UTF-8 or badly escaped.
  func extended(_ name: String) -> String? {
    guard let raw = parameters[name + "*"] else { return nil }
    let pieces = raw.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3, pieces[0].lowercased() == "utf-8" else { return nil }
    return PercentEncoding.decoded(pieces[2], plusIsSpace: false)
  }
}

/// A cursor over the bytes of a header value.
private struct Reader {
  var rest: Substring.UTF8View.SubSequence

  mutating func text(until stop: UInt8) -> String {
    let end = rest.firstIndex(of: stop) ?? rest.endIndex
    defer { rest = rest[end...] }
    return Self.trimmed(rest[..<end])
  }

  /// Moves past semicolons and blanks; false at the end.
  mutating func skipSemicolons() -> Bool {
    while let byte = rest.first, byte == UInt8(ascii: ";") || Self.isBlank(byte) {
      rest.removeFirst()
    }
    return !rest.isEmpty
  }

  mutating func name() -> String {
    let end =
      rest.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") } ?? rest.endIndex
    defer { rest = rest[end...] }
    return Self.trimmed(rest[..<end])
  }

  /// The value after the equals sign; `nil` when there is none or a quote is never closed.
  mutating func parameterValue() -> String? {
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest.removeFirst()
    while let byte = rest.first, Self.isBlank(byte) { rest.removeFirst() }
    guard rest.first == UInt8(ascii: "\"") else { return text(until: UInt8(ascii: ";")) }
    rest.removeFirst()
    return quotedValue()
  }

  private mutating func quotedValue() -> String? {
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        _ = text(until: UInt8(ascii: ";"))
        return String(decoding: bytes, as: UTF8.self)
      }
      let next = rest.first
      if byte == UInt8(ascii: "\\"), next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
        bytes.append(rest.removeFirst())
      } else {
        bytes.append(byte)
      }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func trimmed(_ bytes: Substring.UTF8View.SubSequence) -> String {
    var bytes = bytes
    while let byte = bytes.first, isBlank(byte) { bytes.removeFirst() }
    while let byte = bytes.last, isBlank(byte) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
