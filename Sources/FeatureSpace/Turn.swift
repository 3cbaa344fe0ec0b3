// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Angles in 256ths of a turn and sizes in 16ths of an octave, as keypoints hold them, turned into numbers by fixed series: no
/// mathematics library is asked, so every machine gets the same bits.
public enum Turn {
  /// Sine and cosine of an angle, absolute error under 1e-7.
  ///
  /// - Parameter turns: An angle in turns.
  /// - Returns: Its sine and cosine.
  public static func sineAndCosine(_ turns: Float) -> (sine: Float, cosine: Float) {
    // Reduced to an eighth of a turn about the nearest quarter, then the series.
    let quarters = (turns * 4).rounded()
    let t = (Double(turns) - Double(quarters) / 4) * 6.283_185_307_179_586
    let s = t * t
    let sine = t * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72))))
    let cosine = 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56)))
    switch (Int(quarters) % 4 + 4) % 4 {
    case 1: return (Float(cosine), Float(-sine))
    case 2: return (Float(-sine), Float(-cosine))
    case 3: return (Float(-cosine), Float(sine))
    default: return (Float(sine), Float(cosine))
    }
  }

  /// Cosine and sine of each of the 256 directions.
  public static let directions: [SIMD2<Float>] = (0..<256).map {
    let (sine, cosine) = sineAndCosine(Float($0) / 256)
    return SIMD2(cosine, sine)
  }

  /// 2^x, relative error under 1e-6.
  ///
  /// - Parameter x: An exponent, -60...60.
  /// - Returns: Two to the power of `x`.
  public static func power(ofTwo x: Float) -> Float {
    var whole = x.rounded(.down)
    let t = Double(x - whole) * 0.693_147_180_559_945_3
    var term = 1.0
    var sum = 1.0
    for n in 1...10 {
      term *= t / Double(n)
      sum += term
    }
    while whole > 0 {
      sum *= 2
      whole -= 1
    }
    while whole < 0 {
      sum *= 0.5
      whole += 1
    }
    return Float(sum)
  }

  /// The binary logarithm, absolute error under 1e-6 for 2^-30...2^30.
  ///
  /// - Parameter x: A positive number.
  /// - Returns: Its logarithm to base 2.
  public static func logarithm(ofTwo x: Float) -> Float {
    precondition(x > 0, "\(x) has no logarithm")
    var exponent = x.exponent
    var m = Double(x.significand)
    if m > 1.414_213_562 {
      m *= 0.5
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)).
    let z = (m - 1) / (m + 1)
    let s = z * z
    let ln = 2 * z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s / 11)))))
    return Float(Double(exponent) + ln * 1.442_695_040_888_963_4)
  }
}
