// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import ImageBuffers
private import MatchVerification

/// The part of a design that a match covers, and the maps from its drawing to both pictures.
struct AlignedArea {
  /// The size at which the area is drawn.
  private(set) var canvas: ImageSize
  private(set) var toDesign: ProjectiveMap
  private(set) var toQuery: ProjectiveMap
  /// Pixels of the coarser of the two pictures along the long side; drawn with as many, within limits.
  private var detail: Double
  private let designSize: ImageSize
  private let querySize: ImageSize

  init?(
    _ placement: EngineMatch.Placement, query: PictureCopy, queryWorking: ImageSize,
    design: PictureCopy
  ) {
    let map =
      placement.isMirrored
      ? placement.map.afterMirroring(width: queryWorking.width) : placement.map
    guard let back = map.inverse, let forth = ProjectiveMap(rows: map.rows),
      let toWorking = ProjectiveMap(rows: back.rows)
    else { return nil }
    let designWorking = design.fullSize.fitted(longSide: PictureAnalysis.longSide)
    // Maps of working pictures have the centres of pixels at whole numbers, those of drawings the corners.
    var left = -0.5
    var top = -0.5
    var right = Double(designWorking.width) - 0.5
    var bottom = Double(designWorking.height) - 0.5
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].compactMap {
      forth(
        PicturePoint(
          x: $0.0 * Double(queryWorking.width) - 0.5, y: $0.1 * Double(queryWorking.height) - 0.5))
    }
    guard corners.count == 4 else { return nil }
    left = max(left, corners.map(\.x).min() ?? left)
    top = max(top, corners.map(\.y).min() ?? top)
    right = min(right, corners.map(\.x).max() ?? right)
    bottom = min(bottom, corners.map(\.y).max() ?? bottom)
    if let extent = placement.extent {
      let width = Double(extent.right - extent.left) * CloserLook.margin
      let height = Double(extent.bottom - extent.top) * CloserLook.margin
      left = max(left, Double(extent.left) - width)
      top = max(top, Double(extent.top) - height)
      right = min(right, Double(extent.right) + width)
      bottom = min(bottom, Double(extent.bottom) + height)
    }
    guard right - left >= CloserLook.leastSide, bottom - top >= CloserLook.leastSide else {
      return nil
    }
    // Drawn as fine as the coarser of the two pictures shows it.
    let designZoom = Double(design.pixels.size.width) / Double(designWorking.width)
    let queryZoom = Double(query.pixels.size.width) / Double(queryWorking.width)
    let middle = PicturePoint(x: (left + right) / 2, y: (top + bottom) / 2)
    guard let at = toWorking(middle),
      let beside = toWorking(PicturePoint(x: middle.x + 1, y: middle.y)),
      let below = toWorking(PicturePoint(x: middle.x, y: middle.y + 1))
    else { return nil }
    let stretch =
      ((beside.x - at.x) * (below.y - at.y) - (beside.y - at.y) * (below.x - at.x)).magnitude
      .squareRoot()
    let longSide = max(right - left, bottom - top)
    detail = longSide * min(designZoom, queryZoom * stretch)
    canvas = Self.canvas(width: right - left, height: bottom - top, detail: detail)
    (designSize, querySize) = (design.pixels.size, query.pixels.size)
    let stepX = (right - left) / Double(canvas.width)
    let stepY = (bottom - top) / Double(canvas.height)
    guard
      let toCentres = ProjectiveMap(rows: [[stepX, 0, left], [0, stepY, top], [0, 0, 1]]),
      let toCopy = ProjectiveMap(
        rows: [[designZoom, 0, designZoom / 2], [0, designZoom, designZoom / 2], [0, 0, 1]]),
      let toOwnCopy = ProjectiveMap(
        rows: [[queryZoom, 0, queryZoom / 2], [0, queryZoom, queryZoom / 2], [0, 0, 1]])
    else { return nil }
    toDesign = toCentres.followed(by: toCopy)
    toQuery = toCentres.followed(by: toWorking).followed(by: toOwnCopy)
  }

  /// A part of the area, drawn as fine as the pictures show it.
  ///
  /// - Parameters:
  ///   - left: Where it begins in the drawing, pixels.
  ///   - top: Where it begins in the drawing, pixels.
  ///   - width: Pixels of the drawing.
  ///   - height: Pixels of the drawing.
  /// - Returns: nil when the part is empty.
  func part(left: Double, top: Double, width: Double, height: Double) -> AlignedArea? {
    guard width > 0, height > 0 else { return nil }
    var part = self
    part.detail = detail * max(width, height) / Double(canvas.longSide)
    part.canvas = Self.canvas(width: width, height: height, detail: part.detail)
    let stepX = width / Double(part.canvas.width)
    let stepY = height / Double(part.canvas.height)
    guard let map = ProjectiveMap(rows: [[stepX, 0, left], [0, stepY, top], [0, 0, 1]]) else {
      return nil
    }
    part.toDesign = map.followed(by: toDesign)
    part.toQuery = map.followed(by: toQuery)
    return part
  }

  /// The four corners, clockwise, as shares of the width and the height of the design, 0...1.
  var designCorners: [PicturePoint] { corners(by: toDesign, in: designSize) }

  /// The same in the query; what lies beside it is drawn in.
  var queryCorners: [PicturePoint] { corners(by: toQuery, in: querySize) }

  private func corners(by map: ProjectiveMap, in size: ImageSize) -> [PicturePoint] {
    [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].compactMap { x, y in
      map(PicturePoint(x: x * Double(canvas.width), y: y * Double(canvas.height))).map {
        PicturePoint(
          x: min(1, max(0, $0.x / Double(size.width))),
          y: min(1, max(0, $0.y / Double(size.height))))
      }
    }
  }

  /// The size at which an area of these proportions is drawn.
  private static func canvas(width: Double, height: Double, detail: Double) -> ImageSize {
    let longSide = max(width, height)
    let side = min(
      max(detail, Double(CloserLook.longSides.lowerBound)), Double(CloserLook.longSides.upperBound))
    return ImageSize(
      width: max(8, Int(width * side / longSide)), height: max(8, Int(height * side / longSide)))
  }
}
