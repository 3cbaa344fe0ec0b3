// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

@Suite struct SignedNoteTests {
  // From the tests of the Go project's note package.
  static let peterSecret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
  static let text =
    "If you think cryptography is the answer to your problem,\n"
    + "then you don't know what your problem is.\n"
  static let peterLine =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    + "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
  static let enochLine =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01"
    + "oOTGwnWLox33WWd1RvMc+QQ=\n"

  @Test func `signing makes the note that the Go package makes`() throws {
    let key = try SigningKey(text: Self.peterSecret)
    #expect(key.secretText == Self.peterSecret)
    #expect(key.verifierKey.text == Self.peterKey)
    #expect(key.description == "private key PeterNeumann+c74f20a3")
    let note = try SignedNote(text: Self.text, signatures: [key.sign(Self.text)])
    #expect(note.encoded == Self.text + "\n" + Self.peterLine)
  }

  @Test func `the example of the signed-note specification verifies`() throws {
    let key = try VerifierKey(
      text: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    let note = try SignedNote(
      encoded: "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq"
        + "6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")
    #expect(try note.verified(by: [key]) == [key])
  }

  @Test func `known signatures are verified and unknown ones passed over`() throws {
    let peter = try VerifierKey(text: Self.peterKey)
    let enoch = try VerifierKey(text: Self.enochKey)
    let note = try SignedNote(encoded: Self.text + "\n" + Self.peterLine + Self.enochLine)
    #expect(try note.verified(by: [peter]) == [peter])
    #expect(try note.verified(by: [enoch, peter]) == [peter, enoch])
    #expect(note.signatures.map(\.name) == ["PeterNeumann", "EnochRoot"])
    #expect(
      throws: NoteError.noKnownSignature(
        signers: ["PeterNeumann+c74f20a3", "EnochRoot+af0cfe78"], known: [])
    ) {
      try note.verified(by: [])
    }
    let twice = try SignedNote(encoded: Self.text + "\n" + Self.peterLine + Self.peterLine)
    #expect(try twice.verified(by: [peter]) == [peter])
  }

  @Test func `a changed text or signature of a known key fails the note`() throws {
    let peter = try VerifierKey(text: Self.peterKey)
    let enoch = try VerifierKey(text: Self.enochKey)
    let changed = try SignedNote(
      encoded: Self.text.replacing("answer", with: "answers") + "\n" + Self.peterLine)
    #expect(throws: NoteError.invalidSignature(key: "PeterNeumann+c74f20a3")) {
      try changed.verified(by: [peter])
    }
    let one = try SignedNote(
      encoded: Self.text + "\n" + Self.enochLine
        + Self.peterLine.replacing("UG/Sff", with: "UG/Tff"))
    #expect(throws: NoteError.invalidSignature(key: "PeterNeumann+c74f20a3")) {
      try one.verified(by: [peter, enoch])
    }
    #expect(try one.verified(by: [enoch]) == [enoch])
  }

  static let malformed = [
    text, text + "\n", text + "\n" + peterLine.dropLast(), "\u{1}" + text + "\n" + peterLine,
    text + "\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn\n",
    text + "\n" + peterLine + "Unexpected line.\n",
    text + "\n" + String(repeating: peterLine, count: 101), "", "\n", "\n\n",
    text.replacing("\n", with: "\r\n") + "\n" + peterLine, text + "\n" + "- Peter AAAAAAAA\n",
  ]

  @Test(arguments: malformed) func `what is no note is refused`(encoded: String) {
    #expect(throws: NoteError.self) { try SignedNote(encoded: encoded) }
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: NoteError.malformedNote(reason: "it is not UTF-8 text")) {
      try SignedNote(bytes: [0xFF] + Array((Self.text + "\n" + Self.peterLine).utf8))
    }
  }

  @Test(arguments: [peterKey, peterSecret])
  func `a key with a part missing or a character changed is refused`(text: String) {
    func read(_ text: String) throws {
      if text.count > Self.peterKey.count + 5 || text.hasPrefix("PRIVATE+KEY+") {
        _ = try SigningKey(text: text)
      } else {
        _ = try VerifierKey(text: text)
      }
    }
    let bytes = Array(text.utf8)
    for start in 0..<bytes.count {
      for end in (start + 1)...bytes.count where (start, end) != (0, bytes.count) {
        #expect(throws: NoteError.self) { try VerifierKey(text: string(bytes[start..<end])) }
        #expect(throws: NoteError.self) { try SigningKey(text: string(bytes[start..<end])) }
      }
    }
    for position in bytes.indices {
      var changed = bytes
      changed[position] += 1
      #expect(throws: NoteError.self) { try VerifierKey(text: string(changed)) }
      #expect(throws: NoteError.self) { try SigningKey(text: string(changed)) }
    }
  }

  private func string(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
    "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  ])
  func `a key of wrong length or of another type is refused`(text: String) {
    #expect(throws: NoteError.self) { try VerifierKey(text: text) }
  }

  @Test func `key names have no spaces and no plus sign`() throws {
    let seed = [UInt8](repeating: 7, count: 32)
    for name in ["", "a b", "a+b", "a\u{2003}b", "a\n"] {
      #expect(throws: NoteError.malformedName(name)) { try SigningKey(name: name, seed: seed) }
    }
    #expect(throws: NoteError.malformedKey(reason: "a seed has 32 bytes, not 3")) {
      try SigningKey(name: "a", seed: [1, 2, 3])
    }
    let key = try SigningKey(name: "example.com/设计", seed: seed)
    #expect(try VerifierKey(text: key.verifierKey.text) == key.verifierKey)
  }

  @Test func `checkpoints have three lines or more`() throws {
    let root = MerkleHashing.emptyRoot
    let checkpoint = try Checkpoint(origin: "example.com/log", size: 12, root: root)
    #expect(
      checkpoint.noteText == "example.com/log\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    #expect(try Checkpoint(noteText: checkpoint.noteText) == checkpoint)
    let extended = try Checkpoint(noteText: checkpoint.noteText + "more\n")
    #expect(extended.extensions == ["more"])
    for text in [
      "a\n12\n", "a\n012\n\(root.base64)\n", "a\n+1\n\(root.base64)\n", "a\n-1\n\(root.base64)\n",
      "a\n1\n\(root.base64.dropLast())\n", "a\n1\n\(root.base64)", "\n1\n\(root.base64)\n",
      "a\n1\n\(root.base64)\n\nb\n", "a\n99999999999999999999\n\(root.base64)\n", "",
    ] {
      #expect(throws: NoteError.self) { try Checkpoint(noteText: text) }
    }
  }

  @Test func `a checkpoint of another log is refused`() throws {
    let key = try SigningKey(text: Self.peterSecret)
    let note = try Checkpoint(origin: "PeterNeumann", size: 0, root: MerkleHashing.emptyRoot)
      .signed(by: key)
    #expect(try Checkpoint.verified(note, by: [key.verifierKey]).size == 0)
    #expect(throws: NoteError.originDiffers(expected: "other", actual: "PeterNeumann")) {
      try Checkpoint.verified(note, by: [key.verifierKey], origin: "other")
    }
  }
}
