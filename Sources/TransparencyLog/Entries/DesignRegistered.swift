// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design came into the registry.
///
/// In the log it is of type `designRegistered`, version 1; see ``LogEntry`` for the bytes.
public struct DesignRegistered: EntryPayload {
  static let type = "designRegistered"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The design's id.
  public let design: String
  /// The SHA-256 of the picture file.
  public let file: Digest256
  /// The SHA-256 of the decoded pixels.
  public let pixels: Digest256
  /// The SHA-256 of the fingerprint, as the engine encodes it.
  public let fingerprint: Digest256
  /// The SHA-256 of the metadata document: title, holders, dates and notes.
  public let metadata: Digest256
  /// The version of the engine that made the fingerprint.
  public let engine: String

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The design's id.
  ///   - file: The SHA-256 of the picture file.
  ///   - pixels: The SHA-256 of the decoded pixels.
  ///   - fingerprint: The SHA-256 of the fingerprint, as the engine encodes it.
  ///   - metadata: The SHA-256 of the metadata document: title, holders, dates and notes.
  ///   - engine: The version of the engine that made the fingerprint.
  public init(
    at: LogTime, design: String, file: Digest256, pixels: Digest256, fingerprint: Digest256,
    metadata: Digest256, engine: String
  ) {
    self.at = at
    self.design = design
    self.file = file
    self.pixels = pixels
    self.fingerprint = fingerprint
    self.metadata = metadata
    self.engine = engine
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    file = try members.digest("file")
    pixels = try members.digest("pixels")
    fingerprint = try members.digest("fingerprint")
    metadata = try members.digest("metadata")
    engine = try members.string("engine")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "design": .string(design),
      "file": .digest(file),
      "pixels": .digest(pixels),
      "fingerprint": .digest(fingerprint),
      "metadata": .digest(metadata),
      "engine": .string(engine),
    ]
  }
}
