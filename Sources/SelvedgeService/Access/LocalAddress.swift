// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The address of a page of this service, from its root: what may be put into a link that somebody else can make.
///
/// A browser that follows it stays on this service, however it reads addresses: there is no second slash in a row, no
/// backslash, no dot segment, no fragment, and no character that is not plain.
///
/// > Source: RFC 3986, sections 3.3, 3.4 and 4.2; the URL standard, section 4.4, for what browsers make of `/\` and `//`.
struct LocalAddress: Equatable, Sendable {
  /// The longest address, in bytes.
  static let byteLimit = 2000

  /// The address: a path, perhaps with a query.
  let text: String

  /// Takes an address.
  ///
  /// - Parameter text: The address; anything that is none of a page of this service, or leads to logging in or out, gives
  ///   `nil`.
  init?(_ text: String) {
    guard text.utf8.count <= Self.byteLimit, text.utf8.first == UInt8(ascii: "/"),
      text.utf8.allSatisfy(Self.isPlain), !text.contains("//")
    else { return nil }
    let path = text.prefix { $0 != "?" }
    let segments = path.split(separator: "/")
    guard !segments.contains("."), !segments.contains(".."),
      segments != ["login"], segments != ["logout"]
    else { return nil }
    self.text = text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case _: "-._~/?=&%+,:".utf8.contains(byte)
    }
  }
}
