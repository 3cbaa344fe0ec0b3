// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Elementary functions with the same bits on every machine.
///
/// The C library's own differ in the last bit from version to version; these are series of
/// additions and multiplications, with an error of a few 1e-15, which is more than pictures need.
enum ExactMath {
  static let pi = 3.141592653589793

  /// The sine of an angle in radians of moderate size.
  static func sin(_ angle: Double) -> Double {
    // Into -pi...pi, then into -pi/2...pi/2, where the series is short.
    var rest = angle - (angle / (2 * pi)).rounded() * (2 * pi)
    if rest > pi / 2 { rest = pi - rest } else if rest < -pi / 2 { rest = -pi - rest }
    let square = rest * rest
    var sum = 1.0
    for degree in stride(from: 18.0, through: 2, by: -2) {
      sum = 1 - square / (degree * (degree + 1)) * sum
    }
    return rest * sum
  }

  /// The cosine of an angle in radians of moderate size.
  static func cos(_ angle: Double) -> Double { sin(angle + pi / 2) }

  /// e to the power of a number between -700 and 700.
  static func exp(_ power: Double) -> Double {
    let ln2 = 0.6931471805599453
    let exponent = (power / ln2).rounded()
    let rest = power - exponent * ln2
    var sum = 1.0
    for degree in stride(from: 16.0, through: 1, by: -1) { sum = 1 + rest / degree * sum }
    return sum * Double(sign: .plus, exponent: Int(exponent), significand: 1)
  }

  /// The natural logarithm of a positive number.
  static func log(_ number: Double) -> Double {
    var (exponent, significand) = (Double(number.exponent), number.significand)
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for degree in stride(from: 27.0, through: 1, by: -2) { sum = 1 / degree + square * sum }
    return exponent * 0.6931471805599453 + 2 * ratio * sum
  }

  /// A number of 0...1 to a positive power.
  static func pow(_ base: Double, _ power: Double) -> Double {
    base <= 0 ? 0 : exp(power * log(base))
  }
}
