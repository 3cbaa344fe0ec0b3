// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The order of a torus code's frequencies, and how the symmetries of a lattice basis permute them.
///
/// A frequency (`p`, `q`) makes `p` waves along the first vector of a cell and `q` along the
/// second. Power is the same at (`-p`, `-q`), so half of those with |p|, |q| <= `reach` are kept,
/// 220 in all: (0, 1...reach), then for p = 1...reach each (p, -reach...reach).
enum TorusFrequencies {
  /// The highest number of waves a cell along each vector.
  static let reach = 10
  /// The side of the square of all frequencies, with zero in the middle.
  static let side = 2 * reach + 1
  /// The number of frequencies in a code.
  static let count = 2 * reach * (reach + 1)

  /// The frequencies in the order of the code.
  static let all: [(p: Int, q: Int)] = {
    var list: [(p: Int, q: Int)] = []
    for p in 0...reach {
      for q in (p == 0 ? 1 : -reach)...reach { list.append((p, q)) }
    }
    return list
  }()

  /// The place of a frequency or of its negative in the code; (0, 0) has none.
  static func place(p: Int, q: Int) -> Int {
    let (p, q) = p < 0 || (p == 0 && q < 0) ? (-p, -q) : (p, q)
    return p == 0 ? q - 1 : reach + (p - 1) * side + q + reach
  }

  /// For each basis variant, where each frequency's value is found in the code of the basis as it
  /// is.
  ///
  /// Changing a vector's sign changes the sign of its wave number; exchanging the vectors exchanges
  /// the numbers. With the symmetry of power that leaves four variants: as it is, one sign changed,
  /// exchanged, both.
  static let variants: [[Int]] = [
    all.map { place(p: $0.p, q: $0.q) },
    all.map { place(p: $0.p, q: -$0.q) },
    all.map { place(p: $0.q, q: $0.p) },
    all.map { place(p: $0.q, q: -$0.p) },
  ]

  /// A square of values, row `p`, column `q`, zero in the middle, from the half that a code keeps.
  static func square(of half: [Float]) -> [Float] {
    var square = [Float](repeating: 0, count: side * side)
    for (value, frequency) in zip(half, all) {
      square[(reach + frequency.p) * side + reach + frequency.q] = value
      square[(reach - frequency.p) * side + reach - frequency.q] = value
    }
    return square
  }
}
