// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct DenseAgreementKernelTests {
  /// The two squares that are compared, pixel by pixel; nil where the query is not covered.
  private func square(
    _ plane: [Float], width: Int, x: Int, y: Int
  ) -> [Double]? {
    let values = (0..<64).map { plane[(y + $0 / 8) * width + x + $0 % 8] }
    return values.allSatisfy { $0 >= 0 } ? values.map(Double.init) : nil
  }

  /// Pearson's correlation and both variances.
  private func moments(_ a: [Double], _ b: [Double]) -> (a: Double, b: Double, correlation: Double)
  {
    let (meanA, meanB) = (a.reduce(0, +) / 64, b.reduce(0, +) / 64)
    var (varianceA, varianceB, covariance) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      varianceA += (x - meanA) * (x - meanA) / 64
      varianceB += (y - meanB) * (y - meanB) / 64
      covariance += (x - meanA) * (y - meanB) / 64
    }
    return (varianceA, varianceB, covariance / (varianceA * varianceB).squareRoot())
  }

  @Test(arguments: [0, 1, 2, 3])
  func `the best correlation is Pearson's over the nine shifts that the query covers`(seed: Int) {
    let (width, height) = (31, 22)
    var input = RandomInput(seed: seed)
    let design = input.floats(width * height)
    var query = input.floats(width * height)
    // Uncovered pixels here and there.
    for place in stride(from: 5, to: query.count, by: 61) where seed > 0 { query[place] = -1 }
    for y in stride(from: 0, through: height - 8, by: 7) {
      for x in stride(from: 0, through: width - 8, by: 5) {
        let fast = ck_compare_square(
          design, query, Int32(width), Int32(height), Int32(x), Int32(y))
        let plain = ck_compare_square_plain(
          design, query, Int32(width), Int32(height), Int32(x), Int32(y))
        #expect(fast.correlation.bitPattern == plain.correlation.bitPattern)
        #expect(fast.isInside == plain.isInside)
        var best = -2.0
        for oy in -1...1 {
          for ox in -1...1 {
            guard x + ox >= 0, y + oy >= 0, x + ox + 8 <= width, y + oy + 8 <= height,
              let own = square(design, width: width, x: x, y: y),
              let other = square(query, width: width, x: x + ox, y: y + oy)
            else { continue }
            best = max(best, moments(own, other).correlation)
          }
        }
        #expect(plain.isInside == (best > -2 ? 1 : 0))
        #expect(abs(Double(plain.correlation) - best) < 1e-4)
      }
    }
  }

  @Test func `squares without edges are told apart`() {
    var input = RandomInput(seed: 3)
    let busy = input.floats(64)
    let flat = [Float](repeating: 0.4, count: 64)
    let none = [Float](repeating: -1, count: 64)
    func compared(_ design: [Float], _ query: [Float]) -> [Int32] {
      let square = ck_compare_square(design, query, 8, 8, 0, 0)
      return [square.isInside, square.isTextured, square.isQueryTextured, square.isQueryClear]
    }
    #expect(compared(busy, busy) == [1, 1, 1, 1])
    #expect(compared(busy, flat) == [1, 1, 0, 0])
    #expect(compared(flat, busy) == [1, 0, 1, 1])
    #expect(compared(flat, flat) == [1, 0, 0, 0])
    // Halves of 0.4 and 0.45 have a variance of 0.025^2 = 0.0006, of 0.4 and 0.6 one of 0.01; 0.0048 is clear.
    func halves(_ other: Float) -> [Float] { (0..<64).map { $0 < 32 ? 0.4 : other } }
    #expect(compared(flat, halves(0.45)) == [1, 0, 1, 0])
    #expect(compared(flat, halves(0.6)) == [1, 0, 1, 1])
    #expect(compared(busy, none) == [0, 0, 0, 0])
  }

  private func laid(
    _ laying: ck_laying, _ plane: [Float], shifts: [Float], isPlain: Bool
  ) -> [Float] {
    var laying = laying
    return [Float](unsafeUninitializedCapacity: 128 * 90) { target, filled in
      if isPlain {
        ck_lay_edges_plain(&laying, plane, shifts, 128, 90, target.baseAddress)
      } else {
        ck_lay_edges(&laying, plane, shifts, 128, 90, target.baseAddress)
      }
      filled = 128 * 90
    }
  }

  @Test(arguments: [0, 1] as [Int32])
  func `a plane that rises evenly shows which place lies where`(isMirrored: Int32) {
    // The plane holds its own columns; each sample then tells the column that was looked at.
    let plane = (0..<200 * 150).map { Float($0 % 200) }
    var shifts = [Float](repeating: 0, count: 2 * 81)
    for node in 0..<81 { shifts[node] = 6 }
    let laying = ck_laying(
      m00: 0.9, m01: 0.1, m02: 12, m10: -0.1, m11: 0.9, m12: 20, m20: 0.0002, m21: 0, width: 400,
      height: 300, isMirrored: isMirrored, unitX: 3, unitY: 3.2, planeUnit: 2, planeWidth: 200,
      planeHeight: 150, stepX: 48, stepY: 34)
    let fast = laid(laying, plane, shifts: shifts, isPlain: false)
    #expect(bits(fast) == bits(laid(laying, plane, shifts: shifts, isPlain: true)))
    var insideCount = 0
    for y in 0..<90 {
      for x in 0..<128 {
        let (dx, dy) = ((Double(x) + 0.5) * 3 - 0.5 - 6, (Double(y) + 0.5) * 3.2 - 0.5)
        let w = 0.0002 * dx + 1
        let (qx, qy) = ((0.9 * dx + 0.1 * dy + 12) / w, (-0.1 * dx + 0.9 * dy + 20) / w)
        let value = fast[y * 128 + x]
        guard qx > 0.01, qy > 0.01, qx < 398.99, qy < 298.99 else {
          if qx < -0.01 || qy < -0.01 || qx > 399.01 || qy > 299.01 { #expect(value == -1) }
          continue
        }
        insideCount += 1
        let column = isMirrored == 1 ? 399 - qx : qx
        let expected = min(max(0, (column + 0.5) / 2 - 0.5), 199)
        #expect(abs(Double(value) - expected) < 0.01)
      }
    }
    #expect(insideCount > 5_000)
  }
}
