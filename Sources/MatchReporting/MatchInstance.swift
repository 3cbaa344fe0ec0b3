// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A further place at which a design lies in the query, beside the strongest.
public struct MatchInstance: Codable, Hashable, Sendable {
  /// Takes design pixels to query pixels: three rows of three, homogeneous, row-major.
  public var transform: [[Double]]
  /// Whether the design lies there turned over.
  public var isMirrored: Bool
  /// By how much it was turned, in degrees clockwise, after any mirroring.
  public var turnDegrees: Double
  /// How many query pixels one design pixel became along a side.
  public var scale: Double
  /// Share of the query that it covers there, 0...1.
  public var queryCoverage: Double
  /// Share of the design that is found there, 0...1.
  public var designCoverage: Double
  /// How many local features the alignment rests on.
  public var matchedFeatures: Int

  enum CodingKeys: String, CodingKey {
    case transform
    case isMirrored = "mirrored"
    case turnDegrees, scale, queryCoverage, designCoverage, matchedFeatures
  }

  /// Creates the summary of a place.
  ///
  /// - Parameters:
  ///   - transform: Design pixels to query pixels, 3 x 3.
  ///   - isMirrored: Whether the design is turned over.
  ///   - turnDegrees: The turn, in degrees clockwise.
  ///   - scale: Query pixels for one design pixel.
  ///   - queryCoverage: Share of the query covered, 0...1.
  ///   - designCoverage: Share of the design found, 0...1.
  ///   - matchedFeatures: How many local features the alignment rests on.
  public init(
    transform: [[Double]], isMirrored: Bool, turnDegrees: Double, scale: Double,
    queryCoverage: Double, designCoverage: Double, matchedFeatures: Int
  ) {
    self.transform = transform
    self.isMirrored = isMirrored
    self.turnDegrees = turnDegrees
    self.scale = scale
    self.queryCoverage = queryCoverage
    self.designCoverage = designCoverage
    self.matchedFeatures = matchedFeatures
  }
}
