// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
private import MatchReporting

/// What is said of a design beside its picture, as one text that a log entry can vouch for.
///
/// The text is the design's JSON with sorted keys, without what the entry names itself (id, digests,
/// engine) and what changes when a newer engine makes the fingerprint anew.
enum MetadataDocument {
  /// The members of a design's JSON that do not belong to the document.
  private static let excluded = [
    "design", "number", "sha256", "pixelSha256", "pdq", "quality", "engine", "withdrawn",
    "revealedAt",
  ]

  /// A member on which two documents do not agree; `nil` where it is missing.
  struct Difference: Hashable, Sendable {
    let member: String
    let logged: String?
    let present: String?
  }

  /// Writes the document of a design.
  ///
  /// - Parameter record: The design.
  /// - Returns: UTF-8 JSON with sorted keys.
  /// - Throws: An error of the JSON coders, which no record brings about.
  static func text(of record: DesignRecord) throws -> String {
    var record = record
    // They came later, and have entries of their own.
    record.addedDates = []
    var members = try members(of: JSONText.encode(record))
    for name in excluded { members[name] = nil }
    return try text(of: members)
  }

  /// Compares the document that was logged with the one that a design has now.
  ///
  /// - Parameters:
  ///   - logged: The document that was logged.
  ///   - present: The document of the design as its row says now.
  /// - Returns: The members that differ, by name.
  /// - Throws: An error of the JSON coders when a text is no JSON object.
  static func differences(logged: String, present: String) throws -> [Difference] {
    let (logged, present) = (try members(of: logged), try members(of: present))
    return try Set(logged.keys).union(present.keys).sorted().compactMap { name in
      let values = try [logged[name], present[name]].map { value in
        try value.map { try text(of: $0) }
      }
      guard values[0] != values[1] else { return nil }
      return Difference(member: name, logged: values[0], present: values[1])
    }
  }

  /// Compares two JSON objects down to the members of their members, so that each difference names no more than differs.
  ///
  /// Lists of numbers, such as outlines, are one value.
  ///
  /// - Parameters:
  ///   - logged: What was logged.
  ///   - present: What there is now.
  /// - Returns: What differs, by path: `matches[0].score`.
  /// - Throws: An error of the JSON coders when a text is no JSON object.
  static func innermostDifferences(logged: String, present: String) throws -> [Difference] {
    try differences(at: "", try members(of: logged), try members(of: present))
  }

  private static func differences(
    at path: String, _ logged: Any?, _ present: Any?
  ) throws -> [Difference] {
    if let logged = logged as? [String: Any], let present = present as? [String: Any] {
      return try Set(logged.keys).union(present.keys).sorted().flatMap { name in
        try differences(
          at: path.isEmpty ? name : "\(path).\(name)", logged[name], present[name])
      }
    }
    if let logged = logged as? [Any], let present = present as? [Any],
      (logged + present).contains(where: { $0 is [String: Any] })
    {
      return try (0..<max(logged.count, present.count)).flatMap { place in
        try differences(
          at: "\(path)[\(place)]", place < logged.count ? logged[place] : nil,
          place < present.count ? present[place] : nil)
      }
    }
    let texts = (try logged.map { try text(of: $0) }, try present.map { try text(of: $0) })
    return texts.0 == texts.1
      ? [] : [Difference(member: path, logged: texts.0, present: texts.1)]
  }

  private static func members(of text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let members = value as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return members
  }

  private static func text(of value: Any) throws -> String {
    let bytes = try JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    return String(decoding: bytes, as: UTF8.self)
  }
}
