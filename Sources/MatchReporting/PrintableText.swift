// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension Unicode.Scalar {
  /// Whether the scalar controls how text around it is shown: control characters, and those that reorder text.
  public var steersText: Bool {
    switch self {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{61C}", "\u{200E}", "\u{200F}",
      "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
      true
    default: false
    }
  }
}

/// Text with what would steer it made visible, so that a file name or a title can neither break a line nor steer a
/// terminal nor pose as another one.
///
/// - Parameter text: Text from outside, without escape sequences of our own.
/// - Returns: One line: `\x0a` for a line feed, `\u{202e}` for what has no place among the first 256.
public func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.steersText) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    let digits = String(scalar.value, radix: 16)
    if !scalar.steersText {
      result.unicodeScalars.append(scalar)
    } else if scalar.value < 256 {
      result += "\\x" + (scalar.value < 16 ? "0" : "") + digits
    } else {
      result += "\\u{\(digits)}"
    }
  }
  return result
}
