// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What block matching found between two pictures that were laid on each other.
public struct BlockObservation: Sendable, Hashable, Codable {
  /// How many pairs of neighbouring squares were looked for; 0 when all look like their surroundings, as on stripes.
  public var pairCount: Int
  /// -log10 of the chance that as many neighbouring squares are found moved by the same step.
  public var significance: Double
  /// Share of the neighbouring squares that are, 0...1.
  public var agreeingShare: Double
  /// Mean correlation of those squares where they were found, -1...1.
  public var correlation: Double

  /// Creates an observation.
  ///
  /// - Parameters:
  ///   - pairCount: Pairs of squares that were looked for.
  ///   - significance: -log10 of chance.
  ///   - agreeingShare: 0...1.
  ///   - correlation: -1...1.
  public init(
    pairCount: Int = 0, significance: Double = 0, agreeingShare: Double = 0, correlation: Double = 0
  ) {
    self.pairCount = pairCount
    self.significance = significance
    self.agreeingShare = agreeingShare
    self.correlation = correlation
  }
}
