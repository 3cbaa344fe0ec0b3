// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace

/// The code of one cell of a repeating pattern, blind to where the cell is cut, to scale, turn,
/// shear and mirror, and to colour.
///
/// A repeat printed without end has no first point: shifting it moves the cell on a torus and
/// changes only the phases of its Fourier coefficients. The code keeps their power at 220 low
/// frequencies, as contrast to neighbouring frequencies (``spectrum``). Coordinates are those of
/// the lattice, so turning and scaling the cloth change nothing; what is left of the choice of a
/// basis is undone by comparing four variants of one code with the other (``queryVariants``).
///
/// How much a likeness means depends on the codes. A check or a grid of dots has a spectrum of few
/// bumps that many designs share; ``distinctiveness`` says how many independent values the spectrum
/// has, and ``significance(of:with:)`` weighs a likeness by it.
///
/// - Not promised: equal codes for a cell and for two cells side by side; ``RepeatAnalyzer`` gives
///   several hypotheses for that reason.
public struct TorusCode: Hashable, Sendable {
  /// Below this ``distinctiveness`` even equal spectra do not reach a significance of 5.
  public static let commonBelow = 24

  /// For each frequency 32 times its contrast in standard deviations, -96...96; the order is that
  /// of frequencies (0, 1...10), then (1, -10...10), ..., (10, -10...10).
  public let spectrum: [Int8]
  /// The shorter vector of the cell over the longer one, in 255ths.
  public let lengthRatio: UInt8
  /// The cosine of the angle between the vectors, 0...0.5, in 510ths.
  public let angleCosine: UInt8
  /// How well the pattern continues itself, in 255ths; 0 for a layout that was only imagined.
  public let strength: UInt8
  /// Whether the repeat was seen, or is what the picture would give as a repeat unit.
  public let tiling: Tiling
  /// How many independent values the spectrum amounts to, 0...220: ``isCommon`` when few.
  public let distinctiveness: UInt8

  init(
    spectrum: [Int8], lengthRatio: UInt8, angleCosine: UInt8, strength: UInt8, tiling: Tiling,
    distinctiveness: UInt8
  ) {
    precondition(
      spectrum.count == TorusFrequencies.count,
      "a torus code has \(TorusFrequencies.count) frequencies, not \(spectrum.count)")
    self.spectrum = spectrum
    self.lengthRatio = lengthRatio
    self.angleCosine = angleCosine
    self.strength = strength
    self.tiling = tiling
    self.distinctiveness = distinctiveness
  }

  /// Whether the cell is so plain (stripes, checks, dots) that many unrelated designs have its
  /// code.
  public var isCommon: Bool { Int(distinctiveness) < TorusCode.commonBelow }

  /// The signs of the spectrum, for an exact scan: bit `i` is set when frequency `i` exceeds its
  /// neighbours; bits 220...255 are 0.
  public var hash: Hash256 {
    var words = SIMD4<UInt64>(repeating: 0)
    for (place, value) in spectrum.enumerated() where value > 0 {
      words[place / 64] |= 1 << UInt64(place % 64)
    }
    return Hash256(words: words)
  }

  /// The code under the four signed orders of the basis vectors, itself first: compare each with a
  /// stored code.
  ///
  /// Quarter turns and mirrors of a picture, and ties between the vectors, lead from one to
  /// another.
  public var queryVariants: [TorusCode] {
    TorusFrequencies.variants.map { order in
      TorusCode(
        spectrum: order.map { spectrum[$0] }, lengthRatio: lengthRatio, angleCosine: angleCosine,
        strength: strength, tiling: tiling, distinctiveness: distinctiveness)
    }
  }
}
