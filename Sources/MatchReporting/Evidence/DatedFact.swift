// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// Something that happened to a design on a day.
public struct DatedFact: Codable, Hashable, Sendable {
  /// What happened, and how hard the date is to bend.
  public var kind: DateKind
  /// When: ISO 8601, as exactly as it is known.
  public var date: String
  /// Where the proof is.
  public var note: String?
  /// Whether the date contradicts another one.
  public var isConflicting: Bool

  /// Creates a dated fact.
  ///
  /// - Parameters:
  ///   - kind: What happened.
  ///   - date: When: ISO 8601.
  ///   - note: Where the proof is.
  ///   - isConflicting: Whether the date contradicts another one.
  public init(_ kind: DateKind, date: String, note: String? = nil, isConflicting: Bool = false) {
    self.kind = kind
    self.date = date
    self.note = note
    self.isConflicting = isConflicting
  }
}
