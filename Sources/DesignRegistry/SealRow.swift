// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the registry keeps of a seal, to be held against the log.
public struct SealRow: Hashable, Sendable {
  /// What was added when the seal was opened.
  public struct Revealed: Hashable, Sendable {
    /// When it was opened: ISO 8601 in UTC.
    public let at: String
    /// The 32 bytes that had been secret, in hexadecimal.
    public let nonce: String
    /// The text with title, holders and dates that the commitment covers.
    public let metadata: String
    /// The place of the entry in the log.
    public let logIndex: Int
  }

  /// The commitment, 64 lower-case hexadecimal digits.
  public let commitment: String
  /// The version of the engine that made the fingerprint when it was sealed; `nil` when the registry does not know.
  public let engine: String?
  /// What was added when the seal was opened; `nil` while it is closed.
  public let revealed: Revealed?
}
