// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// The area of a query that a match explains: outlines around it, and gaps in which the query shows something else.
public struct ExplainedOutlines: Hashable, Sendable {
  /// What is around the area.
  public var outlines: [Polygon]
  /// What is left out of it.
  public var gaps: [Polygon]

  /// Creates an area.
  ///
  /// - Parameters:
  ///   - outlines: What is around it; none for a match that explains nothing.
  ///   - gaps: What is left out of it.
  public init(outlines: [Polygon] = [], gaps: [Polygon] = []) {
    self.outlines = outlines
    self.gaps = gaps
  }

  /// The same area on a panel that shows a picture.
  func scaled(of size: ImageSize, on panel: ImageSize) -> ExplainedOutlines {
    ExplainedOutlines(
      outlines: OverlayPicture.outlines(outlines, of: size, on: panel),
      gaps: OverlayPicture.outlines(gaps, of: size, on: panel))
  }
}
