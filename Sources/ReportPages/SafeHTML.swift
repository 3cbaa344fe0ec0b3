// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchReporting
internal import Mustache

/// Escapes text for HTML, in elements and in quoted attributes.
///
/// It stands in for the template library's own escaping, which goes by characters: there a quotation mark and a
/// combining accent are one character, which is not on its list, so that the mark would end an attribute. Here
/// each scalar is looked at by itself. Control characters and those that reorder text are made visible: a file
/// name cannot pose as another one. A line break of whatever kind comes out as one line feed.
struct SafeHTML: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "SELVEDGE-HTML"

  func escapeText(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { SafeHTML.replacement(of: $0) != nil }) else {
      return text
    }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 32)
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      if scalar == "\n", isAfterReturn { continue }
      if let replacement = SafeHTML.replacement(of: scalar) {
        escaped += replacement
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func replacement(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "`": "&#96;"
    case "\r": "\n"
    case "\n", "\t": nil
    case _ where scalar.steersText:
      "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default: nil
    }
  }
}
