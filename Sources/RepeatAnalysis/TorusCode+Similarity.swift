// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension TorusCode {
  /// How alike two spectra are as they stand: the cosine between them, -1...1, symmetric.
  ///
  /// Integer sums, so the same on every machine. Variants of the basis are not tried.
  ///
  /// - Parameter other: The code to compare with.
  /// - Returns: 1 for the same cell, near 0 for unrelated ones; 0 when either spectrum is empty.
  public func similarity(to other: TorusCode) -> Float {
    var (ab, aa, bb): (Int32, Int32, Int32) = (0, 0, 0)
    for (a, b) in zip(spectrum, other.spectrum) {
      let (a, b) = (Int32(a), Int32(b))
      ab += a * b
      aa += a * a
      bb += b * b
    }
    guard aa > 0, bb > 0 else { return 0 }
    return Float(ab) / (Float(aa).squareRoot() * Float(bb).squareRoot())
  }

  /// A similarity in standard deviations of what chance gives between spectra so plain or so rich.
  ///
  /// The cosine of two unrelated fields with `n` independent values has a standard deviation of
  /// about `1 / √n`; `n` is the smaller ``distinctiveness``. Unlike the bare cosine this can be
  /// compared between pairs: the plainer the codes, the higher the cosines that chance gives, but
  /// both stay under 5.3 deviations against 1,040 designs.
  ///
  /// > Source: Bartlett, On the theoretical specification and sampling properties of autocorrelated
  /// > time-series, Supplement to the JRSS 8, 1946 (the variance of a correlation of correlated
  /// > series).
  ///
  /// - Parameters:
  ///   - similarity: The cosine: the largest that ``similarity(to:)`` gives for the ``queryVariants``.
  ///   - other: The code it was measured with.
  /// - Returns: Standard deviations; matches begin above about 5.
  public func significance(of similarity: Float, with other: TorusCode) -> Float {
    similarity * Float(min(distinctiveness, other.distinctiveness)).squareRoot()
  }

  /// How many independent values a spectrum has.
  ///
  /// A field of `n` values that resembles itself under shifts has fewer free values, `n` over the
  /// sum of `r²` over all shifts, r being its autocorrelation. A few broad bumps (dots), and a comb
  /// (a cell that holds two smaller ones), both resemble themselves shifted.
  ///
  /// - Parameter contrast: The values of ``SpectralContrast``.
  /// - Returns: 0...220.
  static func independentValues(of contrast: [Float]) -> Float {
    let side = TorusFrequencies.side
    let reach = TorusFrequencies.reach
    let square = TorusFrequencies.square(of: contrast)
    let energy = square.reduce(0) { $0 + $1 * $1 }
    guard energy > 0 else { return 0 }
    let total = Float(side * side - 1)
    var sum: Float = 1
    for dp in 0...reach {
      for dq in (dp == 0 ? 1 : -reach)...reach {
        var product: Float = 0
        for p in 0..<side - dp {
          let here = p * side
          let there = (p + dp) * side + dq
          for q in max(0, -dq)..<min(side, side - dq) {
            product += square[here + q] * square[there + q]
          }
        }
        // Pairs in which neither is the empty middle.
        let pairs = Float((side - dp) * (side - abs(dq)) - 2)
        let correlation = product / pairs / (energy / total)
        sum += 2 * correlation * correlation * (pairs / total)
      }
    }
    return total / sum
  }
}
