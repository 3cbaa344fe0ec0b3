// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A picture that later reviews search for, to show that the search itself works.
public struct PlantedPicture: Hashable, Sendable {
  /// Its number in this registry, from 1.
  public let number: Int
  /// The number of the control design that it belongs to.
  public let designNumber: Int
  /// The id of that design.
  public let design: String
  /// What was done to the design to get the picture, or `stranger` when it is a copy of nothing.
  public let kind: String
  /// SHA-256 of the picture's bytes, 64 lower-case hexadecimal digits.
  public let picture: String
  /// When it was planted: ISO 8601 in UTC.
  public let plantedAt: String
  /// The place of its entry in the log.
  public let logIndex: Int
}
