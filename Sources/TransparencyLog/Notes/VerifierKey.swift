// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

/// The public key that verifies a log's checkpoints.
///
/// Its text is the C2SP *vkey* `name+id+key`, for example
/// `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`.
///
/// > Source: c2sp.org/signed-note, "Verifier keys".
public struct VerifierKey: Sendable {
  let identity: KeyIdentity
  private let key: Curve25519.Signing.PublicKey

  /// The key's name, by convention the log's origin.
  public var name: String { identity.name }

  /// The 32 bytes of the key, as RFC 8032 encodes them.
  public var publicKey: [UInt8] { Array(key.rawRepresentation) }

  init(name: String, key: Curve25519.Signing.PublicKey) {
    identity = KeyIdentity(name: name, publicKey: Array(key.rawRepresentation))
    self.key = key
  }

  /// Reads a key.
  ///
  /// - Parameter text: The vkey; a newline at its end is allowed.
  /// - Throws: `NoteError.malformedKey` when it is no vkey of an Ed25519 key.
  public init(text: String) throws(NoteError) {
    let (name, key) = try KeyIdentity.parse(withoutFinalNewline(text)) { bytes in
      (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)).map { ($0, bytes) }
    }
    self.init(name: name, key: key)
  }

  /// The vkey.
  public var text: String {
    "\(identity)+\(Base64.encode([KeyIdentity.ed25519] + publicKey))"
  }

  func verifies(_ signature: [UInt8], of text: String) -> Bool {
    signature.count == 64 && key.isValidSignature(signature, for: Array(text.utf8))
  }
}

extension VerifierKey: Hashable {
  /// Tells whether two keys are the same under the same name.
  ///
  /// - Parameters:
  ///   - left: A key.
  ///   - right: Another.
  /// - Returns: Whether they are equal.
  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.identity == right.identity && left.publicKey == right.publicKey
  }

  /// Feeds the key to a hasher.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

func withoutFinalNewline(_ text: String) -> Substring {
  text.hasSuffix("\n") ? text.dropLast() : text[...]
}
