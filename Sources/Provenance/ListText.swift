// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The entries of a text that holds several: one a line, or with bars between.
///
/// - Parameter text: The text.
/// - Returns: The entries without blanks around them; empty ones are left out.
public func listEntries(_ text: String) -> [String] {
  text.split { $0 == "|" || $0 == "｜" || $0.isNewline }.map { trimmed($0) }.filter { !$0.isEmpty }
}

/// A text in the characters of a plain keyboard: full-width forms of ASCII, and dashes of every kind, made plain.
///
/// A Chinese keyboard writes `２０２４－０３－０５` and `＝` as readily as the plain ones.
///
/// - Parameter text: The text.
/// - Returns: The text, character for character.
func narrowed(_ text: some StringProtocol) -> String {
  var narrow = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    // The full-width forms of ASCII stand in the same order as ASCII.
    case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    // The hyphens and dashes of Unicode, and the minus sign.
    case 0x2010...0x2015, 0x2212: narrow.append("-")
    default: narrow.append(scalar)
    }
  }
  return String(narrow)
}

/// A text without blanks around it.
///
/// - Parameter text: The text.
/// - Returns: The text between its first and its last character that is no blank.
public func trimmed(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  return String(rest)
}
