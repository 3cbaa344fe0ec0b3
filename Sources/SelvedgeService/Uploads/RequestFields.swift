// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Provenance

/// The named values of a request, from its query and from the text parts of its form.
///
/// Browsers send each line break of a form as two characters, CR and LF. Those and a CR alone count and are kept as the
/// one LF that was typed. What a JSON object holds is taken as it is.
struct RequestFields: Equatable, Sendable {
  /// The longest value, in Unicode scalars, which is how JSON Schema counts.
  static let valueLengthLimit = Submission.textLengthLimit

  private let allowedNames: Set<String>
  private var queryValues: [String: String] = [:]
  private var formValues: [String: String] = [:]

  /// Reads a query.
  ///
  /// - Parameters:
  ///   - query: What follows the question mark, still encoded; `nil` when there is none.
  ///   - allowedNames: The names that make sense for the resource.
  ///   - ignoresOthers: Whether no notice is taken of other names, as on pages.
  /// - Throws: `Problem` with `invalidRequest` for other names, repeated ones and broken escapes.
  init(query: String?, allowedNames: Set<String>, ignoresOthers: Bool = false) throws {
    self.allowedNames = allowedNames
    for pair in (query ?? "").split(separator: "&") {
      let pieces = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = PercentEncoding.decoded(pieces[0], plusIsSpace: true)
      if ignoresOthers, !(name.map(allowedNames.contains) ?? false) { continue }
      guard let name,
        let value = PercentEncoding.decoded(pieces.dropFirst().first ?? "", plusIsSpace: true)
      else { throw Problem(.invalidRequest, "The query has a broken percent escape.") }
      let text = Self.withPlainLines(value)
      try check(name, text, isGiven: queryValues[name] != nil)
      queryValues[name] = text
    }
  }

  /// Whether a name makes sense for the resource.
  ///
  /// - Parameter name: The field's name.
  /// - Throws: `Problem` with `invalidRequest`, which lists the names that do.
  func requireAllowed(_ name: String) throws {
    guard allowedNames.contains(name) else {
      let names = allowedNames.isEmpty ? "none" : allowedNames.sorted().joined(separator: ", ")
      throw Problem(
        .invalidRequest,
        "There is no field \"\(name.prefix(40))\" here; there is: \(names)."
      )
    }
  }

  /// Takes a field of the form, which outweighs one of the query.
  ///
  /// - Parameters:
  ///   - name: The field's name.
  ///   - value: Its text; blanks around it are dropped, and nothing but blanks is no value.
  /// - Throws: `Problem` with `invalidRequest` when the name makes no sense or is there already, or
  ///   when the value is too long or holds control characters.
  mutating func set(_ name: String, to value: String) throws {
    try setMember(name, to: Self.withPlainLines(value))
  }

  /// Takes a member of a JSON object, which outweighs a field of the query.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - value: Its text, whose line breaks are the client's own.
  /// - Throws: `Problem` with `invalidRequest`, as ``set(_:to:)``.
  mutating func setMember(_ name: String, to value: String) throws {
    try check(name, value, isGiven: formValues[name] != nil)
    formValues[name] = value
  }

  /// A text in which each line break is one LF.
  ///
  /// > Source: HTML, section 4.10.21.8: forms are sent with CR LF for each line break.
  private static func withPlainLines(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    var plain = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" || !(scalar == "\n" && isAfterReturn) {
        plain.append(scalar == "\r" ? "\n" : scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(plain)
  }

  private func check(_ name: String, _ value: String, isGiven: Bool) throws {
    try requireAllowed(name)
    guard !isGiven else {
      throw Problem(.invalidRequest, "The field \"\(name)\" is given more than once.")
    }
    guard value.unicodeScalars.count <= Self.valueLengthLimit else { throw Self.tooLong(name) }
    let isText = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    guard isText else {
      throw Problem(.invalidRequest, "The field \"\(name)\" holds control characters.")
    }
  }

  /// The text of a field as it came; `nil` when the field is absent.
  func value(_ name: String) -> String? { formValues[name] ?? queryValues[name] }

  /// The fields that hold something, in the order of their names.
  var all: [(name: String, value: String)] {
    allowedNames.sorted().compactMap { name in self[name].map { (name, $0) } }
  }

  /// The text of a field, without blanks around it.
  ///
  /// - Parameter name: The field's name.
  /// - Returns: The text, or `nil` when the field is absent or blank.
  subscript(name: String) -> String? {
    value(name).map { trimmed($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A whole number.
  ///
  /// - Parameters:
  ///   - name: The field's name.
  ///   - range: What it may be.
  /// - Returns: The number, or `nil` when the field is absent.
  /// - Throws: `Problem` with `invalidRequest` when it is no number of the range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number), !text.hasPrefix("+") else {
      throw Problem(
        .invalidRequest,
        "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not \"\(text.prefix(40))\".")
    }
    return number
  }

  /// A yes or no.
  ///
  /// - Parameter name: The field's name.
  /// - Returns: What it says, or `nil` when the field is absent.
  /// - Throws: `Problem` with `invalidRequest` when it is neither `true` nor `false`.
  func flag(_ name: String) throws -> Bool? {
    switch value(name) {
    case nil: return nil
    case "true": return true
    case "false": return false
    case let text?:
      throw Problem(
        .invalidRequest, "\(name) is true or false, not \"\(text.prefix(40))\".")
    }
  }

  /// The problem of a value that is too long.
  ///
  /// - Parameter name: The field's name.
  /// - Returns: The problem, with the limit.
  static func tooLong(_ name: String) -> Problem {
    var problem = Problem(
      .invalidRequest, "The field \"\(name)\" is longer than \(valueLengthLimit) characters.")
    problem.limit = valueLengthLimit
    return problem
  }
}
