// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a receipt does not prove what it says.
public enum ReceiptError: Error, Hashable, Sendable {
  /// The text is not a receipt; `reason` is the reader's.
  case malformed(reason: String)
  /// The receipt is of a later version of the program.
  case unknownVersion(Int)
  /// The entry in the receipt is not a log entry.
  case entry(EntryError)
  /// A plain field of the receipt does not say what the entry says.
  case fieldDiffers(field: String, receipt: String, entry: String)
  /// The checkpoint is not signed by the key, or is not a checkpoint.
  case checkpoint(NoteError)
  /// The proof is for another tree size than the checkpoint.
  case sizeDiffers(proof: Int, checkpoint: Int)
  /// The proof does not lead from the entry to the checkpoint's root.
  case proof(ProofError)
  /// The metadata document is not the one that was registered.
  case metadataDiffers(registered: Digest256, actual: Digest256)
  /// The picture is not the one that was registered.
  case pictureDiffers(registered: Digest256, actual: Digest256)
  /// A picture or metadata was given, and the entry is of a type that names none.
  case nothingToCompare(what: String, type: String)
}

extension ReceiptError: CustomStringConvertible {
  /// One line that says what does not hold.
  public var description: String {
    switch self {
    case .malformed(let reason): "this is not a receipt: \(reason)"
    case .unknownVersion(let version):
      "the receipt is of version \(version), and this program reads version \(Receipt.version)"
    case .entry(let error): "the receipt's entry cannot be read: \(error)"
    case .fieldDiffers(let field, let receipt, let entry):
      "the receipt says \(field) \(receipt), and the logged entry says \(entry): "
        + "the receipt was changed"
    case .checkpoint(let error): "the receipt's checkpoint does not hold: \(error)"
    case .sizeDiffers(let proof, let checkpoint):
      "the proof is for a log of \(proof) entries, and the checkpoint for \(checkpoint)"
    case .proof(let error): "the entry is not in the log that was signed: \(error)"
    case .metadataDiffers(let registered, let actual):
      "the metadata has SHA-256 \(actual), and \(registered) was registered: it was changed"
    case .pictureDiffers(let registered, let actual):
      "the picture has SHA-256 \(actual), and \(registered) was registered: "
        + "it is another file, or it was changed"
    case .nothingToCompare(let what, let type):
      "a \(what) was given to compare, and the receipt's entry (\(type)) names none"
    }
  }
}
