// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Capital letters, digits and a few signs as strokes on a grid 4 wide and 6 high.
///
/// Each word of a glyph is one line, each two digits in it are the column and row of a point.
enum StrokeFont {
  private static let glyphs: [Character: String] = [
    "A": "0602204246 0444", "B": "06003041423303 3344453606", "C": "4130100105163645",
    "D": "00204244260600", "E": "40000646 0333", "F": "400006 0333",
    "G": "41301001051636454323", "H": "0006 4046 0343", "I": "2026 1030 1636",
    "J": "4045361605", "K": "0006 400346", "L": "000646", "M": "0600234046", "N": "06004640",
    "O": "103041453616050110", "P": "06003041423303", "Q": "103041453616050110 3446",
    "R": "06003041423303 2346", "S": "413010010213334445361605", "T": "0040 2026",
    "U": "000516364540", "V": "002640", "W": "0016233640", "X": "0046 4006",
    "Y": "002340 2326", "Z": "00400646", "0": "103041453616050110 4106", "1": "112026 1636",
    "2": "01103041420646", "3": "0040233344453616", "4": "36300444", "5": "400002324345361605",
    "6": "301204051636454433130444", "7": "004016", "8": "103041423313020110 1304051636454433",
    "9": "4313020110304144261606", ".": "2626", ":": "2222 2525", "-": "1333", "/": "0640",
    "%": "0640 0000 4646",
  ]

  /// The lines of a text, one cell of 5.5 units after the other from (0, 0); unknown signs are
  /// gaps.
  ///
  /// - Parameter text: The text; small letters are drawn as capitals.
  /// - Returns: Start and end of each line, in units of the grid.
  static func segments(of text: String) -> [(from: SIMD2<Double>, to: SIMD2<Double>)] {
    var result: [(from: SIMD2<Double>, to: SIMD2<Double>)] = []
    for (place, letter) in text.uppercased().enumerated() {
      for line in (glyphs[letter] ?? "").split(separator: " ") {
        let digits = line.utf8.map { Double($0) - 48 }
        let points = stride(from: 0, to: digits.count, by: 2).map { index in
          SIMD2(digits[index] + Double(place) * 5.5, digits[index + 1])
        }
        result += zip(points, points.dropFirst()).map { (from: $0, to: $1) }
      }
    }
    return result
  }

  /// The width of a text in units of the grid.
  static func width(of text: String) -> Double { Double(text.count) * 5.5 - 1.5 }
}
