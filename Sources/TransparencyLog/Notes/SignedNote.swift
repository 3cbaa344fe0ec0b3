// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A text with signatures below it, in the C2SP signed-note format.
///
/// The text ends in a newline; a blank line follows, then one line a signature: an em dash, the
/// key's name, and in Base 64 the key's id and the signature. Nothing in the text may be believed
/// before `verified(by:)` has returned.
///
/// > Source: c2sp.org/signed-note.
public struct SignedNote: Hashable, Sendable {
  /// The text, with its final newline.
  public let text: String
  /// The signatures, in their order.
  public let signatures: [NoteSignature]

  /// The most signatures that are read; the format asks for at least 16.
  public static let signatureLimit = 100

  /// Creates a note from its parts.
  ///
  /// - Parameters:
  ///   - text: The text, ending in a newline, without other control characters.
  ///   - signatures: The signatures, at least one.
  /// - Throws: `NoteError.malformedNote` when the text cannot stand in a note.
  public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
    guard text.utf8.last == 0x0A else {
      throw .malformedNote(reason: "its text does not end in a newline")
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
      throw .malformedNote(reason: "it has a control character")
    }
    guard !signatures.isEmpty else { throw .malformedNote(reason: "it has no signature") }
    guard signatures.count <= Self.signatureLimit else {
      throw .malformedNote(
        reason: "it has \(signatures.count) signatures, more than \(Self.signatureLimit)")
    }
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note.
  ///
  /// - Parameter encoded: The whole note.
  /// - Throws: `NoteError.malformedNote` when it is not one.
  public init(encoded: String) throws(NoteError) {
    let bytes = Array(encoded.utf8)
    guard bytes.last == 0x0A else {
      throw .malformedNote(reason: "it does not end in a newline")
    }
    guard
      let blank = stride(from: bytes.count - 1, to: 0, by: -1)
        .first(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A })
    else { throw .malformedNote(reason: "no blank line parts the text from its signatures") }
    let lines = String(decoding: bytes[(blank + 1)...], as: UTF8.self).unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count <= Self.signatureLimit else {
      throw .malformedNote(
        reason: "it has \(lines.count) signatures, more than \(Self.signatureLimit)")
    }
    var signatures: [NoteSignature] = []
    for (number, line) in lines.enumerated() {
      guard let signature = NoteSignature(line: Substring(line)) else {
        throw .malformedNote(reason: "line \(number + 1) below the text is no signature")
      }
      signatures.append(signature)
    }
    try self.init(
      text: String(decoding: bytes[..<blank], as: UTF8.self), signatures: signatures)
  }

  /// Reads a note from bytes.
  ///
  /// - Parameter bytes: The whole note, in UTF-8.
  /// - Throws: `NoteError.malformedNote` when it is not one.
  public init(bytes: some Collection<UInt8>) throws(NoteError) {
    guard let encoded = String(validating: bytes, as: UTF8.self) else {
      throw .malformedNote(reason: "it is not UTF-8 text")
    }
    try self.init(encoded: encoded)
  }

  /// The whole note.
  public var encoded: String { text + "\n" + signatures.map(\.line).joined() }

  /// Adds a signature, as a witness does.
  ///
  /// - Parameter key: The key to sign with.
  /// - Returns: The note with the signature at its end.
  /// - Throws: `NoteError` when signing fails.
  public func signed(by key: SigningKey) throws(NoteError) -> SignedNote {
    try SignedNote(text: text, signatures: signatures + [key.sign(text)])
  }

  /// Verifies the signatures of the known keys; those of unknown keys are passed over.
  ///
  /// - Parameter keys: The keys that are trusted.
  /// - Returns: The keys whose signatures hold, at least one, each once.
  /// - Throws: `NoteError.noKnownSignature` when no known key signed, `invalidSignature` when a
  ///   known key's signature does not hold, even beside one that does, `ambiguousKey`.
  @discardableResult
  public func verified(by keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    var holding: [VerifierKey] = []
    for signature in signatures {
      let matching = Set(keys.filter { $0.identity == signature.identity })
      guard let key = matching.first else { continue }
      guard matching.count == 1 else { throw .ambiguousKey("\(key.identity)") }
      if holding.contains(key) { continue }
      guard key.verifies(signature.bytes, of: text) else {
        throw .invalidSignature(key: "\(key.identity)")
      }
      holding.append(key)
    }
    guard !holding.isEmpty else {
      throw .noKnownSignature(
        signers: signatures.map { "\($0.identity)" }, known: keys.map { "\($0.identity)" })
    }
    return holding
  }
}
