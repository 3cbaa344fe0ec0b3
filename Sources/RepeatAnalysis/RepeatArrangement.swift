// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// How the units of a repeat are laid: in the words of the trade.
public enum RepeatArrangement: String, CaseIterable, Hashable, Sendable {
  /// Side by side and above each other.
  case straight
  /// Every other column lies half a unit lower.
  case halfDrop
  /// Every other row lies half a unit to the side.
  case brick
}

extension Lattice {
  /// By how much of its length a lattice vector may be off.
  private static let tolerance: Float = 0.08

  /// How this lattice lays a unit that another one repeats.
  ///
  /// Half-drop and brick are told by the unit: of a lattice alone nobody can say which it is, as each half-drop is the
  /// brick of another unit.
  ///
  /// - Parameter unit: A lattice with upright sides, `width` across and `height` down, in the same pixels.
  /// - Returns: nil when the unit is not laid in one of these ways.
  public func arrangement(ofUnit unit: (width: Float, height: Float)) -> RepeatArrangement? {
    let (w, h) = (unit.width, unit.height)
    let laid: [(RepeatArrangement, SIMD2<Float>, SIMD2<Float>)] = [
      (.straight, SIMD2(w, 0), SIMD2(0, h)), (.halfDrop, SIMD2(w, h / 2), SIMD2(0, h)),
      (.brick, SIMD2(w, 0), SIMD2(w / 2, h)),
    ]
    return laid.first {
      isSame(
        as: Lattice(first: $0.1, second: $0.2, strength: 1),
        tolerance: Lattice.tolerance)
    }?.0
  }

  /// The upright unit of a lattice whose vectors run across and down; nil for any other.
  public var uprightUnit: (width: Float, height: Float)? {
    let (across, down) = abs(first.x) >= abs(first.y) ? (first, second) : (second, first)
    guard abs(across.y) <= Lattice.tolerance * abs(across.x),
      abs(down.x) <= Lattice.tolerance * abs(down.y)
    else { return nil }
    return (abs(across.x), abs(down.y))
  }

  /// Whether this lattice lays its cells as another one does.
  ///
  /// - Parameter other: A lattice in the same pixels.
  /// - Returns: Whether both have the same cells, to a twelfth of their lengths.
  public func isLaidLike(_ other: Lattice) -> Bool {
    isSame(as: other, tolerance: Lattice.tolerance)
  }

  /// The lattice after a linear map.
  ///
  /// - Parameter map: Two rows of two.
  /// - Returns: The lattice of the mapped picture.
  public func mapped(by map: [[Double]]) -> Lattice {
    func moved(_ v: SIMD2<Float>) -> SIMD2<Float> {
      SIMD2(
        Float(map[0][0]) * v.x + Float(map[0][1]) * v.y,
        Float(map[1][0]) * v.x + Float(map[1][1]) * v.y)
    }
    return Lattice(
      first: moved(first), second: moved(second), strength: strength, tiling: tiling)
  }
}
