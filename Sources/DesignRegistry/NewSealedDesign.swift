// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// A design that is about to be registered without its picture.
public struct NewSealedDesign: Sendable {
  /// Its id, which says nothing of its file: 24 lower-case hexadecimal digits.
  public let design: String
  /// What it is bound to, 64 lower-case hexadecimal digits.
  public let commitment: String
  /// Who holds the rights, as claimed.
  public let holders: [String]
  /// What happened to the design, and when.
  public let dates: [TypedDate]
  /// The text that the log entry vouches for: what is told before the seal is opened.
  public let document: String
  /// The fingerprint.
  public let fingerprint: StoredFingerprint
  /// The id of the service's key that it was sealed with; `nil` without one.
  public let bearer: String?

  /// Creates a sealed design to be registered.
  ///
  /// - Parameters:
  ///   - design: Its id.
  ///   - commitment: What it is bound to, in hexadecimal.
  ///   - holders: Who holds the rights, as claimed.
  ///   - dates: What happened to the design, and when.
  ///   - document: The text that the log entry vouches for.
  ///   - fingerprint: The fingerprint.
  ///   - bearer: The id of the service's key that it was sealed with; `nil` without one.
  public init(
    design: String, commitment: String, holders: [String], dates: [TypedDate], document: String,
    fingerprint: StoredFingerprint, bearer: String? = nil
  ) {
    self.design = design
    self.commitment = commitment
    self.holders = holders
    self.dates = dates
    self.document = document
    self.fingerprint = fingerprint
    self.bearer = bearer
  }
}
