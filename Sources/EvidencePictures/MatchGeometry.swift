// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Where a design lies in a query, and which area of both agrees: all that drawing a match needs.
///
/// Coordinates are in pixels of the two files, however small the copies are that get drawn on.
public struct MatchGeometry: Hashable, Sendable {
  /// The size of the query.
  public let querySize: ImageSize
  /// The size of the design.
  public let designSize: ImageSize
  /// Takes design pixels to query pixels.
  public let designToQuery: ProjectiveMap
  /// The same for each further place at which the design lies, weaker ones last.
  public let furtherDesignToQuery: [ProjectiveMap]
  /// The area of the query that agrees.
  public let queryOutlines: [Polygon]
  /// What is no part of it, though it lies inside these outlines: there the query shows something else.
  public let queryGaps: [Polygon]
  /// The area of the design that agrees.
  public let designOutlines: [Polygon]

  /// Creates a geometry; an outline that is missing follows from the transform.
  ///
  /// With one outline missing it is the image of the other. With both missing the agreeing area is taken to be
  /// all of the design that falls into the query. `nil` comes back when the transform is none, or lays no part
  /// of the design onto the query.
  ///
  /// - Parameters:
  ///   - querySize: The size of the query.
  ///   - designSize: The size of the design.
  ///   - transform: Takes design pixels to query pixels: three rows of three, homogeneous.
  ///   - furtherTransforms: The same for each further place; ones that are none are left out.
  ///   - queryOutlines: Polygons in query pixels, each corner as `[x, y]`.
  ///   - queryGaps: What is left out of these, as polygons in query pixels.
  ///   - designOutlines: Polygons in design pixels.
  public init?(
    querySize: ImageSize, designSize: ImageSize, transform: [[Double]],
    furtherTransforms: [[[Double]]] = [],
    queryOutlines: [[[Double]]]? = nil, queryGaps: [[[Double]]]? = nil,
    designOutlines: [[[Double]]]? = nil
  ) {
    guard let map = ProjectiveMap(rows: transform) else { return nil }
    let back = map.inverse
    let inQuery = (queryOutlines ?? []).compactMap { Polygon(pairs: $0)?.clipped(to: querySize) }
    let inDesign = (designOutlines ?? []).compactMap { Polygon(pairs: $0)?.clipped(to: designSize) }
    if !inQuery.isEmpty {
      self.queryOutlines = inQuery
    } else if !inDesign.isEmpty {
      self.queryOutlines = inDesign.compactMap { $0.clipped(by: map, to: querySize) }
    } else {
      let frame = Polygon.frame(of: designSize)
      self.queryOutlines = [frame.clipped(by: map, to: querySize)].compactMap(\.self)
    }
    guard !self.queryOutlines.isEmpty else { return nil }
    self.queryGaps = (queryGaps ?? []).compactMap { Polygon(pairs: $0)?.clipped(to: querySize) }
    self.designOutlines =
      inDesign.isEmpty
      ? self.queryOutlines.compactMap { $0.clipped(by: back, to: designSize) } : inDesign
    self.querySize = querySize
    self.designSize = designSize
    designToQuery = map
    furtherDesignToQuery = furtherTransforms.compactMap { ProjectiveMap(rows: $0) }
  }
}
