// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
internal import MatchReporting

/// A picture as it is looked up: the whole, and beside it what is inside its frame, if it has one.
struct QueryViews: Sendable {
  /// The picture.
  let picture: Picture
  /// All of it.
  let whole: QueryPicture
  /// The working picture of all of it.
  let pixels: PixelBuffer
  /// The picture proper, and where it is in the pixels of the file; nil where no frame was found.
  let inner: (query: QueryPicture, area: PixelRectangle)?

  /// Makes a picture ready; what is inside the cut is read from the file once more, so that it is as sharp as can be.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - made: What the pass over all of it gave.
  ///   - cut: Where the picture proper is.
  ///   - threads: How many threads see to it, at least 1; the outcome does not depend on it.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  init(
    of picture: Picture, _ made: AnalysedPicture, cut: PictureCut?, threads: Int = 1
  ) throws(SelvedgeError) {
    self.picture = picture
    whole = QueryPicture(of: made.analysis, threads: threads)
    pixels = made.analysis.picture
    guard let area = cut?.area else {
      inner = nil
      return
    }
    inner = (
      query: QueryPicture(
        of: try Fingerprinter.analyse(area, of: picture), threads: threads),
      area: area
    )
  }

  /// Whether no view has enough structure to be told from others.
  var isFeatureless: Bool { whole.isFeatureless && inner?.query.isFeatureless != false }

  /// The view in which a match was found, and where it is in the pixels of the file; nil is all of it.
  func view(of match: EngineMatch) -> (query: QueryPicture, area: PixelRectangle?) {
    guard match.isWithinCut, let inner else { return (whole, nil) }
    return (inner.query, inner.area)
  }

  /// Where a match lies: the size of the working picture it was found with, and its place in the file.
  func place(of match: EngineMatch, in query: QuerySummary) -> MatchPlace {
    if match.isWithinCut, let inner {
      return MatchPlace(working: inner.query.size, area: inner.area, isWithinCut: true)
    }
    return MatchPlace(
      working: whole.size,
      area: PixelRectangle(all: ImageSize(width: query.width, height: query.height)),
      isWithinCut: false)
  }
}

/// The view in which a match was found.
struct MatchPlace {
  /// Size of the view's working picture, in pixels.
  let working: ImageSize
  /// Where the view is, in pixels of the file.
  let area: PixelRectangle
  /// Whether it is the picture proper inside a cut.
  let isWithinCut: Bool
}

extension PictureCut {
  /// The picture proper in pixels of the file.
  var area: PixelRectangle { PixelRectangle(left: left, top: top, width: width, height: height) }
}
