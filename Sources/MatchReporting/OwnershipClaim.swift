// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// Who says that the picture in question is theirs, and since when.
public struct OwnershipClaim: Codable, Hashable, Sendable {
  /// The claimant; `nil` when nobody is named, and then every look-alike is somebody else's.
  public var holder: String?
  /// The dates that the claim rests on.
  public var dates: [TypedDate]

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - holder: The claimant.
  ///   - dates: The dates that the claim rests on.
  public init(holder: String?, dates: [TypedDate]) {
    self.holder = holder
    self.dates = dates
  }
}
