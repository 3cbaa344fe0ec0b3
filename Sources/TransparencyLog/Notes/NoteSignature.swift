// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One signature line of a signed note.
public struct NoteSignature: Hashable, Sendable {
  let identity: KeyIdentity
  /// The signature itself, 64 bytes for Ed25519.
  public let bytes: [UInt8]

  /// The name of the key that signed, as the line claims.
  public var name: String { identity.name }

  static let lineStart = "\u{2014} "

  init(identity: KeyIdentity, bytes: [UInt8]) {
    self.identity = identity
    self.bytes = bytes
  }

  init?(line: Substring) {
    guard line.unicodeScalars.starts(with: Self.lineStart.unicodeScalars) else { return nil }
    let parts = line.unicodeScalars.dropFirst(2)
      .split(separator: " ", omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard parts.count == 2, KeyIdentity.isValid(name: parts[0]),
      let decoded = Base64.decode(parts[1].utf8), decoded.count > 4
    else { return nil }
    let id = decoded.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    self.init(
      identity: KeyIdentity(name: String(parts[0]), id: id), bytes: Array(decoded.dropFirst(4)))
  }

  var line: String {
    "\(Self.lineStart)\(name) \(Base64.encode(identity.idBytes + bytes))\n"
  }
}
