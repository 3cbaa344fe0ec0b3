// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Something that happened to a design on a day.
public struct DatedFact: Codable, Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Registered in this registry; the date is the system's own.
    case registeredHere
    /// Created, as somebody says.
    case created
    /// Filed with an office.
    case filed
    /// Registered by an office.
    case registeredByOffice
    /// Shown to the public.
    case published
    /// Sold.
    case sold
  }

  /// What happened.
  public var kind: Kind
  /// When: ISO 8601, a day or an instant in UTC.
  public var date: String
  /// Whether the date contradicts another one.
  public var isConflicting: Bool

  /// Creates a dated fact.
  ///
  /// - Parameters:
  ///   - kind: What happened.
  ///   - date: When: ISO 8601, a day or an instant in UTC.
  ///   - isConflicting: Whether the date contradicts another one.
  public init(_ kind: Kind, date: String, isConflicting: Bool = false) {
    self.kind = kind
    self.date = date
    self.isConflicting = isConflicting
  }
}
