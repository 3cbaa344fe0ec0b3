// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The proof that an entry is in the log, for whoever it concerns to keep.
///
/// It holds all that is needed to verify it offline with the log's public key alone: the entry, its
/// place, the proof that leads from it to the root, and the signed checkpoint with that root. The
/// plain fields repeat what the entry says, for people to read; `verify` holds them against it.
///
/// As JSON, digests are hexadecimal, `entry` is the Base 64 of the entry's bytes, and `checkpoint`
/// is the signed note.
public struct Receipt: Hashable, Sendable, Codable {
  /// A trusted timestamp of the entry, for whoever verifies such stamps; the log does not.
  public struct Stamp: Hashable, Sendable, Codable {
    /// The stamped time, by the authority's clock.
    public let time: String
    /// Who stamped it.
    public let authority: String
    /// The RFC 3161 token in Base 64.
    public let token: String

    /// Creates a stamp.
    ///
    /// - Parameters:
    ///   - time: The stamped time.
    ///   - authority: Who stamped it.
    ///   - token: The RFC 3161 token as DER.
    public init(time: String, authority: String, token: [UInt8]) {
      self.time = time
      self.authority = authority
      self.token = Base64.encode(token)
    }

    /// The token as DER; `nil` when the text is not Base 64.
    public var tokenBytes: [UInt8]? { Base64.decode(token.utf8) }
  }

  /// The version of the receipts that this program writes and reads.
  public static let version = 1

  /// The version of the receipt's form.
  public let receiptVersion: Int
  /// What is receipted: the type of the entry.
  public let type: String
  /// The id of the design, if the entry is about one.
  public let design: String?
  /// The id of the review, if the entry is about one.
  public let review: String?
  /// When it was recorded, by the registry's clock, as `2026-11-23T15:04:05.678Z`.
  public let recordedAt: String?
  /// The version of the engine.
  public let engine: String?
  /// The SHA-256 of the picture file.
  public let fileSha256: Digest256?
  /// The SHA-256 of the decoded pixels.
  public let pixelSha256: Digest256?
  /// The SHA-256 of the fingerprint.
  public let fingerprintSha256: Digest256?
  /// The metadata document itself, with title, holders and dates, if it is handed out.
  public let metadata: String?
  /// The entry's bytes in Base 64.
  public let entry: String
  /// The entry's place in the log, from 0.
  public let logIndex: Int
  /// The hashes that lead from the entry to the root.
  public let inclusionProof: [Digest256]
  /// The signed checkpoint.
  public let checkpoint: String
  /// Trusted timestamps of the entry's bytes, in the order in which they came; `nil` when there is none.
  public let timestamps: [Stamp]?

  /// Makes a receipt.
  ///
  /// - Parameters:
  ///   - entryBytes: The entry's bytes.
  ///   - proof: The proof for the tree of the checkpoint.
  ///   - checkpoint: The signed checkpoint.
  ///   - metadata: The metadata document, if it is to be handed out.
  ///   - timestamps: Trusted timestamps of the entry's bytes.
  /// - Throws: `ReceiptError.entry` when the bytes are not an entry.
  public init(
    entryBytes: [UInt8], proof: InclusionProof, checkpoint: SignedNote, metadata: String? = nil,
    timestamps: [Stamp] = []
  ) throws(ReceiptError) {
    let content = try Self.content(of: entryBytes)
    receiptVersion = Self.version
    type = content.type
    design = content.design
    review = content.review
    recordedAt = content.at?.description
    engine = content.engine
    fileSha256 = content.file
    pixelSha256 = content.pixels
    fingerprintSha256 = content.fingerprint
    self.metadata = metadata
    entry = Base64.encode(entryBytes)
    logIndex = proof.index
    inclusionProof = proof.path
    self.checkpoint = checkpoint.encoded
    self.timestamps = timestamps.isEmpty ? nil : timestamps
  }

  static func content(of bytes: [UInt8]) throws(ReceiptError) -> LogEntry {
    do {
      return try LogEntry(bytes: bytes)
    } catch {
      throw .entry(error)
    }
  }
}
