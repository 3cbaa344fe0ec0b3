// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A lattice of translations that lay a repeating pattern onto itself.
///
/// The two vectors span the smallest cell that was asked about. They are Lagrange-Gauss reduced:
/// `first` is a shortest vector of the lattice, `second` a shortest one that is not a multiple of
/// it, and the angle between them is 60...90 degrees. A reduced basis is unique up to signs, except
/// where lengths tie; see ``alternatives(tolerance:)``. Because the angle is never obtuse, a
/// pattern and its mirror image get bases of the same shape.
///
/// - Units: pixels of the analysed picture, x to the right, y down.
public struct Lattice: Hashable, Sendable {
  /// The shorter basis vector.
  public let first: SIMD2<Float>
  /// The longer basis vector.
  public let second: SIMD2<Float>
  /// How well the pattern continues itself, 0...1: the mean normalised autocorrelation at lattice
  /// points.
  public let strength: Float
  /// Whether the repeat was seen, or is what the picture would give as a repeat unit.
  public let tiling: Tiling

  /// Creates a lattice from any two vectors that span it.
  ///
  /// - Parameters:
  ///   - first: A lattice vector, in pixels.
  ///   - second: A lattice vector that is not parallel to `first`.
  ///   - strength: How well the pattern continues itself, 0...1.
  ///   - tiling: Where the lattice comes from.
  public init(
    first: SIMD2<Float>, second: SIMD2<Float>, strength: Float, tiling: Tiling = .visible
  ) {
    (self.first, self.second) = Lattice.reduced(first, second)
    self.strength = strength
    self.tiling = tiling
  }

  /// The area of a cell, in pixels.
  public var cellArea: Float { abs(cross(first, second)) }

  /// The length of the shorter vector over that of the longer one, 0...1.
  public var lengthRatio: Float { (dot(first, first) / dot(second, second)).squareRoot() }

  /// The cosine of the angle between the vectors, 0...0.5.
  public var angleCosine: Float {
    dot(first, second) / (dot(first, first) * dot(second, second)).squareRoot()
  }

  /// The other pairs of lattice vectors that are as good as reduced, so that a small error of
  /// measurement could have made them the basis: none for most lattices, two for a hexagonal one.
  ///
  /// Signs and order of the vectors do not count here: ``TorusCode/queryVariants`` takes care of
  /// them.
  ///
  /// - Parameter tolerance: By what part of a length a vector may be longer than the shortest.
  /// - Returns: Lattices whose basis is deliberately not reduced again; at most two.
  public func alternatives(tolerance: Float) -> [Lattice] {
    let third = second - first
    let limit = (1 + tolerance) * (1 + tolerance)
    var found: [Lattice] = []
    if dot(third, third) <= limit * dot(second, second) {
      found.append(Lattice(unreduced: first, third, like: self))
    }
    if dot(third, third) <= limit * dot(first, first) {
      found.append(Lattice(unreduced: second, third, like: self))
    }
    return found
  }

  private init(unreduced first: SIMD2<Float>, _ second: SIMD2<Float>, like other: Lattice) {
    let ordered = dot(first, first) <= dot(second, second)
    let (short, long) = ordered ? (first, second) : (second, first)
    self.first = short
    self.second = dot(short, long) < 0 ? -long : long
    self.strength = other.strength
    self.tiling = other.tiling
  }

  /// Lagrange's reduction of a basis of the plane.
  ///
  /// > Source: Nguyen, Stehlé, Low-dimensional lattice basis reduction revisited, ANTS 2004,
  /// > section 2.
  static func reduced(
    _ first: SIMD2<Float>, _ second: SIMD2<Float>
  ) -> (SIMD2<Float>, SIMD2<Float>) {
    var (short, long) = (first, second)
    // Each turn shortens a vector; 64 is far beyond what any pair of pixel vectors needs.
    for _ in 0..<64 {
      if dot(short, short) > dot(long, long) { swap(&short, &long) }
      let multiple = (dot(short, long) / max(1e-6, dot(short, short))).rounded()
      if multiple == 0 { break }
      long -= multiple * short
    }
    if dot(short, short) > dot(long, long) { swap(&short, &long) }
    return (short, dot(short, long) < 0 ? -long : long)
  }

  /// Whether two lattices have the same cells, to a part of their lengths.
  func isSame(as other: Lattice, tolerance: Float) -> Bool {
    let determinant = cross(first, second)
    guard abs(other.cellArea / cellArea - 1) < 3 * tolerance else { return false }
    for vector in [other.first, other.second] {
      let a = cross(vector, second) / determinant
      let b = cross(first, vector) / determinant
      if abs(a - a.rounded()) > tolerance || abs(b - b.rounded()) > tolerance { return false }
    }
    return true
  }
}

func dot(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float { a.x * b.x + a.y * b.y }

func cross(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> Float { a.x * b.y - a.y * b.x }
