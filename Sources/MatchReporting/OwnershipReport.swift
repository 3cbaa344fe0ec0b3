// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the dates of the look-alikes say about a claim.
public struct OwnershipReport: Codable, Hashable, Sendable {
  /// A look-alike that a motif of the public domain explains.
  public struct Explained: Codable, Hashable, Sendable {
    /// The look-alike's id.
    public var design: String
    /// The id of the motif.
    public var by: String

    /// Creates an explanation.
    ///
    /// - Parameters:
    ///   - design: The look-alike's id.
    ///   - by: The id of the motif.
    public init(design: String, by: String) {
      self.design = design
      self.by = by
    }
  }

  /// The claim.
  public var claim: OwnershipClaim
  /// What speaks against it: what makes a look-alike the earlier one first, then what only asks for proof.
  public var alerts: [OwnershipAlert]
  /// Look-alikes whose resemblance a motif of the public domain explains; they raise no alert.
  public var explained: [Explained]

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - alerts: What speaks against it.
  ///   - explained: Look-alikes that a motif of the public domain explains.
  public init(claim: OwnershipClaim, alerts: [OwnershipAlert], explained: [Explained]) {
    self.claim = claim
    self.alerts = alerts
    self.explained = explained
  }

  /// Whether some look-alike is the earlier one, as far as the dates go.
  public var isRaised: Bool { alerts.contains(where: \.basis.raisesAlert) }
}
