// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a client calls a request in the header `Idempotency-Key`, the same for each try of it.
///
/// > Source: IETF draft-ietf-httpapi-idempotency-key-header, section 2.1: a structured field of type string, which is
/// > that of RFC 8941, section 3.3.3: printable ASCII in quotation marks, where a backslash stands before a quotation
/// > mark and before a backslash. Many clients leave the marks out, so a name that needs none is taken without them.
struct IdempotencyKey: Hashable, Sendable {
  /// The longest name, in characters.
  static let lengthLimit = 255

  /// The name, without quotation marks and escapes.
  let text: String

  /// Reads the header.
  ///
  /// - Parameter header: The header's value; `nil` when there is none.
  /// - Throws: `Problem` with `invalidRequest` when it is no name.
  init?(_ header: String?) throws {
    guard let header else { return nil }
    guard let name = Self.name(Array(header.utf8)), (1...Self.lengthLimit).contains(name.count)
    else {
      throw Problem(
        .invalidRequest,
        "Idempotency-Key is 1 to \(Self.lengthLimit) printable ASCII characters in quotation "
          + "marks, such as \"8e03978e-40d5-43e8-bc93-6894a57f9324\", with a backslash before each "
          + "quotation mark and backslash among them; without any of these and without spaces it "
          + "may do without the marks.")
    }
    text = String(decoding: name, as: UTF8.self)
  }

  private static func name(_ value: [UInt8]) -> [UInt8]? {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    guard value.first == quote else {
      let isPlain = value.allSatisfy {
        (0x21...0x7E).contains($0) && $0 != quote && $0 != backslash
      }
      return isPlain ? value : nil
    }
    guard value.count >= 2, value.last == quote else { return nil }
    var name: [UInt8] = []
    var isEscaped = false
    for byte in value.dropFirst().dropLast() {
      switch byte {
      case quote, backslash:
        guard isEscaped || byte == backslash else { return nil }
        if isEscaped { name.append(byte) }
        isEscaped.toggle()
      case 0x20...0x7E:
        guard !isEscaped else { return nil }
        name.append(byte)
      case _: return nil
      }
    }
    return isEscaped ? nil : name
  }
}
