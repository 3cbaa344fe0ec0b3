// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Foundation
import Testing

@Suite struct OctaveTests {
  private static let levelCount = Int(CK_OCTAVE_LEVELS)
  private static let middleCount = Int(CK_OCTAVE_MIDDLES)

  /// All that is made of an octave.
  private struct Made: Equatable {
    var levels: [UInt32] = []
    var next: [UInt32] = []
    var places: [[Int32]] = []
    var totals: [Int64] = []
  }

  /// One side of a Gaussian whose whole sums up to about 1.
  private func side(radius: Int) -> [Float] {
    let sigma = Float(radius) / 3.2
    let side = (0...radius).map { exp(-Float($0 * $0) / (2 * sigma * sigma)) }
    let sum = side.dropFirst().reduce(side[0]) { $0 + 2 * $1 }
    return side.map { $0 / sum }
  }

  /// Waves that grow shorter to the right, and noise: there are extrema in all middle differences, while noise alone has
  /// few once it is blurred.
  private func waves(width: Int, height: Int, seed: Int) -> [Float] {
    var input = RandomInput(seed: seed)
    var source = input.floats(width * height, in: 0...0.25)
    for y in 0..<height {
      for x in 0..<width {
        let right = Float(x) / Float(width)
        let wave =
          sin(Float(x) * 0.2 * exp2(3 * right)) * cos(Float(y) * 0.25 * exp2(1.5 * right))
        source[y * width + x] += 0.5 + 0.2 * wave
      }
    }
    return source
  }

  /// Level after level, then the extrema: the slower method.
  private func madeInTurn(
    _ source: [Float], isBlurred: Bool, width: Int, height: Int, radii: [Int], border: Int,
    threshold: Float, capacity: Int
  ) -> Made {
    var planes: [[Float]] = []
    var scratch = source
    for (level, radius) in radii.enumerated() {
      var plane = source
      if level > 0 || !isBlurred {
        ck_blur_plain(
          planes.last ?? source, &plane, &scratch, Int32(width), Int32(height),
          side(radius: radius), Int32(radius))
      }
      planes.append(plane)
    }
    var made = Made()
    let levels = planes.flatMap(\.self)
    made.levels = bits(levels)
    for middle in 0..<Self.middleCount {
      var places = [Int32](repeating: -1, count: capacity)
      let total = levels.withUnsafeBufferPointer { all -> Int64 in
        let four: [UnsafePointer<Float>?] = (middle..<middle + 4).map { level in
          all.baseAddress.map { $0 + level * width * height }
        }
        return ck_extrema_plain(
          four, Int32(width), Int32(height), Int32(border), threshold, &places, Int64(capacity))
      }
      made.places.append(places)
      made.totals.append(total)
    }
    for y in 0..<max(1, height / 2) {
      for x in 0..<max(1, width / 2) {
        made.next.append(planes[Self.middleCount][2 * y * width + 2 * x].bitPattern)
      }
    }
    return made
  }

  private func madeAtOnce(
    _ source: [Float], isBlurred: Bool, width: Int, height: Int, radii: [Int], border: Int,
    threshold: Float, capacity: Int, isPlain: Bool
  ) -> Made {
    let area = width * height
    let reaches = radii.map(Int32.init)
    let weights = radii.flatMap { side(radius: $0) }
    var levels = [Float](repeating: .nan, count: Self.levelCount * area)
    if isBlurred { levels.replaceSubrange(0..<area, with: source) }
    var next = [Float](repeating: .nan, count: max(1, width / 2) * max(1, height / 2))
    var scratch = [Float](
      repeating: .nan, count: Int(ck_octave_scratch(Int32(width), reaches)))
    var places = [Int32](repeating: -1, count: Self.middleCount * capacity)
    var made = Made()
    made.totals = [Int64](repeating: -1, count: Self.middleCount)
    source.withUnsafeBufferPointer { plane in
      let kernel = isPlain ? ck_octave_plain : ck_octave
      kernel(
        isBlurred ? nil : plane.baseAddress, &levels, &next, &scratch, Int32(width),
        Int32(height), weights, reaches, Int32(border), threshold, &places, Int64(capacity),
        &made.totals)
    }
    made.levels = bits(levels)
    made.next = bits(next)
    made.places = (0..<Self.middleCount).map { middle in
      Array(places[middle * capacity..<(middle + 1) * capacity])
    }
    return made
  }

  // Radii of the scale space, short ones, and longer ones than most planes are high.
  @Test(arguments: [[5, 4, 5, 7, 8, 10], [2, 1, 2, 3, 5, 8], [2, 3, 1, 9, 64, 4]])
  func `a wave gives the bits and places of level after level`(radii: [Int]) {
    var extremumCount: Int64 = 0
    for (width, height) in oddSizes + [(150, 90), (257, 64)] {
      let source = waves(width: width, height: height, seed: radii[1])
      for isBlurred in [false, true] {
        for border in [1, 5] {
          let expected = madeInTurn(
            source, isBlurred: isBlurred, width: width, height: height, radii: radii,
            border: border, threshold: 0.000_1, capacity: 2_000)
          extremumCount += expected.totals.reduce(0, +)
          for isPlain in [false, true] {
            let made = madeAtOnce(
              source, isBlurred: isBlurred, width: width, height: height, radii: radii,
              border: border, threshold: 0.000_1, capacity: 2_000, isPlain: isPlain)
            #expect(
              made == expected, "\(width) x \(height), border \(border), plain \(isPlain)")
          }
        }
      }
    }
    #expect(extremumCount > 10)
  }

  @Test func `places beyond the capacity are counted but not written`() {
    let source = waves(width: 150, height: 90, seed: 8)
    let radii = [2, 1, 2, 3, 5, 8]
    let few = madeAtOnce(
      source, isBlurred: true, width: 150, height: 90, radii: radii, border: 1, threshold: 0.000_1,
      capacity: 4, isPlain: false)
    let expected = madeInTurn(
      source, isBlurred: true, width: 150, height: 90, radii: radii, border: 1, threshold: 0.000_1,
      capacity: 4)
    #expect(few == expected)
    #expect(few.totals.allSatisfy { $0 > 4 })
  }
}
