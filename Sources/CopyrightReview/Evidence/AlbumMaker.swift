// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import ImageBuffers
private import ImageEncoding
internal import MatchReporting

/// Draws the pictures of a report within a budget of bytes.
struct AlbumMaker {
  /// What the JPEG files of an album may take together; in base 64 that is 1.6 MB, which leaves room for
  /// a page's text under 2 MB.
  static let byteBudget = 1_200_000

  /// The picture in question.
  var query: PictureCopy?
  /// Where the picture proper is in it, if it has a frame: that alone is divided.
  var cut: PictureCut?
  private let budget: Int
  private var matches: [EvidenceAlbum.Match?] = []
  private var areas: [(match: Int, area: ExplainedOutlines)] = []

  private var views: [String: EvidenceImage] = [:]

  init(matchCount: Int, viewCount: Int = 0) {
    // The query, its innovation map, the other views, and two pictures a match.
    budget = AlbumMaker.byteBudget / (2 + viewCount + 2 * matchCount)
  }

  /// Draws another view, which matches are with.
  mutating func add(view: PictureCopy, sha256: String) {
    let size = PictureWarp.panelSize(
      of: view.fullSize, longSide: OverlayPicture.standardPanelSide)
    views[sha256] = image(PictureWarp.resized(view.pixels, to: size), of: view.fullSize)
  }

  /// Draws the pictures of the next match; designs need not stay in memory.
  mutating func add(_ match: MatchSummary, design: PictureCopy) {
    guard match.flagged else {
      let size = PictureWarp.panelSize(of: design.fullSize, longSide: 320)
      matches.append(
        EvidenceAlbum.Match(
          design: image(
            PictureWarp.resized(design.pixels, to: size), of: design.fullSize)))
      return
    }
    let size = PictureWarp.panelSize(
      of: design.fullSize, longSide: OverlayPicture.standardPanelSide)
    var pictures = EvidenceAlbum.Match(
      design: image(PictureWarp.resized(design.pixels, to: size), of: design.fullSize))
    // What agrees with another view is laid over that one, if it is at hand.
    let querySize =
      match.viewSHA256.map { sha256 in
        views[sha256].map { ImageSize(width: $0.width, height: $0.height) }
      } ?? query?.fullSize
    let geometry = querySize.flatMap {
      match.geometry(querySize: $0, designSize: design.fullSize)
    }
    if let geometry {
      let canvas = PictureWarp.panelSize(
        of: geometry.querySize, longSide: OverlayPicture.standardPanelSide)
      let aligned = OverlayPicture.aligned(design.pixels, geometry: geometry, size: canvas)
      pictures.aligned = image(aligned.picture, of: geometry.querySize)
      pictures.queryOutlines = geometry.queryOutlines.map(\.roundedPairs)
      pictures.queryGaps = geometry.queryGaps.map(\.roundedPairs)
      pictures.designOutlines = geometry.designOutlines.map(\.roundedPairs)
      // The query alone is divided.
      if match.viewSHA256 == nil { areas.append((matches.count, match.explainedArea(geometry))) }
    }
    matches.append(pictures)
  }

  /// Leaves the pictures of the next match out, as they cannot be shown.
  mutating func addNone() { matches.append(nil) }

  /// Draws what belongs to all matches together.
  consuming func finish() -> EvidenceAlbum {
    guard let query else {
      var album = EvidenceAlbum(matches: matches)
      album.views = views
      return album
    }
    let size = PictureWarp.panelSize(
      of: query.fullSize, longSide: OverlayPicture.standardPanelSide)
    let plain = PictureWarp.resized(query.pixels, to: size)
    let explained = ExplainedArea(
      of: plain, querySize: query.fullSize, areas: areas.map(\.area), cut: cut?.area)
    let parts = areas.enumerated().map { rank, entry in
      InnovationMap.Area(
        match: entry.match, share: explained.division.shares[rank],
        color: EvidenceColors.area(rank).hexadecimal,
        label: explained.division.labelPoint(of: rank).map { [$0.x, $0.y] })
    }
    var album = EvidenceAlbum(
      query: image(plain, of: query.fullSize), matches: matches,
      innovation: InnovationMap(
        picture: image(explained.picture, of: query.fullSize), areas: parts,
        unexplained: explained.division.unexplained))
    album.views = views
    return album
  }

  /// Writes a picture in as many bytes as it may have: first at lower quality, then smaller.
  private func image(_ picture: PixelBuffer, of size: ImageSize) -> EvidenceImage {
    var picture = picture
    while true {
      for quality in [85, 75, 65, 55] {
        let jpeg = JPEGEncoder.encode(picture, quality: quality)
        if jpeg.count <= budget || (quality == 55 && picture.size.longSide <= 160) {
          return EvidenceImage(jpeg: jpeg, width: size.width, height: size.height)
        }
      }
      picture = PictureWarp.resized(
        picture, to: picture.size.fitted(longSide: picture.size.longSide * 3 / 4))
    }
  }
}

extension Polygon {
  /// The corners as pairs of numbers, to a hundredth of a pixel: a page needs no more.
  fileprivate var roundedPairs: [[Double]] {
    pairs.map { $0.map { ($0 * 100).rounded() / 100 } }
  }
}
