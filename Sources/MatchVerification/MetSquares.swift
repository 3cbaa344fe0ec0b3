// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Which squares of a picture places were met in: one bit a square, for all places that keypoints can have.
struct MetSquares {
  /// One more than the largest column or row of a keypoint, in pixels.
  private static let reach: Float = Float(UInt16.max) / 32 + 1

  private let side: Float
  private let columns: Int
  private var met: [UInt64]

  /// Creates squares none of which was met.
  ///
  /// - Parameter side: Their side in pixels, at least 1.
  init(side: Float) {
    precondition(side >= 1, "squares of \(side) pixels are too small")
    self.side = side
    columns = Int(Self.reach / side) + 1
    met = [UInt64](repeating: 0, count: (columns * columns + 63) / 64)
  }

  /// Whether a place lies in a square that was met.
  func hasMet(_ x: Float, _ y: Float) -> Bool {
    let square = square(x, y)
    return met[square / 64] >> UInt64(square % 64) & 1 != 0
  }

  /// Meets the square of a place.
  ///
  /// - Returns: Whether it was not met before.
  mutating func meet(_ x: Float, _ y: Float) -> Bool {
    let square = square(x, y)
    let bit = UInt64(1) << UInt64(square % 64)
    defer { met[square / 64] |= bit }
    return met[square / 64] & bit == 0
  }

  private func square(_ x: Float, _ y: Float) -> Int {
    Int(max(0, x) / side) + Int(max(0, y) / side) * columns
  }
}
