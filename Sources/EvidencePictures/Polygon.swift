// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// A closed line of straight pieces around an area of a picture.
public struct Polygon: Hashable, Sendable {
  /// The corners in order, at least three, all finite; the last is joined to the first.
  public let corners: [PicturePoint]

  /// Creates a polygon.
  ///
  /// - Parameter corners: The corners in order; `nil` comes back for fewer than three and for coordinates
  ///   that are not finite.
  public init?(_ corners: [PicturePoint]) {
    guard corners.count >= 3, corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      return nil
    }
    self.corners = corners
  }

  /// The outline of a rectangle.
  ///
  /// - Parameter rectangle: The rectangle.
  public init(_ rectangle: PixelRectangle) {
    corners = [
      (rectangle.left, rectangle.top), (rectangle.right, rectangle.top),
      (rectangle.right, rectangle.bottom), (rectangle.left, rectangle.bottom),
    ].map { PicturePoint(x: Double($0.0), y: Double($0.1)) }
  }

  /// Creates a polygon from pairs of numbers, as reports carry them.
  ///
  /// - Parameter pairs: The corners as `[x, y]`; `nil` comes back when they are no polygon.
  public init?(pairs: [[Double]]) {
    guard pairs.allSatisfy({ $0.count == 2 }) else { return nil }
    self.init(pairs.map { PicturePoint(x: $0[0], y: $0[1]) })
  }

  /// The corners as pairs of numbers.
  public var pairs: [[Double]] { corners.map { [$0.x, $0.y] } }

  /// The frame of a picture.
  ///
  /// - Parameter size: The picture's size.
  /// - Returns: A rectangle, clockwise from the top left.
  public static func frame(of size: ImageSize) -> Polygon {
    let (width, height) = (Double(size.width), Double(size.height))
    return Polygon(
      trusted: [(0, 0), (width, 0), (width, height), (0, height)].map { PicturePoint(x: $0, y: $1) }
    )
  }

  private init(trusted corners: [PicturePoint]) { self.corners = corners }

  /// The area inside, in square pixels: positive when the corners go clockwise as seen on a screen.
  public var signedArea: Double {
    var sum = 0.0
    var previous = corners[corners.count - 1]
    for corner in corners {
      sum += previous.x * corner.y - corner.x * previous.y
      previous = corner
    }
    return sum / 2
  }

  /// A point well inside the area, for a label: the middle of the widest piece of a horizontal line through
  /// the area's middle height.
  public var labelPoint: PicturePoint {
    let heights = corners.map(\.y).sorted()
    let middle = ((heights.first ?? 0) + (heights.last ?? 0)) / 2 + 1e-6
    var crossings: [Double] = []
    var previous = corners[corners.count - 1]
    for corner in corners {
      if (previous.y <= middle) != (corner.y <= middle) {
        crossings.append(
          previous.x + (corner.x - previous.x) * (middle - previous.y) / (corner.y - previous.y))
      }
      previous = corner
    }
    crossings.sort()
    var best = (width: -1.0, x: corners[0].x)
    for index in stride(from: 0, to: crossings.count - 1, by: 2) {
      let width = crossings[index + 1] - crossings[index]
      if width > best.width { best = (width, (crossings[index] + crossings[index + 1]) / 2) }
    }
    return PicturePoint(x: best.x, y: middle)
  }

  /// The polygon on another plane.
  ///
  /// - Parameter map: The map.
  /// - Returns: The image; `nil` when a corner goes to infinity.
  public func mapped(by map: ProjectiveMap) -> Polygon? {
    Polygon(corners.compactMap { map($0) })
  }

  /// The part of the polygon that falls into a picture once it is mapped there.
  ///
  /// Clipping happens before the division by W, so that what lies behind the horizon of `map` is left out
  /// rather than folded over.
  ///
  /// > Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", *Communications of the ACM* 17(1), 1974.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - size: The size of the picture that it leads to.
  /// - Returns: The part inside the frame; `nil` when nothing is.
  public func clipped(by map: ProjectiveMap, to size: ImageSize) -> Polygon? {
    var points = corners.map { map.homogeneous($0) }
    // In front of the horizon is the side on which most of the polygon lies.
    if points.reduce(0, { $0 + ($1.w < 0 ? -1 : 1) }) < 0 {
      points = points.map { (-$0.x, -$0.y, -$0.w) }
    }
    let nearest = 1e-9 * (points.map(\.w.magnitude).max() ?? 1)
    let (width, height) = (Double(size.width), Double(size.height))
    typealias Homogeneous = (x: Double, y: Double, w: Double)
    let sides: [(Homogeneous) -> Double] = [
      { $0.w - nearest }, { $0.x }, { width * $0.w - $0.x }, { $0.y }, { height * $0.w - $0.y },
    ]
    for side in sides {
      guard var previous = points.last else { return nil }
      var kept: [Homogeneous] = []
      for point in points {
        let (before, here) = (side(previous), side(point))
        if (before < 0) != (here < 0) {
          let share = before / (before - here)
          kept.append(
            (
              previous.x + (point.x - previous.x) * share,
              previous.y + (point.y - previous.y) * share,
              previous.w + (point.w - previous.w) * share
            ))
        }
        if here >= 0 { kept.append(point) }
        previous = point
      }
      points = kept
    }
    let clipped = Polygon(points.map { PicturePoint(x: $0.x / $0.w, y: $0.y / $0.w) })
    guard let clipped, clipped.signedArea.magnitude > 1e-6 else { return nil }
    return clipped
  }

  /// The part of the polygon inside a picture's frame.
  ///
  /// - Parameter size: The picture's size.
  /// - Returns: The part; `nil` when there is none.
  public func clipped(to size: ImageSize) -> Polygon? {
    clipped(by: .scaling(x: 1, y: 1), to: size)
  }
}
