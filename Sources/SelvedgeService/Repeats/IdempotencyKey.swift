// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a client calls a request in the header `Idempotency-Key`, the same for each try of it.
///
/// > Source: IETF draft-ietf-httpapi-idempotency-key-header, section 2.1: a structured field of type string, in
/// > quotation marks. Many clients leave those out, so a name without them is taken as well.
struct IdempotencyKey: Hashable, Sendable {
  /// The longest name, in characters.
  static let lengthLimit = 255

  /// The name.
  let text: String

  /// Reads the header.
  ///
  /// - Parameter header: The header's value; `nil` when there is none.
  /// - Throws: `Problem` with `invalidRequest` when it is no name.
  init?(_ header: String?) throws {
    guard let header else { return nil }
    var name = Substring(header)
    if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
      name = name.dropFirst().dropLast()
    }
    let isPlain = name.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard (1...Self.lengthLimit).contains(name.utf8.count), isPlain else {
      throw Problem(
        .invalidRequest,
        "Idempotency-Key is 1 to \(Self.lengthLimit) printable ASCII characters in quotation "
          + "marks, such as \"8e03978e-40d5-43e8-bc93-6894a57f9324\".")
    }
    text = String(name)
  }
}
