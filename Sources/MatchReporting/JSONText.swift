// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// The JSON of every surface: one encoder, so that the command line and the service write the same bytes.
public enum JSONText {
  /// Writes a value as JSON with sorted keys.
  ///
  /// - Parameters:
  ///   - value: A report, a record or an array of them; numbers must be finite.
  ///   - pretty: Whether to break and indent lines for people.
  /// - Returns: UTF-8 text without a newline at its end.
  /// - Throws: `EncodingError` when a number is not finite.
  public static func encode(_ value: some Encodable, pretty: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      : [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads a value that ``encode(_:pretty:)`` wrote.
  ///
  /// - Parameters:
  ///   - type: What to read.
  ///   - text: UTF-8 JSON.
  /// - Returns: The value.
  /// - Throws: `DecodingError` when the text is not JSON of that shape.
  public static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value
  {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
