// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a receipt proves.
public struct VerifiedReceipt: Hashable, Sendable {
  /// The entry, as the log has it.
  public let entry: LogEntry
  /// Its place in the log.
  public let index: Int
  /// The checkpoint that vouches for it.
  public let checkpoint: Checkpoint
  /// Whether a picture was given and is the registered one, byte for byte.
  public let includesPicture: Bool
  /// Whether the receipt has the metadata document and it is the registered one.
  public let includesMetadata: Bool
}

extension Receipt {
  /// Verifies the receipt, offline.
  ///
  /// It proves that who holds the log's private key has vouched for a log of the checkpoint's size
  /// in which this entry stands at this place. The times are those of the registry's clock.
  ///
  /// - Parameters:
  ///   - key: The log's public key, from a source that is trusted.
  ///   - picture: The bytes of the picture file, if it is to be compared too.
  /// - Returns: What is proven.
  /// - Throws: `ReceiptError`, the first thing that does not hold.
  public func verify(
    with key: VerifierKey, picture: [UInt8]? = nil
  ) throws(ReceiptError) -> VerifiedReceipt {
    try verify(with: key, pictureSha256: picture.map { Digest256.sha256(of: $0) })
  }

  /// Verifies the receipt, offline, against a picture of which the digest is known.
  ///
  /// - Parameters:
  ///   - key: The log's public key, from a source that is trusted.
  ///   - pictureSha256: The SHA-256 of the picture file, if it is to be compared too.
  /// - Returns: What is proven.
  /// - Throws: `ReceiptError`, the first thing that does not hold.
  public func verify(
    with key: VerifierKey, pictureSha256: Digest256?
  ) throws(ReceiptError) -> VerifiedReceipt {
    guard receiptVersion == Self.version else { throw .unknownVersion(receiptVersion) }
    guard let entryBytes = Base64.decode(entry.utf8) else {
      throw .malformed(reason: "its entry is not Base 64")
    }
    let content = try Self.content(of: entryBytes)
    try comparePlainFields(with: content)
    let checkpoint = try verifiedCheckpoint(with: key)
    do {
      try InclusionProof(index: logIndex, treeSize: checkpoint.size, path: inclusionProof)
        .verify(leafHash: MerkleHashing.leafHash(of: entryBytes), root: checkpoint.root)
    } catch {
      throw .proof(error)
    }
    if let metadata {
      guard let registered = content.metadata else {
        throw .nothingToCompare(what: "metadata document", type: content.type)
      }
      let actual = Digest256.sha256(of: metadata.utf8)
      guard actual == registered else {
        throw .metadataDiffers(registered: registered, actual: actual)
      }
    }
    if let actual = pictureSha256 {
      guard let registered = content.file else {
        throw .nothingToCompare(what: "picture", type: content.type)
      }
      guard actual == registered else {
        throw .pictureDiffers(registered: registered, actual: actual)
      }
    }
    return VerifiedReceipt(
      entry: content, index: logIndex, checkpoint: checkpoint,
      includesPicture: pictureSha256 != nil, includesMetadata: metadata != nil)
  }

  private func verifiedCheckpoint(with key: VerifierKey) throws(ReceiptError) -> Checkpoint {
    do {
      return try Checkpoint.verified(SignedNote(encoded: checkpoint), by: [key])
    } catch {
      throw .checkpoint(error)
    }
  }

  private func comparePlainFields(with content: LogEntry) throws(ReceiptError) {
    let fields: [(name: String, receipt: String?, entry: String?)] = [
      ("type", type, content.type),
      ("design", design, content.design),
      ("review", review, content.review),
      ("recordedAt", recordedAt, content.at?.description),
      ("engine", engine, content.engine),
      ("fileSha256", fileSha256?.hex, content.file?.hex),
      ("pixelSha256", pixelSha256?.hex, content.pixels?.hex),
      ("fingerprintSha256", fingerprintSha256?.hex, content.fingerprint?.hex),
    ]
    for field in fields where field.receipt != field.entry {
      throw .fieldDiffers(
        field: field.name, receipt: field.receipt ?? "nothing", entry: field.entry ?? "nothing")
    }
  }
}
