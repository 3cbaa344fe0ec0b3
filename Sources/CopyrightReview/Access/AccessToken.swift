// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto

/// The text that the bearer of a key or session presents: `selvedge_ID_SECRET`.
///
/// The id is public: what is stored is found by it, so that the secret is never looked up, only compared. The
/// secret has 256 random bits. Those cannot be guessed, so their SHA-256 is stored as it is: the slow, salted
/// hashes that passwords need would protect nothing here and cost every request some hundred milliseconds.
struct AccessToken: Hashable, Sendable {
  /// What all tokens begin with, so that they are recognised where they should not be.
  static let prefix = "selvedge"
  private static let idDigitCount = 12
  private static let secretDigitCount = 64

  /// The public id.
  let id: String
  /// The whole text.
  let text: String

  /// Makes a token of the system's random numbers.
  init() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<(Self.idDigitCount + Self.secretDigitCount) / 2).map { _ in
      UInt8.random(in: .min ... .max, using: &generator)
    }
    let digits = hexadecimal(bytes)
    id = String(digits.prefix(Self.idDigitCount))
    text = "\(Self.prefix)_\(id)_\(digits.dropFirst(Self.idDigitCount))"
  }

  /// Reads a token.
  ///
  /// - Parameter text: What was presented; anything but a well-formed token gives `nil`.
  init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == Self.prefix,
      parts[1].utf8.count == Self.idDigitCount, parts[2].utf8.count == Self.secretDigitCount,
      (parts[1] + parts[2]).utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    id = String(parts[1])
    self.text = text
  }

  /// What is stored in its place.
  var digest: String { hexadecimal(SHA256.hash(data: Array(text.utf8))) }

  /// Whether a stored digest is this token's; takes the same time wherever the two differ.
  ///
  /// - Parameter stored: SHA-256 in hexadecimal.
  /// - Returns: Whether they are equal.
  func agrees(with stored: String) -> Bool {
    let (own, other) = (Array(digest.utf8), Array(stored.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
