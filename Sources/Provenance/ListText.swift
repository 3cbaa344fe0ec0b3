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
