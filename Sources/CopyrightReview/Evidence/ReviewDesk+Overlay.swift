// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import EvidencePictures
private import ImageEncoding
public import MatchReporting

extension ReviewDesk {
  /// Draws two pictures and how they lie on each other, as one picture in three panels.
  ///
  /// Where the first panel shows the first picture with the area that agrees, the second shows the second
  /// picture with the same area, and the third lays the second over the first.
  ///
  /// - Parameters:
  ///   - match: The second picture as a match of the first, as `compare` gives it.
  ///   - first: The picture in question.
  ///   - second: What it was compared with.
  ///   - cut: Where the picture proper is in the first, if it has a frame, as `compare` gives it.
  /// - Returns: A PNG file.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded.
  public static func overlay(
    of match: MatchSummary, first: Picture, second: Picture, cut: PictureCut? = nil
  ) throws(SelvedgeError) -> [UInt8] {
    let (query, design) = (try first.copyForEvidence(), try second.copyForEvidence())
    return PNGEncoder.encode(
      OverlayPicture.render(
        query: query.pixels, design: design.pixels,
        geometry: match.geometry(querySize: query.fullSize, designSize: design.fullSize),
        cut: cut?.area))
  }
}
