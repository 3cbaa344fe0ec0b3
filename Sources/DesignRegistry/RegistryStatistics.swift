// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a registry holds, in numbers.
public struct RegistryStatistics: Codable, Hashable, Sendable {
  /// Designs registered, sealed ones among them.
  public var designs: Int
  /// Designs that are sealed and not revealed.
  public var sealed: Int
  /// Those of them with which no review compares, as another version of the engine made their fingerprints; `nil`
  /// when there is none.
  public var sealedNotCompared: Int?
  /// Designs that were withdrawn, which reviews leave out.
  public var withdrawn = 0
  /// Planted controls, which stand among the designs and are searched apart; those withdrawn are not counted again.
  public var controls = 0
  /// Bytes of all originals together.
  public var originalBytes: Int
  /// Reviews kept.
  public var reviews: Int
  /// The version of the engine whose fingerprints the registry holds.
  public var engine: String
  /// When the first design was registered, ISO 8601 in UTC; `nil` when there is none.
  public var firstRegisteredAt: String?
  /// When the latest design was registered, ISO 8601 in UTC; `nil` when there is none.
  public var lastRegisteredAt: String?

  /// Creates statistics.
  ///
  /// - Parameters:
  ///   - designs: Designs registered, sealed ones among them.
  ///   - sealed: Designs that are sealed and not revealed.
  ///   - originalBytes: Bytes of all originals together.
  ///   - reviews: Reviews kept.
  ///   - engine: The engine's version.
  ///   - firstRegisteredAt: When the first design was registered.
  ///   - lastRegisteredAt: When the latest design was registered.
  public init(
    designs: Int, sealed: Int, originalBytes: Int, reviews: Int, engine: String,
    firstRegisteredAt: String?,
    lastRegisteredAt: String?
  ) {
    self.designs = designs
    self.sealed = sealed
    self.originalBytes = originalBytes
    self.reviews = reviews
    self.engine = engine
    self.firstRegisteredAt = firstRegisteredAt
    self.lastRegisteredAt = lastRegisteredAt
  }
}
