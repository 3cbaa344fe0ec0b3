// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A number with a comma between groups of three digits: `12,345`.
///
/// - Parameter number: Any number.
/// - Returns: Its decimal digits, grouped.
public func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (place, digit) in digits.enumerated() {
    if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}

/// A number of things in words: `1 design`, `12,345 designs`.
///
/// - Parameters:
///   - number: How many.
///   - noun: The thing in the singular; the plural adds an s, and turns the y of *entry* into ie before.
/// - Returns: The number, grouped, and the noun.
public func grouped(_ number: Int, _ noun: String) -> String {
  guard number != 1 else { return "\(grouped(number)) \(noun)" }
  let plural = noun.hasSuffix("ry") ? noun.dropLast() + "ies" : noun + "s"
  return "\(grouped(number)) \(plural)"
}

/// A number with a fixed count of decimals, halves away from zero.
///
/// - Parameters:
///   - number: The number, finite.
///   - decimals: How many decimals, 0...9.
/// - Returns: The number as text.
public func fixed(_ number: Double, _ decimals: Int) -> String {
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let rounded = Int((number.magnitude * Double(scale)).rounded())
  let whole = String(rounded / scale)
  guard decimals > 0 else { return (number < 0 ? "-" : "") + whole }
  let digits = String(rounded % scale)
  return (number < 0 && rounded > 0 ? "-" : "") + whole + "."
    + String(repeating: "0", count: decimals - digits.count) + digits
}

/// A share in whole per cent; a little is never shown as nothing, and nearly all never as all.
///
/// - Parameter share: 0...1.
/// - Returns: `62 %`.
public func percent(_ share: Double) -> String {
  let hundredths = (min(1, max(0, share)) * 100).rounded()
  if hundredths == 0, share > 0 { return "< 1 %" }
  if hundredths == 100, share < 1 { return share < 0.999 ? "99 %" : "> 99 %" }
  return fixed(hundredths, 0) + " %"
}
