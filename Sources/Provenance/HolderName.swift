// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Names of holders as they are compared, not as they are shown.
public enum HolderName {
  /// What two spellings of one name have in common.
  ///
  /// Case, blanks and the width of letters, digits and brackets do not matter; everything else does. Two different
  /// people may share a name, and one may have two: the key says "the same spelling", no more.
  ///
  /// - Parameter name: A name.
  /// - Returns: Its key; empty for a name of blanks.
  public static func key(_ name: String) -> String {
    var key = ""
    for scalar in name.unicodeScalars {
      // The full-width forms of ASCII stand in the same order as ASCII.
      let narrow =
        (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      if !narrow.properties.isWhitespace { key.unicodeScalars.append(narrow) }
    }
    return key.lowercased()
  }

  /// Whether two groups have a name in common.
  ///
  /// - Parameters:
  ///   - names: Some names.
  ///   - others: Other names.
  /// - Returns: Whether one key stands in both.
  public static func share(_ names: [String], _ others: [String]) -> Bool {
    !Set(names.map(key)).isDisjoint(with: others.map(key))
  }
}
