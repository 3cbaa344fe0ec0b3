// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What names a key on a note: its name and a 32-bit id, as in C2SP signed-note.
struct KeyIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The signature type of Ed25519.
  static let ed25519: UInt8 = 1

  let name: String
  let id: UInt32

  /// The identity of an Ed25519 key, with the recommended id: the beginning of the SHA-256 of name,
  /// newline, signature type and public key.
  init(name: String, publicKey: [UInt8]) {
    self.name = name
    let digest = Digest256.sha256(of: Array(name.utf8) + [0x0A, Self.ed25519] + publicKey)
    id = digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  init(name: String, id: UInt32) {
    self.name = name
    self.id = id
  }

  var idBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(id >> $0 & 255) } }

  var description: String { "\(name)+\(Hexadecimal.encode(idBytes))" }

  static func isValid(name: some StringProtocol) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0 != "+" && $0.value >= 0x20 && !$0.properties.isWhitespace
      }
  }

  /// Splits `name+id+key` and holds the id against the key that `publicKey` makes of the last part.
  static func parse<Key>(
    _ text: some StringProtocol, key: ([UInt8]) -> (key: Key, publicKey: [UInt8])?
  ) throws(NoteError) -> (name: String, key: Key) {
    // Base 64 may contain a plus sign, names and ids may not.
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, isValid(name: parts[0]) else {
      throw .malformedKey(reason: "it is not a name, a key id and a key joined by plus signs")
    }
    guard let bytes = Base64.decode(parts[2].utf8), bytes.count == 33 else {
      throw .malformedKey(reason: "its last part is not the Base 64 of 33 bytes")
    }
    guard bytes[0] == ed25519 else {
      throw .malformedKey(reason: "it is of type \(bytes[0]), and only type 1, Ed25519, is known")
    }
    guard let made = key(Array(bytes.dropFirst())) else {
      throw .malformedKey(reason: "its last part is not an Ed25519 key")
    }
    let name = String(parts[0])
    let identity = KeyIdentity(name: name, publicKey: made.publicKey)
    guard Hexadecimal.encode(identity.idBytes) == parts[1] else {
      throw .malformedKey(
        reason: "its id is \(parts[1]), and name and key make \(identity); a character is wrong")
    }
    return (name, made.key)
  }
}
