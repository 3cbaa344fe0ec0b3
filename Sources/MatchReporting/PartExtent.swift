// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// How large a part of a picture is and where it begins, in words.
public struct PartExtent: Hashable, Sendable {
  /// Whole pixels from the left edge.
  public let left: Int
  /// Whole pixels from the top edge.
  public let top: Int
  /// Whole pixels.
  public let width: Int
  /// Whole pixels.
  public let height: Int

  /// Measures the upright rectangle around a polygon; nil when it has no corner, or one that is none.
  ///
  /// - Parameter polygon: Corners in pixels, each as `[x, y]`, as in ``MatchSummary/designOutline``.
  public init?(_ polygon: [[Double]]) {
    guard polygon.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.magnitude < 1e9 } }),
      let left = polygon.map({ $0[0] }).min(), let right = polygon.map({ $0[0] }).max(),
      let top = polygon.map({ $0[1] }).min(), let bottom = polygon.map({ $0[1] }).max()
    else { return nil }
    self.left = Int(left.rounded())
    self.top = Int(top.rounded())
    width = Int(right.rounded()) - self.left
    height = Int(bottom.rounded()) - self.top
  }

  /// `300 x 240 pixels at (40, 512)`.
  public var english: String { "\(width) x \(height) pixels at (\(left), \(top))" }

  /// The same in Chinese.
  public var chinese: String { "（\(left)，\(top)）处 \(width) × \(height) 像素" }
}
