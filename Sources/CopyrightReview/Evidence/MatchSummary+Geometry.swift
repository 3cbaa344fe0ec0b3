// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import ImageBuffers
internal import MatchReporting

extension MatchSummary {
  /// Where the design lies in the query.
  ///
  /// - Parameters:
  ///   - querySize: The size of the query.
  ///   - designSize: The size of the design.
  /// - Returns: `nil` when no area agrees, so that there is nothing to draw.
  func geometry(querySize: ImageSize, designSize: ImageSize) -> MatchGeometry? {
    guard queryCoverage > 0 || designCoverage > 0 else { return nil }
    return MatchGeometry(
      querySize: querySize, designSize: designSize, transform: transform,
      furtherTransforms: (furtherInstances ?? []).map(\.transform),
      queryOutlines: queryOutline, queryGaps: queryGaps, designOutlines: designOutline)
  }

  /// The area of the query that the match explains: all of it where all is covered, whatever the outlines were rounded to.
  ///
  /// - Parameter geometry: Where the design lies in the query.
  /// - Returns: The area in the query's pixels.
  func explainedArea(_ geometry: MatchGeometry) -> ExplainedOutlines {
    queryCoverage == 1
      ? ExplainedOutlines(outlines: [Polygon(PixelRectangle(all: geometry.querySize))])
      : ExplainedOutlines(outlines: geometry.queryOutlines, gaps: geometry.queryGaps)
  }
}
