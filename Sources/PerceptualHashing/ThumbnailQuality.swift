// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The reference's measure of how much a thumbnail holds: the steps between neighbours, summed.
///
/// Each step is cut to whole hundredths of the range first, so that many faint steps do not add up
/// to structure.
///
/// - Parameter thumbnail: 64 x 64 values in 0...255, row-major.
/// - Returns: 0...100.
func thumbnailQuality(_ thumbnail: [Float]) -> Int {
  var sum = 0
  for row in 0..<64 {
    for column in 0..<64 {
      let here = thumbnail[row * 64 + column]
      if row < 63 { sum += wholeHundredths(here - thumbnail[row * 64 + 64 + column]) }
      if column < 63 { sum += wholeHundredths(here - thumbnail[row * 64 + column + 1]) }
    }
  }
  return min(100, sum / 90)
}

/// A step as hundredths of 255, cut towards zero, without its sign.
///
/// A step that no picture gives, as from a plane of other units, counts as a very large one.
private func wholeHundredths(_ step: Float) -> Int {
  let hundredths = (step * 100 / 255).magnitude
  return hundredths < 1e6 ? Int(hundredths) : 1_000_000
}
