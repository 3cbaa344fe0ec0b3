// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A sealed design whose picture is about to come into the registry.
public struct NewReveal: Sendable {
  /// The design as it will be known: its number and id are those of the sealed one.
  public let record: DesignRecord
  /// The 32 bytes that were secret, in hexadecimal.
  public let nonce: String
  /// The text with title, holders and dates that the commitment covers.
  public let metadata: String
  /// The picture, staged.
  public let original: StagedOriginal
  /// Takes the place of the fingerprint that another engine made; `nil` keeps what is stored.
  public let fingerprint: StoredFingerprint?

  /// Creates what is needed to open a seal.
  ///
  /// - Parameters:
  ///   - record: The design as it will be known.
  ///   - nonce: The 32 bytes that were secret, in hexadecimal.
  ///   - metadata: The text that the commitment covers.
  ///   - original: The picture, staged.
  ///   - fingerprint: Takes the place of the fingerprint that another engine made; `nil` keeps what is stored.
  public init(
    record: DesignRecord, nonce: String, metadata: String, original: StagedOriginal,
    fingerprint: StoredFingerprint?
  ) {
    self.record = record
    self.nonce = nonce
    self.metadata = metadata
    self.original = original
    self.fingerprint = fingerprint
  }
}
