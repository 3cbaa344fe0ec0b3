// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design came into the registry unseen: its commitment and fingerprint, not its picture.
///
/// In the log it is of type `designSealed`, version 1; see ``LogEntry`` for the bytes.
public struct DesignSealed: EntryPayload {
  static let type = "designSealed"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The design's id, which says nothing of its file.
  public let design: String
  /// The commitment that `Seal` makes.
  public let commitment: Digest256
  /// The SHA-256 of the fingerprint, as the engine encodes it.
  public let fingerprint: Digest256
  /// The SHA-256 of the document of what is told before the seal is opened: holders and dates.
  public let metadata: Digest256
  /// The version of the engine that made the fingerprint.
  public let engine: String

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The design's id, which says nothing of its file.
  ///   - commitment: The commitment that `Seal` makes.
  ///   - fingerprint: The SHA-256 of the fingerprint, as the engine encodes it.
  ///   - metadata: The SHA-256 of the document of what is told before the seal is opened.
  ///   - engine: The version of the engine that made the fingerprint.
  public init(
    at: LogTime, design: String, commitment: Digest256, fingerprint: Digest256,
    metadata: Digest256, engine: String
  ) {
    self.at = at
    self.design = design
    self.commitment = commitment
    self.fingerprint = fingerprint
    self.metadata = metadata
    self.engine = engine
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    commitment = try members.digest("commitment")
    fingerprint = try members.digest("fingerprint")
    metadata = try members.digest("metadata")
    engine = try members.string("engine")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "design": .string(design),
      "commitment": .digest(commitment),
      "fingerprint": .digest(fingerprint),
      "metadata": .digest(metadata),
      "engine": .string(engine),
    ]
  }
}
