// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A sealed design was opened: from here on everybody can check its commitment.
///
/// In the log it is of type `designRevealed`, version 1; see ``LogEntry`` for the bytes.
public struct DesignRevealed: EntryPayload {
  static let type = "designRevealed"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The design's id, as it was sealed.
  public let design: String
  /// The log index of the `DesignSealed` entry.
  public let sealedAt: Int
  /// The 32 random bytes of the seal.
  public let nonce: Digest256
  /// The SHA-256 of the picture file.
  public let file: Digest256
  /// The SHA-256 of the decoded pixels.
  public let pixels: Digest256
  /// The SHA-256 of the metadata document.
  public let metadata: Digest256

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The design's id, as it was sealed.
  ///   - sealedAt: The log index of the `DesignSealed` entry.
  ///   - nonce: The 32 random bytes of the seal.
  ///   - file: The SHA-256 of the picture file.
  ///   - pixels: The SHA-256 of the decoded pixels.
  ///   - metadata: The SHA-256 of the metadata document.
  public init(
    at: LogTime, design: String, sealedAt: Int, nonce: Digest256, file: Digest256,
    pixels: Digest256, metadata: Digest256
  ) {
    self.at = at
    self.design = design
    self.sealedAt = sealedAt
    self.nonce = nonce
    self.file = file
    self.pixels = pixels
    self.metadata = metadata
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    sealedAt = try members.number("sealedAt")
    nonce = try members.digest("nonce")
    file = try members.digest("file")
    pixels = try members.digest("pixels")
    metadata = try members.digest("metadata")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "design": .string(design),
      "sealedAt": .number(sealedAt),
      "nonce": .digest(nonce),
      "file": .digest(file),
      "pixels": .digest(pixels),
      "metadata": .digest(metadata),
    ]
  }
}
