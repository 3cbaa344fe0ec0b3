// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// File names as clients send them, made harmless.
enum FileName {
  /// The longest name that is kept, in UTF-8 bytes; what most file systems allow.
  static let byteLimit = 255

  /// The last component of a name, whichever slash its sender uses, without control characters.
  ///
  /// - Parameter name: A file name, perhaps with folders.
  /// - Returns: A name of at most `byteLimit` bytes; empty when nothing of it is left.
  static func withoutFolders(_ name: String) -> String {
    harmless(parts(name).last ?? name.unicodeScalars[...])
  }

  /// A name with its folders, single slashes between them, without control characters and without what climbs.
  ///
  /// - Parameter name: A file name, perhaps with folders.
  /// - Returns: A name, each part of which has at most `byteLimit` bytes; empty when nothing of it is left.
  static func withFolders(_ name: String) -> String {
    parts(name).map(harmless).filter { !$0.isEmpty }.joined(separator: "/")
  }

  private static func parts(_ name: String) -> [Substring.UnicodeScalarView] {
    name.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" })
  }

  /// Part of a name without control characters; empty for one that means another folder.
  private static func harmless(_ part: Substring.UnicodeScalarView) -> String {
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in part where !isControl(scalar) {
      byteCount += UTF8.width(scalar)
      guard byteCount <= byteLimit else { break }
      kept.append(scalar)
    }
    let text = String(kept)
    return text == "." || text == ".." ? "" : text
  }

  /// A `Content-Disposition` that shows a picture in place and names it for saving.
  ///
  /// The plain name keeps letters, digits, blanks and `-._()`; everything else becomes `_`, so that
  /// no name can end the header. The full name follows in the extended form.
  ///
  /// > Source: RFC 6266, section 4.3 and appendix D.
  ///
  /// - Parameter name: The file name.
  /// - Returns: The header's value, ASCII only.
  static func contentDisposition(_ name: String) -> String {
    let plain = String(
      name.unicodeScalars.map { scalar -> Character in
        let allowed =
          scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || " -._()".unicodeScalars.contains(scalar))
        return allowed ? Character(scalar) : "_"
      })
    return "inline; filename=\"\(plain)\"; filename*=UTF-8''\(PercentEncoding.encoded(name))"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Format characters can turn the direction of a name around and hide its ending.
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    case _: false
    }
  }
}
