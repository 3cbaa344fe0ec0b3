// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a signed note, a checkpoint or one of its keys cannot be read or is not believed.
public enum NoteError: Error, Hashable, Sendable {
  /// The text is not a signed note.
  case malformedNote(reason: String)
  /// The note is signed but its text is not a checkpoint.
  case malformedCheckpoint(reason: String)
  /// The text is not a key of the expected kind.
  case malformedKey(reason: String)
  /// A key name is empty or has a space or a plus sign.
  case malformedName(String)
  /// The signature of a known key does not fit the text.
  case invalidSignature(key: String)
  /// No known key signed the note; `signers` are the names on it.
  case noKnownSignature(signers: [String], known: [String])
  /// Two of the known keys share a name and a key id.
  case ambiguousKey(String)
  /// The checkpoint is signed, but for another log.
  case originDiffers(expected: String, actual: String)
  /// A private key file can be read by others; `mode` is its permission bits.
  case keyFileExposed(path: String, mode: UInt32)
  /// A key file could not be read or written; `code` is the system's error number.
  case keyFile(path: String, operation: String, code: Int32)
}

extension NoteError: CustomStringConvertible {
  /// One line that names what is wrong and, where there is one, the way out.
  public var description: String {
    switch self {
    case .malformedNote(let reason): "this is not a signed note: \(reason)"
    case .malformedCheckpoint(let reason): "the signed note is not a log checkpoint: \(reason)"
    case .malformedKey(let reason): "this is not a key: \(reason)"
    case .malformedName(let name):
      "\"\(name)\" is no name for a key: it must have letters, no spaces and no plus sign"
    case .invalidSignature(let key):
      "the signature of \(key) does not fit the text: the text or the signature was changed"
    case .noKnownSignature(let signers, let known):
      "none of the known keys (\(known.joined(separator: ", "))) signed this; it is signed by "
        + (signers.isEmpty ? "nobody" : signers.joined(separator: ", "))
    case .ambiguousKey(let key): "two different keys are known as \(key); give only one"
    case .originDiffers(let expected, let actual):
      "the checkpoint is of the log \"\(actual)\", not of \"\(expected)\""
    case .keyFileExposed(let path, let mode):
      "the private key \(path) can be read by others (mode \(String(mode, radix: 8))); "
        + "set its mode to 600"
    case .keyFile(let path, let operation, let code):
      "\(path): \(operation) failed: \(systemMessage(code))"
    }
  }
}
