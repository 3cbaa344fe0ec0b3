// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The query's area divided: explained by which match, or by nothing that is known.
///
/// Only areas that were verified count, and no part counts twice: it belongs to the strongest match.
public struct InnovationMap: Hashable, Sendable {
  /// One match's part.
  public struct Area: Hashable, Sendable {
    /// The place of the match in the report, from 0.
    public var match: Int
    /// Share of the query, 0...1.
    public var share: Double
    /// The colour of its area in the picture, `#rrggbb`.
    public var color: String
    /// Where its number fits, `[x, y]` in query pixels; `nil` when it has no area.
    public var label: [Double]?

    /// Creates a part.
    ///
    /// - Parameters:
    ///   - match: The place of the match in the report, from 0.
    ///   - share: Share of the query, 0...1.
    ///   - color: The colour of its area, `#rrggbb`.
    ///   - label: Where its number fits, in query pixels.
    public init(match: Int, share: Double, color: String, label: [Double]?) {
      self.match = match
      self.share = share
      self.color = color
      self.label = label
    }
  }

  /// The query with the areas tinted; what nothing explains keeps its colours.
  public var picture: EvidenceImage
  /// The parts, the strongest match first.
  public var areas: [Area]
  /// Share of the query that nothing explains, 0...1.
  public var unexplained: Double

  /// Creates a map.
  ///
  /// - Parameters:
  ///   - picture: The query with the areas tinted.
  ///   - areas: The parts.
  ///   - unexplained: Share of the query that nothing explains, 0...1.
  public init(picture: EvidenceImage, areas: [Area], unexplained: Double) {
    self.picture = picture
    self.areas = areas
    self.unexplained = unexplained
  }
}
