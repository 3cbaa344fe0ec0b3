// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct FourierTests {
  static let lanes = Int(CK_FFT_LANES)

  struct Tables {
    var real: [Float]
    var imaginary: [Float]
    var order: [UInt16]

    init(length: Int) {
      real = Array(repeating: 0, count: length)
      imaginary = real
      order = Array(repeating: 0, count: length)
      #expect(ck_fft_twiddles(length, &real, &imaginary) == CK_FFT_OK)
      #expect(ck_fft_bit_reversal(length, &order) == CK_FFT_OK)
    }

    func withTables<Result>(_ body: (UnsafePointer<ck_fft_tables>) -> Result) -> Result {
      real.withUnsafeBufferPointer { real in
        imaginary.withUnsafeBufferPointer { imaginary in
          order.withUnsafeBufferPointer { order in
            let tables = ck_fft_tables(
              n: order.count, twre: real.baseAddress, twim: imaginary.baseAddress,
              order: order.baseAddress)
            return withUnsafePointer(to: tables, body)
          }
        }
      }
    }
  }

  /// The sum of the definition, in double precision; `exp(-2 pi i / n)` by repeated half-angle
  /// formulas.
  static func naive(_ re: [Float], _ im: [Float]) -> [(Double, Double)] {
    let n = re.count
    var (c, s) = (-1.0, 0.0)  // exp(-i pi)
    var length = 2
    while length < n {
      let half = ((1 + c) / 2).squareRoot()
      (c, s) = (half, length == 2 ? -1 : s / (2 * half))
      length *= 2
    }
    var roots: [(Double, Double)] = [(1, 0)]
    for k in 1..<n {
      let (a, b) = roots[k - 1]
      roots.append((a * c - b * s, a * s + b * c))
    }
    return (0..<n).map { k in
      var (sr, si) = (0.0, 0.0)
      for t in 0..<n {
        let (c, s) = roots[k * t % n]
        sr += Double(re[t]) * c - Double(im[t]) * s
        si += Double(re[t]) * s + Double(im[t]) * c
      }
      return (sr, si)
    }
  }

  @Test(arguments: [4, 8, 16, 32, 64, 128, 512])
  func `the fast transform is the transform of the definition`(length: Int) {
    let tables = Tables(length: length)
    var random = SplitMix64(seed: UInt64(length))
    let re = (0..<length * Self.lanes).map { _ in random.unit() }
    let im = (0..<length * Self.lanes).map { _ in random.unit() }
    var (fre, fim) = (re, im)
    #expect(ck_fft_forward(&fre, &fim, length, tables.real, tables.imaginary) == CK_FFT_OK)
    for lane in [0, 7, 15] {
      let signal = (0..<length).map { re[$0 * Self.lanes + lane] }
      let signalIm = (0..<length).map { im[$0 * Self.lanes + lane] }
      for (k, expected) in Self.naive(signal, signalIm).enumerated() {
        let place = Int(tables.order[k]) * Self.lanes + lane
        #expect(abs(Double(fre[place]) - expected.0) < 1e-4 * Double(length))
        #expect(abs(Double(fim[place]) - expected.1) < 1e-4 * Double(length))
      }
    }
    #expect(ck_fft_inverse_plain(&fre, &fim, length, tables.real, tables.imaginary) == CK_FFT_OK)
    for place in 0..<re.count {
      #expect(abs(fre[place] / Float(length) - re[place]) < 1e-5)
      #expect(abs(fim[place] / Float(length) - im[place]) < 1e-5)
    }
  }

  @Test(arguments: [4, 32, 128, 256])
  func `the plain transform gives the bits of the fast one`(length: Int) {
    let tables = Tables(length: length)
    var random = SplitMix64(seed: 7)
    let re = (0..<length * Self.lanes).map { _ in random.unit() }
    let im = (0..<length * Self.lanes).map { _ in random.unit() }
    var (are, aim, bre, bim) = (re, im, re, im)
    _ = ck_fft_forward(&are, &aim, length, tables.real, tables.imaginary)
    _ = ck_fft_forward_plain(&bre, &bim, length, tables.real, tables.imaginary)
    #expect(are.map(\.bitPattern) == bre.map(\.bitPattern))
    #expect(aim.map(\.bitPattern) == bim.map(\.bitPattern))
  }

  @Test(arguments: [(37, 21), (64, 64), (50, 33), (5, 60)])
  func `autocorrelation is the sum of products, plain and fast alike`(width: Int, height: Int) {
    var random = SplitMix64(seed: 11)
    let samples = (0..<width * height).map { _ in random.unit() - 0.5 }
    let (mx, my) = (width / 2, height / 2)
    // A length for each axis, so that tables of the one never serve the other.
    let (nx, ny) = (128, 256)
    let (x, y) = (Tables(length: nx), Tables(length: ny))
    var fast = [Float](repeating: 0, count: (2 * mx + 1) * (my + 1))
    var plain = fast
    var scratch = [Float](repeating: 0, count: ck_autocorrelate_scratch(nx, ny))
    x.withTables { across in
      y.withTables { down in
        let first = ck_autocorrelate(
          samples, width, height, across, down, mx, my, &scratch, &fast)
        let second = ck_autocorrelate_plain(
          samples, width, height, across, down, mx, my, &scratch, &plain)
        #expect(first == CK_FFT_OK && second == CK_FFT_OK)
        let tooLong = ck_autocorrelate(
          samples, width, height, across, down, 100, my, &scratch, &fast)
        #expect(tooLong == CK_FFT_BAD_SIZE)
      }
    }
    #expect(fast.map(\.bitPattern) == plain.map(\.bitPattern))
    for dy in stride(from: 0, through: my, by: 3) {
      for dx in -mx...mx {
        var sum = 0.0
        for row in 0..<height - dy {
          for column in max(0, -dx)..<min(width, width - dx) {
            sum +=
              Double(samples[row * width + column])
              * Double(samples[(row + dy) * width + column + dx])
          }
        }
        #expect(abs(Double(fast[dy * (2 * mx + 1) + mx + dx]) - sum) < 1e-2)
      }
    }
  }

  @Test func `a length that is no power of two is refused`() {
    var values = [Float](repeating: 0, count: 48 * Self.lanes)
    var more = values
    #expect(ck_fft_twiddles(48, &values, &more) == CK_FFT_BAD_LENGTH)
    #expect(ck_fft_forward(&values, &more, 2, [1, 1], [0, 0]) == CK_FFT_BAD_LENGTH)
  }
}
