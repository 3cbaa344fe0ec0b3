// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto

/// The private key that signs a log's checkpoints.
///
/// Its text is `PRIVATE+KEY+name+id+seed`, as the Go project's note package writes it, so that
/// other tools of that family can sign with it. Whoever has it can sign for the log.
public struct SigningKey: Sendable {
  private let name: String
  private let key: Curve25519.Signing.PrivateKey
  private static let prefix = "PRIVATE+KEY+"

  /// Makes a key from randomness.
  ///
  /// - Parameters:
  ///   - name: The key's name, by convention the log's origin, such as `example.com/designs`: not
  ///     empty, no spaces, no plus sign.
  ///   - seed: 32 bytes from a good source of randomness; the same seed makes the same key.
  /// - Throws: `NoteError.malformedName`, or `malformedKey` when the seed has not 32 bytes.
  public init(name: String, seed: [UInt8]) throws(NoteError) {
    guard KeyIdentity.isValid(name: name) else { throw .malformedName(name) }
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw .malformedKey(reason: "a seed has 32 bytes, not \(seed.count)")
    }
    self.name = name
    self.key = key
  }

  /// Reads a key.
  ///
  /// - Parameter text: The key's text; a newline at its end is allowed.
  /// - Throws: `NoteError.malformedKey` when it is no private Ed25519 key of this form.
  public init(text: String) throws(NoteError) {
    guard text.hasPrefix(Self.prefix) else {
      throw .malformedKey(reason: "it does not begin with \(Self.prefix)")
    }
    let rest = withoutFinalNewline(text).dropFirst(Self.prefix.count)
    (name, key) = try KeyIdentity.parse(rest) { seed in
      (try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)).map {
        ($0, Array($0.publicKey.rawRepresentation))
      }
    }
  }

  /// The key's text, to be kept secret.
  public var secretText: String {
    "\(Self.prefix)\(verifierKey.identity)+"
      + Base64.encode([KeyIdentity.ed25519] + Array(key.rawRepresentation))
  }

  /// The public key that verifies what this one signs.
  public var verifierKey: VerifierKey { VerifierKey(name: name, key: key.publicKey) }

  /// Signs a note's text.
  ///
  /// - Parameter text: The text, ending in a newline.
  /// - Returns: The signature.
  /// - Throws: `NoteError.malformedKey` when the library refuses to sign.
  public func sign(_ text: String) throws(NoteError) -> NoteSignature {
    guard let signature = try? key.signature(for: Array(text.utf8)) else {
      throw .malformedKey(reason: "the cryptographic library did not sign with it")
    }
    return NoteSignature(identity: verifierKey.identity, bytes: Array(signature))
  }
}

extension SigningKey: CustomStringConvertible {
  /// The public identity of the key; never the secret.
  public var description: String { "private key \(verifierKey.identity)" }
}
