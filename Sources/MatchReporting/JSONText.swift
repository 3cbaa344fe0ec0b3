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

  /// The members of a text that a value which was read from it does not have, or has otherwise: a reader passes them
  /// over, and whoever looks at the text does not.
  ///
  /// - Parameters:
  ///   - value: What was read.
  ///   - text: UTF-8 JSON.
  ///   - place: The element of the array in the text from which the value was read; `nil` is the whole text.
  /// - Returns: The paths of the members in alphabetical order, such as `matches[0].comment`; none when the value says all
  ///   that the text says.
  /// - Throws: An error of the JSON coders when the text is no JSON.
  public static func unreadMembers(
    of value: some Encodable, in text: String, at place: Int? = nil
  ) throws -> [String] {
    func object(_ text: String) throws -> Any {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
    var given = try object(text)
    if let place, let list = given as? [Any], list.indices.contains(place) { given = list[place] }
    return unreadMembers(of: try object(encode(value)), in: given, path: "").sorted()
  }

  private static func unreadMembers(of read: Any, in given: Any, path: String) -> [String] {
    if let given = given as? [String: Any] {
      let read = read as? [String: Any] ?? [:]
      return given.flatMap { name, value in
        let member = path.isEmpty ? name : "\(path).\(name)"
        return read[name].map { unreadMembers(of: $0, in: value, path: member) } ?? [member]
      }
    }
    guard let given = given as? [Any] else {
      return given as? AnyHashable == read as? AnyHashable ? [] : [path]
    }
    let read = read as? [Any] ?? []
    return given.indices.flatMap { place in
      let member = "\(path)[\(place)]"
      guard read.indices.contains(place) else { return [member] }
      return unreadMembers(of: read[place], in: given[place], path: member)
    }
  }
}
