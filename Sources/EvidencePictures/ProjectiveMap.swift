// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A projective map of the plane: takes straight lines to straight lines, as a camera does.
///
/// Three rows of three, homogeneous: (x, y) goes to (X / W, Y / W) with (X, Y, W) = rows · (x, y, 1).
/// The map and any multiple of it are the same.
///
/// > Source: R. Hartley, A. Zisserman, *Multiple View Geometry in Computer Vision*, 2nd edition, 2004,
/// > section 2.3.
public struct ProjectiveMap: Hashable, Sendable {
  /// The nine numbers, row by row.
  let m: [Double]

  /// Creates a map from its rows.
  ///
  /// - Parameter rows: Three rows of three; `nil` comes back for anything else, for numbers that are not
  ///   finite and for a map that folds the plane onto a line.
  public init?(rows: [[Double]]) {
    guard rows.count == 3, rows.allSatisfy({ $0.count == 3 }) else { return nil }
    let numbers = rows.flatMap(\.self)
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    let largest = numbers.map(\.magnitude).max() ?? 0
    guard largest > 0 else { return nil }
    m = numbers.map { $0 / largest }
    guard determinant.magnitude > 1e-18 else { return nil }
  }

  private init(_ numbers: [Double]) { m = numbers }

  /// A map that stretches the axes.
  ///
  /// - Parameters:
  ///   - x: Factor along the rows, not 0.
  ///   - y: Factor along the columns, not 0.
  /// - Returns: The map.
  public static func scaling(x: Double, y: Double) -> ProjectiveMap {
    precondition(x != 0 && y != 0, "a picture is not scaled by \(x) x \(y)")
    return ProjectiveMap([x, 0, 0, 0, y, 0, 0, 0, 1])
  }

  private var determinant: Double {
    m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6])
      + m[2] * (m[3] * m[7] - m[4] * m[6])
  }

  /// The map that takes everything back.
  public var inverse: ProjectiveMap {
    // The adjugate is the inverse times the determinant, and multiples do not matter but for the sign, which
    // says what lies in front of the horizon.
    let sign: Double = determinant < 0 ? -1 : 1
    return ProjectiveMap(
      [
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
      ].map { $0 * sign })
  }

  /// This map followed by another.
  ///
  /// - Parameter next: What happens after this map.
  /// - Returns: Both in one.
  public func followed(by next: ProjectiveMap) -> ProjectiveMap {
    var product = [Double](repeating: 0, count: 9)
    for row in 0..<3 {
      for column in 0..<3 {
        product[row * 3 + column] =
          next.m[row * 3] * m[column] + next.m[row * 3 + 1] * m[3 + column]
          + next.m[row * 3 + 2] * m[6 + column]
      }
    }
    return ProjectiveMap(product)
  }

  /// Where a point goes.
  ///
  /// - Parameter point: The point.
  /// - Returns: Its image; `nil` when that is infinitely far away.
  public func callAsFunction(_ point: PicturePoint) -> PicturePoint? {
    let (x, y, w) = homogeneous(point)
    let image = PicturePoint(x: x / w, y: y / w)
    return image.x.isFinite && image.y.isFinite ? image : nil
  }

  /// Where a point goes, before the division.
  func homogeneous(_ point: PicturePoint) -> (x: Double, y: Double, w: Double) {
    (
      m[0] * point.x + m[1] * point.y + m[2], m[3] * point.x + m[4] * point.y + m[5],
      m[6] * point.x + m[7] * point.y + m[8]
    )
  }
}
