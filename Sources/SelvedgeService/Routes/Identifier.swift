// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Hummingbird

/// Ids as they stand in paths.
enum Identifier {
  /// Digits of a design's id.
  static let designDigitCount = 24

  /// The design id of a request's path.
  ///
  /// Only whole ids are taken: an address must not begin to mean another design as more arrive.
  ///
  /// - Parameter context: The request's context.
  /// - Returns: The id, 24 hexadecimal digits in lower case.
  /// - Throws: `Problem` with `designNotFound` for anything else.
  static func design(_ context: ServiceContext) throws -> String {
    let text = text(of: context)
    let isID = text.utf8.count == designDigitCount && text.utf8.allSatisfy(isLowerHex)
    guard isID else {
      throw Problem(
        .designNotFound, "There is no such design; ids are 24 hexadecimal digits in lower case.")
    }
    return text
  }

  /// The import id of a request's path.
  ///
  /// - Parameter context: The request's context.
  /// - Returns: The id, 24 hexadecimal digits in lower case.
  /// - Throws: `Problem` with `importNotFound` for anything else.
  static func importJob(_ context: ServiceContext) throws -> String {
    let text = text(of: context)
    guard isImportJob(text) else { throw Problem(.importNotFound, "There is no such import.") }
    return text
  }

  /// Whether a text has the form of an import's id.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether it is 24 hexadecimal digits in lower case.
  static func isImportJob(_ text: String) -> Bool {
    text.utf8.count == designDigitCount && text.utf8.allSatisfy(isLowerHex)
  }

  /// The review id of a request's path.
  ///
  /// The number of a review is refused: who knows an id was given it, but anybody can count.
  ///
  /// - Parameter context: The request's context.
  /// - Returns: The id: letters, digits and hyphens.
  /// - Throws: `Problem` with `reviewNotFound` for anything else.
  static func review(_ context: ServiceContext) throws -> String {
    let text = text(of: context)
    let isID =
      (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        isLowerHex(byte) || byte == UInt8(ascii: "-")
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
    guard isID, Int(text) == nil else {
      throw Problem(.reviewNotFound, "There is no such review.")
    }
    return text
  }

  /// The part of the path that is to be an id, whose characters may be escaped.
  ///
  /// > Source: RFC 3986, section 6.2.2.2: an escaped letter or digit is that letter or digit.
  private static func text(of context: ServiceContext) -> String {
    let escaped = context.parameters.get("id") ?? ""
    return PercentEncoding.decoded(escaped, plusIsSpace: false) ?? ""
  }

  private static func isLowerHex(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
