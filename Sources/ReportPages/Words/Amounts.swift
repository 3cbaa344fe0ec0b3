// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// Numbers as pages show them.
enum Amounts {
  /// A number with some decimals; ones that are zero at the end are left out.
  ///
  /// - Parameters:
  ///   - number: A finite number.
  ///   - decimals: The most decimals, 0...6.
  /// - Returns: Decimal digits, never an exponent below 10^15.
  static func decimal(_ number: Double, _ decimals: Int) -> String {
    var text = String(format: "%.\(decimals)f", number)
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }

  /// A large number to two significant digits, as English writes it: `1,300,000`.
  ///
  /// - Parameter number: 1 to 10^15.
  /// - Returns: Grouped digits.
  static func english(_ number: Double) -> String {
    let digits = Array(String(Int(twoDigits(number))))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return number < 10 ? decimal(twoDigits(number), 1) : text
  }

  /// A large number to two significant digits, as Chinese writes it: `130 万`.
  ///
  /// - Parameter number: 1 to 10^15.
  /// - Returns: Digits with 万 or 亿.
  static func chinese(_ number: Double) -> String {
    let rounded = twoDigits(number)
    if rounded >= 1e8 { return decimal(rounded / 1e8, 1) + " 亿" }
    if rounded >= 1e4 { return decimal(rounded / 1e4, 1) + " 万" }
    return english(number)
  }

  /// A large number as ``chinese(_:)``, and what is counted: `130 万次`, but `26 次`.
  ///
  /// - Parameters:
  ///   - number: 1 to 10^15.
  ///   - counter: What stands after it.
  /// - Returns: The two, with a blank between a digit and what follows.
  static func chinese(_ number: Double, _ counter: String) -> String {
    let amount = chinese(number)
    return amount.last?.isASCII == true ? amount + " " + counter : amount + counter
  }

  /// A number rounded to two significant digits.
  private static func twoDigits(_ number: Double) -> Double {
    guard number > 0 else { return number }
    // Tens are exact, so that 1,300,000 does not become 1,299,999.
    var unit = 1.0
    while number / unit >= 100 { unit *= 10 }
    if number < 10 { return (number * 10).rounded() / 10 }
    return (number / unit).rounded() * unit
  }
}
